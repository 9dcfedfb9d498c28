/**
 * Where the adapters become beans: the database, the engine and the sequencer of this node, and a bean for every port of
 * the core that this module implements.
 *
 * <p>Invariant: nothing is handed out before the schema is migrated. May use: everything of this module, CDI, Config.
 */
@NullMarked
package io.stakebook.persistence.wiring;

import org.jspecify.annotations.NullMarked;

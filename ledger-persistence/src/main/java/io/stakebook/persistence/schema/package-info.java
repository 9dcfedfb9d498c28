/**
 * The database schema: numbered migrations, each with its reasons and with queries that prove it.
 *
 * <p>Invariant: a migration that was released never changes. May use: Flyway, {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.schema;

import org.jspecify.annotations.NullMarked;

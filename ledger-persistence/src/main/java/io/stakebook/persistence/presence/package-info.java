/**
 * Rows and queries of {@code core.presence}.
 *
 * <p>Invariant: no entry and no decision is written with a row of these; each statement is a transaction of its own. May
 * use: {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.presence;

import org.jspecify.annotations.NullMarked;

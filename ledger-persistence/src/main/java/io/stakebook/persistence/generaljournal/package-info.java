/**
 * Queries of {@code core.generaljournal}, and the entries it may reverse.
 *
 * <p>Invariant: nothing is written here; a reversal is an entry like any other. May use: {@code posting} (the store's
 * interface), {@code entry}, {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.generaljournal;

import org.jspecify.annotations.NullMarked;

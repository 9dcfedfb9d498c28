/**
 * Accounting periods: calendar months that are open, closing or closed by business date, and which days still take what.
 *
 * <p>Invariant: nothing enters a closed period; a late fact is carried to the first open day and keeps a link. May use:
 * {@code journal}, {@code error}.
 */
@NullMarked
package io.stakebook.core.period;

import org.jspecify.annotations.NullMarked;

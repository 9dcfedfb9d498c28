/**
 * How lists are read: in pages of bounded size, each continued after the last thing seen.
 *
 * <p>Invariant: a page never holds more than {@link io.stakebook.core.page.Limit#MAX} items. May use: {@code error}.
 */
@NullMarked
package io.stakebook.core.page;

import org.jspecify.annotations.NullMarked;

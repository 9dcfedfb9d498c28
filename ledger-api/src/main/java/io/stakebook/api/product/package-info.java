/**
 * Products, their terms and the assets of the book over HTTP.
 *
 * <p>Invariant: published terms are shown as they were published; a rate is always a decimal string. May use: {@code http},
 * {@code security}, {@code settings}, {@code submission}, the core.
 */
@NullMarked
package io.stakebook.api.product;

import org.jspecify.annotations.NullMarked;

/**
 * What customers can subscribe to: products, their states, and the commands that make them and publish their terms.
 *
 * <p>Invariant: published terms never change, a change is a new version. May use: {@code product.terms}, {@code posting},
 * {@code money}, {@code page}, {@code id}, {@code wire}, {@code error}.
 */
@NullMarked
package io.stakebook.core.product;

import org.jspecify.annotations.NullMarked;

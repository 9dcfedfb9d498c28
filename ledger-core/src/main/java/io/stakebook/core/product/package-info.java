/**
 * What customers can subscribe to, and under which published terms.
 *
 * <p>Invariants: published terms never change, a change is a new version; rates are exact decimals; the rules that differ
 * between products (value date, snapshot, tiers, early redemption) are data here, not branches elsewhere. May use:
 * {@code posting}, {@code account}, {@code money}, {@code page}, {@code id}, {@code wire}, {@code error}.
 */
@NullMarked
package io.stakebook.core.product;

import org.jspecify.annotations.NullMarked;

/**
 * The terms of a product: rates, tiers, bounds, value date, snapshot, commission, payout, early redemption.
 *
 * <p>Invariants: rates are exact decimals; the rules that differ between products are data here, not branches elsewhere. May
 * use: {@code posting} for stored rows, {@code account}, {@code money}, {@code id}, {@code error}.
 */
@NullMarked
package io.stakebook.core.product.terms;

import org.jspecify.annotations.NullMarked;

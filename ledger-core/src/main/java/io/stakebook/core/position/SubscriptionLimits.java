package io.stakebook.core.position;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.terms.SubscriptionBounds;
import java.math.BigInteger;
import java.util.Map;

/** What a product lets one customer subscribe, each rule with its own refusal. */
final class SubscriptionLimits {

    private SubscriptionLimits() {}

    /**
     * Positions one customer may have in one product that are not settled. They are written together with each change of one,
     * and a day's rewards take time in the square of their number.
     */
    static final int MOST_POSITIONS = 500;

    /**
     * @param asset of the product, in which a refusal speaks
     * @param before what the customer has in the product already
     */
    static void check(
            Amount amount,
            Product product,
            Asset asset,
            SubscriptionBounds limits,
            Portfolio before,
            ProductUsage usage) {
        BigInteger held = before.principal();
        BigInteger units = amount.units();
        if (!product.subscribeEnabled()) {
            throw new Rejected(
                    ErrorCode.PRODUCT_CLOSED,
                    "product " + product.id() + " takes no new subscriptions",
                    Map.of("productId", product.id().value()));
        }
        if (!amount.asset().equals(product.asset())) {
            throw new Rejected(
                    ErrorCode.ASSET_MISMATCH,
                    "product " + product.id() + " takes " + product.asset() + ", not " + amount.asset(),
                    Map.of("field", "asset", "asset", product.asset().value()));
        }
        if (units.compareTo(limits.minimum()) < 0) {
            throw refuse(ErrorCode.BELOW_MINIMUM, product, asset, "takes at least", limits.minimum(), units);
        }
        BigInteger maximum = limits.maximumOrNull();
        if (maximum != null && units.compareTo(maximum) > 0) {
            throw refuse(ErrorCode.ABOVE_MAXIMUM, product, asset, "takes at once at most", maximum, units);
        }
        if (units.mod(limits.step()).signum() != 0) {
            throw refuse(ErrorCode.STEP_MISMATCH, product, asset, "takes multiples of", limits.step(), units);
        }
        BigInteger cap = limits.personalCapOrNull();
        if (cap != null && held.add(units).compareTo(cap) > 0) {
            throw refuse(
                    ErrorCode.ABOVE_CAP,
                    product,
                    asset,
                    "takes from one customer, who holds " + asset.format(held) + ", at most",
                    cap,
                    units);
        }
        if (before.positions().size() >= MOST_POSITIONS) {
            throw new Rejected(
                    ErrorCode.TOO_MANY_POSITIONS,
                    "one customer may have " + MOST_POSITIONS + " positions in product " + product.id()
                            + " at a time; redeem some first",
                    Map.of("productId", product.id().value(), "limit", Integer.toString(MOST_POSITIONS)));
        }
        BigInteger capacity = limits.capacityOrNull();
        if (capacity != null && !usage.hasRoomFor(units, limits)) {
            throw refuse(
                    ErrorCode.CAPACITY_EXHAUSTED,
                    product,
                    asset,
                    "has taken " + asset.format(usage.principal()) + " and takes in all at most",
                    capacity,
                    units);
        }
    }

    private static Rejected refuse(
            ErrorCode code, Product product, Asset asset, String rule, BigInteger bound, BigInteger asked) {
        return new Rejected(
                code,
                "product " + product.id() + " " + rule + " " + asset.format(bound) + " " + asset.code() + "; "
                        + asset.format(asked) + " were asked",
                Map.of(
                        "productId",
                        product.id().value(),
                        "asset",
                        asset.code().value(),
                        "limit",
                        asset.format(bound),
                        "asked",
                        asset.format(asked)));
    }
}

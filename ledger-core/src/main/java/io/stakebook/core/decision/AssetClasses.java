package io.stakebook.core.decision;

import io.stakebook.core.money.AssetCode;
import java.util.Map;

/**
 * What kind of thing an asset is to a policy. An asset that is not listed goes to the policy as unknown.
 *
 * <p>Tether is a stablecoin pegged to the dollar; the notice names it as a virtual currency all the same (clause 1), and
 * the policy treats both classes alike for a domestic subject.
 */
final class AssetClasses {

    /** @param peg currency code, empty when there is none */
    record AssetClassOf(String assetClass, String peg) {}

    private static final AssetClassOf COIN = new AssetClassOf("virtual_currency", "");
    private static final AssetClassOf DOLLAR = new AssetClassOf("stablecoin", "USD");
    private static final AssetClassOf LIQUID = new AssetClassOf("liquid_staking_token", "");
    private static final AssetClassOf UNLISTED = new AssetClassOf("unknown", "");

    private static final Map<String, AssetClassOf> BY_CODE = Map.ofEntries(
            Map.entry("BTC", COIN),
            Map.entry("ETH", COIN),
            Map.entry("SOL", COIN),
            Map.entry("DOT", COIN),
            Map.entry("ATOM", COIN),
            Map.entry("ADA", COIN),
            Map.entry("WXT", COIN),
            Map.entry("USDT", DOLLAR),
            Map.entry("USDC", DOLLAR),
            Map.entry("STETH", LIQUID),
            Map.entry("WEETH", LIQUID));

    private AssetClasses() {}

    static AssetClassOf of(AssetCode asset) {
        return BY_CODE.getOrDefault(asset.value(), UNLISTED);
    }
}

package io.stakebook.launcher.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The products of the demo, with the rates in the form its own arithmetic uses and in the form the API takes. */
final class Shelf {

    /**
     * A product.
     *
     * @param net the customer's rates
     * @param kept the platform's share of a protocol's reward
     * @param endOfDay true when the principal at the end of a day earns for all of it
     * @param nextDay true when principal earns from the next 00:00 UTC
     * @param request body of the request that publishes it
     */
    record Product(
            String id,
            Coin coin,
            Ladder net,
            Ladder kept,
            boolean endOfDay,
            boolean nextDay,
            Map<String, Object> request) {

        boolean fixed() {
            return id.equals("sol-fixed-30");
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** Protocol staking with a commission of 10 %. */
    static final Product ETH = new Product(
            "eth-flexible",
            Coin.ETH,
            Ladder.flat("0.0312").part(9_000),
            Ladder.flat("0.0312").part(1_000),
            false,
            false,
            request(
                    "eth-flexible",
                    "ETH",
                    "flexible",
                    "protocol_staking",
                    "0.1",
                    "immediate",
                    "time_weighted",
                    List.of(tier("0", null, "0.0312")),
                    "0.001"));

    /** As WEEX publishes it: the first 200 earn 13 %, all above 3.2 %, paid by the platform to the funding account. */
    static final Product USDT = new Product(
            "usdt-flexible",
            Coin.USDT,
            Ladder.twoSteps(Coin.USDT.units("200"), "0.13", "0.032"),
            Ladder.flat("0"),
            false,
            false,
            request(
                    "usdt-flexible",
                    "USDT",
                    "flexible",
                    "platform_funded",
                    "0",
                    "immediate",
                    "time_weighted",
                    List.of(tier("0", "200", "0.13"), tier("200", null, "0.032")),
                    "1"));

    /** Bound for 30 days; leaving early earns 1 % instead. */
    static final Product SOL = new Product(
            "sol-fixed-30",
            Coin.SOL,
            Ladder.flat("0.065").part(9_200),
            Ladder.flat("0.065").part(800),
            false,
            true,
            request(
                    "sol-fixed-30",
                    "SOL",
                    "fixed",
                    "protocol_staking",
                    "0.08",
                    "next_utc_day",
                    "time_weighted",
                    List.of(tier("0", null, "0.065")),
                    "1"));

    /** Lent out; earns from the moment of subscription. */
    static final Product BTC = new Product(
            "btc-flexible",
            Coin.BTC,
            Ladder.flat("0.0075"),
            Ladder.flat("0"),
            false,
            false,
            request(
                    "btc-flexible",
                    "BTC",
                    "flexible",
                    "lending",
                    "0",
                    "immediate",
                    "time_weighted",
                    List.of(tier("0", null, "0.0075")),
                    "0.0001"));

    /** Protocol staking that earns whole days only. */
    static final Product DOT = new Product(
            "dot-flexible",
            Coin.DOT,
            Ladder.flat("0.12").part(9_500),
            Ladder.flat("0.12").part(500),
            true,
            true,
            request(
                    "dot-flexible",
                    "DOT",
                    "flexible",
                    "protocol_staking",
                    "0.05",
                    "next_utc_day",
                    "end_of_day",
                    List.of(tier("0", null, "0.12")),
                    "1"));

    static final List<Product> ALL = List.of(ETH, USDT, SOL, BTC, DOT);

    /** The rate of a SOL position left before its term, as a whole number over 10^10. */
    static final BigInteger SOL_EARLY_RATE = BigInteger.valueOf(100_000_000);

    static final int SOL_TERM_DAYS = 30;

    private Shelf() {}

    private static Map<String, Object> request(
            String id,
            String asset,
            String kind,
            String yieldSource,
            String commission,
            String valueDate,
            String snapshot,
            List<Map<String, String>> tiers,
            String minimum) {
        Map<String, Object> terms = new TreeMap<>();
        terms.put("kind", kind);
        terms.put("tiers", tiers);
        terms.put("commissionRate", commission);
        terms.put("yieldSource", yieldSource);
        terms.put("valueDateRule", valueDate);
        terms.put("payoutAccount", "funding");
        terms.put("limits", Map.of("minimum", minimum));
        if (kind.equals("flexible")) {
            terms.put("snapshot", snapshot);
        } else {
            terms.put("termDays", SOL_TERM_DAYS);
            terms.put("earlyRedemption", Map.of("rule", "reduced_rate", "apr", "0.01"));
        }
        return Map.of("productId", id, "asset", asset, "terms", terms);
    }

    private static Map<String, String> tier(String from, @Nullable String to, String apr) {
        return to == null ? Map.of("from", from, "apr", apr) : Map.of("from", from, "to", to, "apr", apr);
    }
}

package io.stakebook.policy.facts;

import io.stakebook.policy.PolicyException.InvalidFacts;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an asset is pegged to. Only codes that are known are taken: an unknown spelling of the yuan that passed as some other
 * currency would open what clause 1 of the notice shuts.
 */
final class PegCode {
    /** Other names of the yuan: colloquial, the digital yuan's, and that of a token pegged to its offshore rate. */
    private static final Map<String, String> SAME = Map.of(
            "RMB", "CNY",
            "YUAN", "CNY",
            "ECNY", "CNY",
            "E-CNY", "CNY",
            "DCEP", "CNY",
            "CNHT", "CNH");

    /** No money of ISO 4217, yet tokens are pegged to them: the offshore yuan and coins with staked or wrapped forms. */
    private static final Set<String> BESIDE_ISO = Set.of(
            "CNH", "BTC", "ETH", "SOL", "DOT", "ATOM", "ADA", "AVAX", "BNB", "NEAR", "POL", "TRX", "XRP", "USDT",
            "USDC", "DAI");

    private static final Set<String> NOTHING = Set.of("", "UNKNOWN", "NONE", "XXX");

    private static final Set<String> CODES = codes();

    private PegCode() {}

    /**
     * @param text in either case, without blanks around it
     * @return upper case, empty when not known
     */
    static String parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (NOTHING.contains(upper)) {
            return "";
        }
        String code = SAME.getOrDefault(upper, upper);
        if (!CODES.contains(code)) {
            throw new InvalidFacts(
                    Field.ASSET_PEG.wire(),
                    "must be an ISO 4217 currency code such as USD, HKD or CNY, or CNH, or one of the coins listed in the reference",
                    text);
        }
        return code;
    }

    private static Set<String> codes() {
        Set<String> codes = new HashSet<>(BESIDE_ISO);
        for (Currency currency : Currency.getAvailableCurrencies()) {
            codes.add(currency.getCurrencyCode());
        }
        // The code reserved for tests is no currency.
        codes.remove("XTS");
        return Set.copyOf(codes);
    }
}

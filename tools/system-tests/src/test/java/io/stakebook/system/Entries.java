package io.stakebook.system;

import java.util.List;
import java.util.Map;

/** Postings that tests write by hand. */
public final class Entries {

    private Entries() {}

    public static Map<String, Object> posting(String account, String side, String amount) {
        return Map.of("account", account, "side", side, "asset", account.split("\\.", -1)[1], "amount", amount);
    }

    /** House capital that comes in. */
    public static List<Map<String, Object>> paidIn(String amount) {
        return List.of(posting("1210.ETH.house", "debit", amount), posting("3020.ETH.house", "credit", amount));
    }

    /** A customer's wallet paid by the house, which books it as compensation. */
    public static List<Map<String, Object>> compensated(String customer, String amount) {
        return List.of(posting("5070.ETH.house", "debit", amount), posting("2010.ETH." + customer, "credit", amount));
    }
}

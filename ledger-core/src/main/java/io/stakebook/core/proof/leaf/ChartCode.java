package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account class of format version 1's chart of accounts.
 *
 * <p>The proof package keeps its own copy so that a bundle can be judged without the ledger that wrote it.
 *
 * @param code four digits
 * @param type what kind of account it is
 */
public record ChartCode(String code, Type type) {

    /** Where the account stands in a balance sheet; the name is its plural in a plain-text journal. */
    public enum Type {
        ASSET("assets"),
        LIABILITY("liabilities"),
        EQUITY("equity"),
        CLEARING("clearing"),
        INCOME("income"),
        EXPENSE("expenses");

        private final String journalRoot;

        Type(String journalRoot) {
            this.journalRoot = journalRoot;
        }

        /** First part of the account's name in hledger and ledger files. */
        public String journalRoot() {
            return journalRoot;
        }
    }

    private static final Map<String, ChartCode> CHART = chart();

    /** The class with this code; throws {@link Malformed} when the chart has none. */
    public static ChartCode of(String code) {
        ChartCode found = CHART.get(code);
        if (found == null) {
            throw new Malformed("chart code " + code + " is not in the chart of accounts");
        }
        return found;
    }

    /** All codes, for checking the ledger's own chart against this one. */
    public static Set<String> codes() {
        return CHART.keySet();
    }

    private static Map<String, ChartCode> chart() {
        Map<String, ChartCode> chart = new TreeMap<>();
        add(chart, Type.ASSET, "1010 1020 1030 1110 1120 1130 1140 1150 1160 1170 1180 1190 1210 1310 1900");
        add(
                chart,
                Type.LIABILITY,
                "2010 2020 2030 2040 2050 2060 2070 2080 2110 2115 2120 2130 2150 2210 2310 2410 2900");
        add(chart, Type.EQUITY, "3010 3020");
        add(chart, Type.CLEARING, "3900");
        add(chart, Type.INCOME, "4010 4020 4030 4040 4050");
        add(chart, Type.EXPENSE, "5010 5015 5020 5030 5040 5050 5060 5070");
        return chart;
    }

    private static void add(Map<String, ChartCode> chart, Type type, String codes) {
        for (String code : codes.split(" ", -1)) {
            chart.put(code, new ChartCode(code, type));
        }
    }
}

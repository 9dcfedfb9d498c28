package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account class of the export format's chart of accounts.
 *
 * <p>The proof package keeps its own copy so that a bundle can be judged without the ledger that wrote it.
 *
 * @param code four digits
 * @param type what kind of account it is
 * @param title its name in words; derived files show it, so another title is another bundle format
 */
public record ChartCode(String code, Type type, String title) {

    /** Where the account stands in a balance sheet; the name is its plural in a plain-text journal. */
    public enum Type {
        ASSET("assets", 'A'),
        LIABILITY("liabilities", 'L'),
        EQUITY("equity", 'E'),
        CLEARING("clearing", 'E'),
        INCOME("income", 'R'),
        EXPENSE("expenses", 'X');

        private final String journalRoot;
        private final char hledgerType;

        Type(String journalRoot, char hledgerType) {
            this.journalRoot = journalRoot;
            this.hledgerType = hledgerType;
        }

        /** First part of the account's name in hledger and ledger files. */
        public String journalRoot() {
            return journalRoot;
        }

        /** What hledger counts it as in its statements: A, L, E, R or X. Clearing is equity that comes to nothing. */
        public char hledgerType() {
            return hledgerType;
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
        add(
                chart,
                Type.ASSET,
                "1010 Client omnibus, hot",
                "1020 Client omnibus, cold",
                "1030 Client coins in transit on chain",
                "1110 Staked, activation queue",
                "1120 Staked, active",
                "1130 Staked, exit and unbonding",
                "1140 Staked, withdrawable and not swept",
                "1150 On-chain reward receivable",
                "1160 Liquid staking tokens held",
                "1170 At third-party custodian or provider",
                "1180 Slashing recovery receivable",
                "1190 Lent-out client assets receivable",
                "1210 House wallet",
                "1310 Recoverable from clients",
                "1900 Suspense, unidentified chain movements");
        add(
                chart,
                Type.LIABILITY,
                "2010 Client available, spot",
                "2020 Client available, funding",
                "2030 Client subscription pending",
                "2040 Client staked principal, flexible",
                "2050 Client staked principal, fixed",
                "2060 Client redemption and unbonding payable",
                "2070 Client restricted",
                "2080 Client pledged as collateral",
                "2110 Reward payable, base",
                "2115 Reward payable, bonus",
                "2120 Reward earned but not creditable",
                "2130 Rounding remainder and dust payable",
                "2150 Withdrawals in transit",
                "2210 Slashing provision",
                "2310 Commission deferred until receipt",
                "2410 Withholding tax payable",
                "2900 Suspense, unallocated client credits");
        add(chart, Type.EQUITY, "3010 Slashing cover and insurance fund", "3020 House capital paid in");
        add(chart, Type.CLEARING, "3900 Asset-conversion clearing");
        add(
                chart,
                Type.INCOME,
                "4010 Staking commission revenue",
                "4020 Gross reward income",
                "4030 Fast-redemption fee",
                "4040 Forfeited rewards",
                "4050 Rounding gain");
        add(
                chart,
                Type.EXPENSE,
                "5010 Reward expense, base",
                "5015 Reward expense, promotional",
                "5020 Slashing loss",
                "5030 Validator fee",
                "5040 Network fee",
                "5050 Rate shortfall absorbed",
                "5060 Rounding loss",
                "5070 Client compensation");
        return chart;
    }

    private static void add(Map<String, ChartCode> chart, Type type, String... accounts) {
        for (String account : accounts) {
            String code = account.substring(0, 4);
            chart.put(code, new ChartCode(code, type, account.substring(5)));
        }
    }
}

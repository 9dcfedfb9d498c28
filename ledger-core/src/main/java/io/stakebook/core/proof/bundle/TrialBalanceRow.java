package io.stakebook.core.proof.bundle;

import java.math.BigInteger;
import java.util.List;

/**
 * A row of {@code derived/trial-balance.csv}.
 *
 * <p>Opening and closing are debits minus credits; debits and credits are the bundle's movements.
 */
record TrialBalanceRow(AccountState account) {

    /** The columns of every format. A later one comes after those before it, whatever it is about. */
    static final List<Field<TrialBalanceRow>> COLUMNS = List.of(
            Field.of("account", row -> row.account.name),
            Field.of("chart_code", row -> row.account.name.chart().code()),
            Field.of("account_type", row -> row.account.name.chart().type().journalRoot()),
            Field.of("journal_account", row -> JournalText.path(row.account.name)),
            Field.of("asset", row -> row.account.name.asset()),
            Field.of("scale", row -> row.account.scale),
            Field.of("opening_units", row -> row.account.opening()),
            Field.of("debit_units", TrialBalanceRow::debits),
            Field.of("credit_units", TrialBalanceRow::credits),
            Field.of("closing_units", row -> row.account.closing()),
            Field.of("opening", row -> row.decimal(row.account.opening())),
            Field.of("debits", row -> row.decimal(row.debits())),
            Field.of("credits", row -> row.decimal(row.credits())),
            Field.of("closing", row -> row.decimal(row.account.closing())),
            Field.<TrialBalanceRow>of(
                            "chart_title", row -> row.account.name.chart().title())
                    .since(BundleFormat.TWO));

    private BigInteger debits() {
        return account.debits().subtract(account.openingDebits);
    }

    private BigInteger credits() {
        return account.credits().subtract(account.openingCredits);
    }

    private String decimal(BigInteger units) {
        return Decimal.of(units, account.scale);
    }
}

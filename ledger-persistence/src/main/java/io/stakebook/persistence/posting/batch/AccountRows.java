package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.journal.Balance;
import io.stakebook.persistence.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How a row of {@code balance_now} becomes an account's state. */
public final class AccountRows {

    public static final String COLUMNS = """
            account_id, debits, credits, pending_debits, pending_credits, sequence, row_sequence, recorded_at,
            effective_high, limits_version, min_posted, max_posted, min_available, max_available""";

    private AccountRows() {}

    public static AccountAtWork empty(AccountName name, long id) {
        return new AccountAtWork(id, Balance.empty(name), 0, 0, 0, Instant.MIN, Instant.EPOCH);
    }

    public static AccountAtWork state(AccountName name, ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        Limits limits = new Limits(
                row.getLong("limits_version"),
                Columns.unitsOrNull(row, "min_posted"),
                Columns.unitsOrNull(row, "max_posted"),
                Columns.unitsOrNull(row, "min_available"),
                Columns.unitsOrNull(row, "max_available"));
        Balance balance = new Balance(
                name,
                Columns.units(row, "debits"),
                Columns.units(row, "credits"),
                Columns.units(row, "pending_debits"),
                Columns.units(row, "pending_credits"),
                sequence,
                limits);
        return new AccountAtWork(
                row.getLong("account_id"),
                balance,
                sequence,
                limits.version(),
                row.getLong("row_sequence"),
                sequence == 0 ? Instant.MIN : Columns.time(row, "effective_high"),
                Columns.time(row, "recorded_at"));
    }
}

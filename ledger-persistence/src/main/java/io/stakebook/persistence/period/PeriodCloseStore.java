package io.stakebook.persistence.period;

import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes closes with their frozen trial balances. */
public final class PeriodCloseStore implements RecordStore<PeriodClose> {

    private static final String INSERT = """
            insert into period_close (period_id, number, through, entries, hash, sealed_at, closed_at, closed_by, override_id)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_BALANCES = """
            insert into period_balance (period_id, number, asset, chart, debits, credits, accounts)
            select * from unnest(?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<PeriodClose> type() {
        return PeriodClose.class;
    }

    @Override
    public List<PeriodClose> lockAndLoad(Connection connection, Collection<String> sortedIds) {
        throw new UnsupportedOperationException("a close is written once and read by nobody who decides");
    }

    @Override
    public void insert(Connection connection, List<PeriodClose> rows) throws SQLException {
        RowArrays closes =
                new RowArrays("text", "int8", "date", "int8", "text", "timestamptz", "timestamptz", "text", "uuid");
        RowArrays balances = new RowArrays("text", "int8", "text", "int2", "numeric", "numeric", "int8");
        for (PeriodClose close : rows) {
            closes.add(
                    close.period(),
                    close.number(),
                    close.frozen().through(),
                    close.frozen().entries(),
                    close.hash(),
                    close.sealedAt(),
                    close.closedAt(),
                    close.closedBy(),
                    CloseOverrideStore.uuidOrNull(close.overrideOrNull()));
            for (TrialBalance.Row row : close.frozen().rows()) {
                balances.add(
                        close.period(),
                        close.number(),
                        row.asset(),
                        row.account().code(),
                        row.debits(),
                        row.credits(),
                        row.accounts());
            }
        }
        Rows.write(connection, INSERT, closes);
        Rows.write(connection, INSERT_BALANCES, balances);
    }

    @Override
    public void update(Connection connection, List<PeriodClose> rows) {
        throw new UnsupportedOperationException("a close never changes");
    }
}

package io.stakebook.persistence.period;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.closing.ClosingLedger;
import io.stakebook.core.closing.FrozenTrialBalance;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.AssetCode;
import io.stakebook.persistence.posting.BatchBarrier;
import io.stakebook.persistence.sql.Bounds;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.sql.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/** Waits for batches behind the advisory barrier and adds the trial balance up from the postings. */
public final class JdbcClosingLedger implements ClosingLedger {

    /** New batches queue behind a waiter, so one that waits for long lets them pass and comes again. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int ATTEMPTS = 10;

    private static final String ENTRIES =
            "select count(*) as entries from journal_entry where business_date <= ? and phase in ('P', 'S')";

    private static final String ROWS = """
            select s.code, a.chart, coalesce(sum(p.units) filter (where p.debit), 0) as debits,
                   coalesce(sum(p.units) filter (where not p.debit), 0) as credits, count(distinct p.account_id) as accounts
              from journal_entry e
              join posting p on p.entry_id = e.entry_id
              join account a on a.account_id = p.account_id
              join asset s on s.asset_id = a.asset_id
             where e.business_date <= ? and e.phase in ('P', 'S')
             group by s.code, a.chart
            """;

    private final DataSource direct;
    private final Snapshot snapshot;

    /** @param direct connections outside any pool and any container transaction */
    public JdbcClosingLedger(DataSource direct, Snapshot snapshot) {
        this.direct = direct;
        this.snapshot = snapshot;
    }

    @Override
    public void awaitOlderBatches() {
        try (Connection connection = direct.getConnection()) {
            connection.setAutoCommit(false);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (passed(connection)) {
                    return;
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
        throw new Unavailable(
                ErrorCode.OVERLOADED, "a batch that began before the period was sealed does not end; ask again later");
    }

    private static boolean passed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
            statement.execute(BatchBarrier.PASS);
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public FrozenTrialBalance trialBalance(LocalDate through) {
        return snapshot.read(Bounds.JOB, connection -> {
            Rows.Binder day = read -> read.setObject(1, through);
            long entries = Rows.read(connection, ENTRIES, day, row -> row.getLong("entries"))
                    .get(0);
            List<TrialBalance.Row> rows = Rows.read(
                    connection,
                    ROWS,
                    day,
                    row -> new TrialBalance.Row(
                            new AssetCode(row.getString("code")),
                            ChartAccount.of(row.getInt("chart")),
                            Columns.units(row, "debits"),
                            Columns.units(row, "credits"),
                            row.getLong("accounts")));
            return new FrozenTrialBalance(through, entries, rows);
        });
    }
}

package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.Finding;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes reports, and takes away those beyond the newest {@link CheckRuns#KEPT}. */
public final class CheckRunStore implements RecordStore<CheckRun> {

    private static final String RUN =
            "insert into check_run (check_id, trigger, started_at, finished_at, entries) values (?, ?, ?, ?, ?)";

    private static final String RESULT = """
            insert into check_result (check_id, place, name, examined, found, subjects, details, given_up)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String PRUNE = """
            delete from check_run
             where check_id <= (select check_id from check_run order by check_id desc offset ? limit 1)
            """;

    @Override
    public Class<CheckRun> type() {
        return CheckRun.class;
    }

    @Override
    public List<CheckRun> lockAndLoad(Connection connection, Collection<String> sortedIds) {
        throw new IllegalStateException("a report is written once and needed by no command");
    }

    @Override
    public void insert(Connection connection, List<CheckRun> rows) throws SQLException {
        try (PreparedStatement run = connection.prepareStatement(RUN);
                PreparedStatement result = connection.prepareStatement(RESULT);
                PreparedStatement prune = connection.prepareStatement(PRUNE)) {
            for (CheckRun row : rows) {
                add(connection, run, result, row);
            }
            run.executeBatch();
            result.executeBatch();
            prune.setInt(1, CheckRuns.KEPT);
            prune.executeUpdate();
        }
    }

    private static void add(Connection connection, PreparedStatement run, PreparedStatement result, CheckRun row)
            throws SQLException {
        CheckReport report = row.report();
        run.setObject(1, row.id().value());
        run.setString(2, row.trigger().name());
        run.setObject(3, Columns.time(report.startedAt()));
        run.setObject(4, Columns.time(report.finishedAt()));
        run.setLong(5, report.entries());
        run.addBatch();
        int place = 0;
        for (CheckReport.Result one : report.results()) {
            result.setObject(1, row.id().value());
            result.setInt(2, ++place);
            result.setString(3, one.check().name());
            result.setLong(4, one.examined());
            result.setLong(5, one.found());
            result.setArray(
                    6,
                    Columns.texts(
                            connection,
                            one.findings().stream().map(Finding::subject).toList()));
            result.setArray(
                    7,
                    Columns.texts(
                            connection,
                            one.findings().stream().map(Finding::detail).toList()));
            result.setString(8, one.givenUpOrNull());
            result.addBatch();
        }
    }

    @Override
    public void update(Connection connection, List<CheckRun> rows) {
        throw new IllegalStateException("a report never changes");
    }
}

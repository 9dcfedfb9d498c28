package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.Finding;
import io.stakebook.core.check.Standing;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads kept reports. A check this version does not know any more is left out. */
public final class JdbcCheckRuns implements CheckRuns {

    private static final String RUNS = "select check_id, trigger, started_at, finished_at, entries from check_run ";

    private static final String RESULTS = """
            select check_id, name, examined, found, subjects, details, given_up
              from check_result where check_id = any (?) order by check_id, place
            """;

    /** What stands is told by the newest pass that ended or found something; how old it is, by the newest that ended. */
    private static final String STANDING = """
            select wanted.name, l.found, r.started_at, r.finished_at
              from unnest(?) as wanted (name)
             cross join lateral (select found from check_result c
                   where c.name = wanted.name and (c.given_up is null or c.found > 0) order by c.check_id desc limit 1) l
              left join lateral (select check_id from check_result c
                   where c.name = wanted.name and c.given_up is null order by c.check_id desc limit 1) ended on true
              left join check_run r using (check_id)
            """;

    private static final Map<String, CheckName> NAMES = names();

    private final Snapshot snapshot;

    public JdbcCheckRuns(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    private static Map<String, CheckName> names() {
        Map<String, CheckName> names = new HashMap<>();
        for (CheckName name : CheckName.values()) {
            names.put(name.name(), name);
        }
        return Map.copyOf(names);
    }

    @Override
    public Optional<CheckRun> find(CheckId id) {
        return snapshot
                .read(connection ->
                        runs(connection, RUNS + "where check_id = ?", read -> read.setObject(1, id.value())))
                .stream()
                .findFirst();
    }

    @Override
    public Page<CheckRun, CheckId> list(Optional<CheckId> before, Limit limit) {
        List<CheckRun> fetched = snapshot.read(connection -> runs(
                connection, RUNS + "where ?::uuid is null or check_id < ? order by check_id desc limit ?", read -> {
                    read.setObject(1, before.map(CheckId::value).orElse(null));
                    read.setObject(2, before.map(CheckId::value).orElse(null));
                    read.setInt(3, limit.value() + 1);
                }));
        return Page.of(fetched, limit, CheckRun::id);
    }

    private static List<CheckRun> runs(Connection connection, String sql, Rows.Binder binder) throws SQLException {
        record Head(UUID id, CheckTrigger trigger, CheckReport without) {}
        List<Head> heads = Rows.read(
                connection,
                sql,
                binder,
                row -> new Head(
                        row.getObject("check_id", UUID.class),
                        CheckTrigger.valueOf(row.getString("trigger")),
                        new CheckReport(
                                Columns.time(row, "started_at"),
                                Columns.time(row, "finished_at"),
                                row.getLong("entries"),
                                List.of())));
        Map<UUID, List<CheckReport.Result>> results = new HashMap<>();
        Rows.readByUuid(connection, RESULTS, heads, Head::id, row -> {
            CheckName name = NAMES.get(row.getString("name"));
            if (name != null) {
                results.computeIfAbsent(row.getObject("check_id", UUID.class), id -> new ArrayList<>())
                        .add(result(row, name));
            }
            return true;
        });
        return heads.stream()
                .map(head -> new CheckRun(
                        new CheckId(head.id()),
                        head.trigger(),
                        new CheckReport(
                                head.without().startedAt(),
                                head.without().finishedAt(),
                                head.without().entries(),
                                results.getOrDefault(head.id(), List.of()))))
                .toList();
    }

    private static CheckReport.Result result(ResultSet row, CheckName name) throws SQLException {
        List<String> subjects = Columns.textList(row, "subjects", Found.UNKNOWN);
        List<String> details = Columns.textList(row, "details", Found.UNKNOWN);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            findings.add(new Finding(name, subjects.get(i), details.get(i)));
        }
        return new CheckReport.Result(
                name, row.getLong("examined"), row.getLong("found"), findings, row.getString("given_up"));
    }

    @Override
    public Standing standing() {
        Map<CheckName, Standing.Last> last = new EnumMap<>(CheckName.class);
        snapshot.read(connection -> Rows.read(
                connection, STANDING, read -> read.setArray(1, Columns.texts(connection, NAMES.keySet())), row -> {
                    Instant started = Columns.timeOrNull(row, "started_at");
                    Instant finished = Columns.timeOrNull(row, "finished_at");
                    Standing.Last newest = new Standing.Last(
                            finished,
                            row.getLong("found"),
                            started == null || finished == null ? null : Duration.between(started, finished));
                    CheckName name = NAMES.get(row.getString("name"));
                    if (name != null) {
                        last.put(name, newest);
                    }
                    return true;
                }));
        return new Standing(last);
    }
}

package io.stakebook.persistence.check.journal;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.Sql;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.sql.Rows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What standing closes froze against what their postings make now. The journal is added up once, by month; a close that did not
 * stand from the first look to the last is left to the next pass.
 */
final class ClosedFigures implements Check {

    private static final String STANDING = """
            select c.period_id, c.number, c.through, c.entries
              from period p join period_close c on c.period_id = p.period_id and c.number = p.closes
             where p.state = 'CLOSED'
            """;

    private static final String FROZEN = "select period_id, number, asset, chart, debits, credits from period_balance";

    private static final String MADE = """
            select date_trunc('month', e.business_date)::date, s.code, a.chart,
                   coalesce(sum(p.units) filter (where p.debit), 0), coalesce(sum(p.units) filter (where not p.debit), 0)
              from journal_entry e join posting p using (entry_id) cross join ACCOUNT
              join asset s on s.asset_id = a.asset_id
             where within[e.entry_id] and within[p.entry_id] and e.phase in ('P', 'S') and e.business_date <= date '%s'
             group by 1, 2, 3
            """.replace("ACCOUNT", Sql.ACCOUNT);

    private static final String ENTRIES = """
            select date_trunc('month', e.business_date)::date, count(*)
              from journal_entry e
             where within[e.entry_id] and e.phase in ('P', 'S') and e.business_date <= date '%s' group by 1
            """;

    private static final String NEWEST = """
            select 'the newest entry of them is ' || e.entry_id || ' of ' || e.recorded_at
              from journal_entry e where e.business_date <= date '%s' order by e.place desc limit 1
            """;

    private record Close(String period, long number, LocalDate through, long entries) {}

    private record Line(String asset, int chart) {}

    private record Sums(BigDecimal debits, BigDecimal credits) {

        static Sums read(ResultSet row, int first) throws SQLException {
            return new Sums(row.getBigDecimal(first), row.getBigDecimal(first + 1));
        }

        Sums plus(Sums other) {
            return new Sums(debits.add(other.debits), credits.add(other.credits));
        }
    }

    private record Month(LocalDate first, Line line) {}

    private record Frozen(String period, long number) {}

    private record Stated(List<Close> closes, Map<Frozen, Map<Line, Sums>> frozen) {}

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        Stated stated = glances.look(connection -> new Stated(closes(connection), frozen(connection)));
        List<Close> closes = stated.closes;
        if (closes.isEmpty()) {
            return;
        }
        LocalDate last =
                closes.stream().map(Close::through).max(LocalDate::compareTo).orElseThrow();
        Map<Month, Sums> made = new HashMap<>();
        Map<LocalDate, Long> entries = new HashMap<>();
        Stretches.ofEntries()
                .each(
                        glances,
                        stretch -> glances.walk(connection -> {
                            Rows.read(
                                    connection,
                                    stretch.in(MADE.formatted(last)),
                                    read -> {},
                                    row -> made.merge(
                                            new Month(
                                                    row.getObject(1, LocalDate.class),
                                                    new Line(row.getString(2), row.getInt(3))),
                                            Sums.read(row, 4),
                                            Sums::plus));
                            Rows.read(
                                    connection,
                                    stretch.in(ENTRIES.formatted(last)),
                                    read -> {},
                                    row -> entries.merge(row.getObject(1, LocalDate.class), row.getLong(2), Long::sum));
                        }));
        Set<Close> standing = new HashSet<>(glances.look(ClosedFigures::closes));
        for (Close close : closes) {
            if (standing.contains(close)) {
                compare(
                        glances,
                        close,
                        stated.frozen.getOrDefault(new Frozen(close.period, close.number), Map.of()),
                        made,
                        found);
                compare(close, entries, found);
            }
        }
    }

    private static List<Close> closes(Connection connection) throws SQLException {
        return Rows.read(
                connection,
                STANDING,
                read -> {},
                row -> new Close(row.getString(1), row.getLong(2), row.getObject(3, LocalDate.class), row.getLong(4)));
    }

    private static Map<Frozen, Map<Line, Sums>> frozen(Connection connection) throws SQLException {
        Map<Frozen, Map<Line, Sums>> frozen = new HashMap<>();
        Rows.read(
                connection,
                FROZEN,
                read -> {},
                row -> frozen.computeIfAbsent(new Frozen(row.getString(1), row.getLong(2)), none -> new HashMap<>())
                        .merge(new Line(row.getString(3), row.getInt(4)), Sums.read(row, 5), Sums::plus));
        return frozen;
    }

    private static void compare(
            Glances glances, Close close, Map<Line, Sums> frozen, Map<Month, Sums> made, Found found)
            throws SQLException {
        Map<Line, Sums> now = new HashMap<>();
        made.forEach((month, sums) -> {
            if (!month.first.isAfter(close.through)) {
                now.merge(month.line, sums, Sums::plus);
            }
        });
        Set<Line> lines = new HashSet<>(now.keySet());
        lines.addAll(frozen.keySet());
        lines.removeIf(line -> Objects.equals(frozen.get(line), now.get(line)));
        if (lines.isEmpty()) {
            return;
        }
        List<String> newest = glances.look(connection ->
                Rows.read(connection, NEWEST.formatted(close.through), read -> {}, row -> row.getString(1)));
        for (Line line : lines) {
            found.add(
                    close.period,
                    line.asset + " on " + line.chart + " was frozen as " + told(frozen.get(line))
                            + ", the postings up to its last day make " + told(now.get(line))
                            + (newest.isEmpty() ? "" : "; " + newest.get(0)));
        }
    }

    private static String told(@Nullable Sums sums) {
        return sums == null ? "nothing" : sums.debits + "/" + sums.credits;
    }

    private static void compare(Close close, Map<LocalDate, Long> entries, Found found) {
        long now = entries.entrySet().stream()
                .filter(month -> !month.getKey().isAfter(close.through))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (now != close.entries) {
            found.add(close.period, "was frozen with " + close.entries + " entries and has " + now + " now");
        }
    }
}

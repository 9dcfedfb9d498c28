package io.stakebook.persistence.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a journal in the order of its recording and puts it through the model, which must be able to accept all of it. */
final class JournalReplay {

    private final TestDatabase database;
    private final String assets;

    /** Something recorded; {@code act} does it to the model. */
    private record Recorded(Instant at, long place, String what, Act act) {}

    private interface Act {
        void on(ReferenceLedger model);
    }

    private record Head(
            UUID id,
            char phase,
            ReferenceLedger.Dates dates,
            @Nullable UUID named,
            @Nullable UUID reverses,
            @Nullable Instant expiresAt,
            Instant at,
            long place) {}

    JournalReplay(TestDatabase database, List<String> assets) {
        this.database = database;
        this.assets = assets.stream().map(code -> "'" + code + "'").collect(Collectors.joining(", "));
    }

    /** Ids of all entries. */
    Set<UUID> ids() throws SQLException {
        return entries().keySet().stream().map(Head::id).collect(Collectors.toSet());
    }

    ReferenceLedger into(ReferenceLedger model) throws SQLException {
        List<Recorded> all = new ArrayList<>();
        entries()
                .forEach((head, lines) -> all.add(new Recorded(
                        head.at(),
                        head.place(),
                        "entry " + head.id() + " of phase " + head.phase() + " in place " + head.place(),
                        book -> book.replay(
                                head.id(),
                                head.phase(),
                                head.dates(),
                                lines,
                                head.named(),
                                head.reverses(),
                                head.expiresAt(),
                                head.at()))));
        all.addAll(limits());
        all.sort(Comparator.comparing(Recorded::at).thenComparingLong(Recorded::place));
        for (Recorded recorded : all) {
            try {
                recorded.act().on(model);
            } catch (Refusal refusal) {
                throw new AssertionError(
                        recorded.what() + " was accepted, and replayed in order the model refuses it with "
                                + refusal.code(),
                        refusal);
            }
        }
        assertThat(all).isNotEmpty();
        return model;
    }

    private Map<Head, List<Ask.Line>> entries() throws SQLException {
        Map<Head, List<Ask.Line>> entries = new LinkedHashMap<>();
        read("""
                select e.*, a.name, p.debit, p.units
                  from journal_entry e join posting p using (entry_id) join account a using (account_id)
                 where exists (select from posting q join asset s using (asset_id)
                                where q.entry_id = e.entry_id and s.code in (%s))
                 order by e.place, p.leg
                """.formatted(assets), row -> {
            Head head = new Head(
                    row.getObject("entry_id", UUID.class),
                    row.getString("phase").charAt(0),
                    new ReferenceLedger.Dates(
                            Objects.requireNonNull(time(row, "effective_at")),
                            row.getObject("business_date", LocalDate.class)),
                    row.getObject("reservation_id", UUID.class),
                    row.getObject("reverses", UUID.class),
                    time(row, "expires_at"),
                    Objects.requireNonNull(time(row, "recorded_at")),
                    row.getLong("place"));
            entries.computeIfAbsent(head, same -> new ArrayList<>())
                    .add(new Ask.Line(
                            row.getString("name"),
                            row.getBoolean("debit"),
                            row.getBigDecimal("units").toBigIntegerExact(),
                            null,
                            List.of()));
        });
        return entries;
    }

    private List<Recorded> limits() throws SQLException {
        List<Recorded> limits = new ArrayList<>();
        read("""
                select a.name, l.* from account_limits l join account a using (account_id) join asset s using (asset_id)
                 where s.code in (%s)
                """.formatted(assets), row -> {
            Ask.Bound bound = new Ask.Bound(
                    row.getString("name"),
                    units(row, "min_posted"),
                    units(row, "max_posted"),
                    units(row, "min_available"),
                    units(row, "max_available"),
                    row.getLong("version") - 1);
            limits.add(new Recorded(
                    Objects.requireNonNull(time(row, "recorded_at")),
                    Long.MAX_VALUE,
                    bound.toString(),
                    book -> book.replayBounds(bound)));
        });
        return limits;
    }

    private static @Nullable BigInteger units(ResultSet row, String column) throws SQLException {
        BigDecimal units = row.getBigDecimal(column);
        return units == null ? null : units.toBigIntegerExact();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    private void read(String query, Taker taker) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                taker.take(row);
            }
        }
    }
}

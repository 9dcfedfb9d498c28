package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakNote;
import io.stakebook.core.reconciliation.BreakState;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.Fence;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.RewardDay;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.StatementSummary;
import io.stakebook.core.reconciliation.file.StatementLine;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads committed statements, breaks and corrected days. */
public final class JdbcReconciliations implements Reconciliations {

    /** Identifiers are time-ordered, so the largest is the newest; this is above all of them. */
    private static final UUID AFTER_ALL = new UUID(-1L, -1L);

    private static final String STATEMENTS =
            StatementRows.SELECT + " where statement_id < ? order by statement_id desc limit ?";
    /** Identifiers are time-ordered; the fences see to it that one product's statements are kept in that order. */
    private static final String TOUCHING = StatementRows.SELECT + """
             where first_day <= ? and last_day >= ? and string_to_array(products, e'\\n') && ?
             order by received_at desc, statement_id desc
            """;

    private static final String STATEMENT = StatementRows.SELECT + " where statement_id = ?";
    private static final String LINES = """
            select line, day, product_id, asset, units, reference, validator
              from reward_statement_line
             where statement_id = ? and line > ?
             order by line
             limit ?
            """;
    private static final String COUNTS = """
            select type, count(*) as found, count(*) filter (where resolution is null) as open
              from reward_break
             where statement_id = ?
             group by type
            """;
    private static final String BREAKS = BreakRows.SELECT + """
             where break_id < ?
               and (?::text is null or (resolution is null) = (?::text = 'OPEN'))
               and (?::text is null or type = ?::text)
               and (?::uuid is null or statement_id = ?::uuid)
               and (?::text is null or provider = ?::text)
               and (?::text is null or owner = ?::text)
               and (?::text is null or product_id = ?::text)
               and (?::date is null or day <= ?::date)
             order by break_id desc
             limit ?
            """;
    private static final String BREAK = BreakRows.SELECT + " where break_id = ?";
    private static final String NOTES =
            BreakNoteStore.SELECT + " where break_id = ? and number > ? order by number limit ?";
    private static final String OPEN = BreakRows.SELECT + """
             where resolution is null and provider = any (?) and product_id = any (?) and day between ? and ?
             order by break_id
            """;
    private static final String CORRECTED =
            RewardDayStore.SELECT + " where d.product_id = any (?) and d.day between ? and ?";

    private final BookReader reader;

    public JdbcReconciliations(BookReader reader) {
        this.reader = reader;
    }

    @Override
    public Page<Statement, StatementId> statements(Optional<StatementId> before, Limit limit) {
        List<Statement> found = reader.read(STATEMENTS, (connection, select) -> {
            select.setObject(1, before.map(StatementId::value).orElse(AFTER_ALL));
            select.setInt(2, limit.value() + 1);
            return StatementRows.read(select);
        });
        return Page.of(found, limit, Statement::id);
    }

    @Override
    public Optional<StatementSummary> statement(StatementId id) {
        List<Statement> found = reader.read(STATEMENT, (connection, select) -> {
            select.setObject(1, id.value());
            return StatementRows.read(select);
        });
        return found.stream().findFirst().map(this::summary);
    }

    private StatementSummary summary(Statement statement) {
        return reader.read(COUNTS, (connection, select) -> {
            select.setObject(1, statement.id().value());
            Map<BreakType, Long> found = new EnumMap<>(BreakType.class);
            long open = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(BreakType.valueOf(row.getString("type")), row.getLong("found"));
                    open += row.getLong("open");
                }
            }
            return StatementSummary.of(statement, found, open);
        });
    }

    @Override
    public Page<StatementLine, Integer> lines(StatementId id, Optional<Integer> after, Limit limit) {
        List<StatementLine> found = reader.read(LINES, (connection, select) -> {
            select.setObject(1, id.value());
            select.setInt(2, after.orElse(0));
            select.setInt(3, limit.value() + 1);
            return StatementRows.lines(select);
        });
        return Page.of(found, limit, StatementLine::line);
    }

    @Override
    public Page<Break, BreakId> breaks(BreakQuery query, Optional<BreakId> before, Limit limit) {
        BreakState state = query.state();
        StatementId statement = query.statement();
        ProductId product = query.product();
        List<Break> found = reader.read(BREAKS, (connection, select) -> {
            int place = 1;
            select.setObject(place++, before.map(BreakId::value).orElse(AFTER_ALL));
            place = twice(select, place, state == null ? null : state.name());
            place = twice(
                    select, place, query.type() == null ? null : query.type().name());
            place = twice(select, place, statement == null ? null : statement.value());
            place = twice(select, place, query.provider());
            place = twice(select, place, query.owner());
            place = twice(select, place, product == null ? null : product.value());
            place = twice(select, place, query.upTo());
            select.setInt(place, limit.value() + 1);
            return BreakRows.read(select);
        });
        return Page.of(found, limit, Break::id);
    }

    /** Asked once whether it is there and once for what it is. */
    private static int twice(PreparedStatement select, int place, @Nullable Object value) throws SQLException {
        select.setObject(place, value);
        select.setObject(place + 1, value);
        return place + 2;
    }

    @Override
    public Page<BreakNote, Integer> notes(BreakId id, Optional<Integer> after, Limit limit) {
        List<BreakNote> found = reader.read(NOTES, (connection, select) -> {
            select.setObject(1, id.value());
            select.setInt(2, after.orElse(0));
            select.setInt(3, limit.value() + 1);
            List<BreakNote> notes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    notes.add(BreakNoteStore.read(row));
                }
            }
            return notes;
        });
        return Page.of(found, limit, note -> Math.toIntExact(note.number()));
    }

    @Override
    public Optional<Break> find(BreakId id) {
        return reader.read(BREAK, (connection, select) -> {
            select.setObject(1, id.value());
            return BreakRows.read(select).stream().findFirst();
        });
    }

    @Override
    public List<Statement> touching(Set<ProductId> products, LocalDate from, LocalDate to) {
        return reader.read(TOUCHING, (connection, select) -> {
            select.setObject(1, to);
            select.setObject(2, from);
            select.setArray(3, texts(connection, products));
            return StatementRows.read(select);
        });
    }

    @Override
    public List<Break> open(Set<String> providers, Set<ProductId> products, LocalDate from, LocalDate to) {
        return reader.read(OPEN, (connection, select) -> {
            select.setArray(1, Columns.texts(connection, providers));
            select.setArray(2, texts(connection, products));
            between(select, 3, from, to);
            return BreakRows.read(select);
        });
    }

    @Override
    public List<Fence> fences(Set<String> scopes) {
        return reader.read(FenceStore.SELECT, (connection, select) -> {
            select.setArray(1, Columns.texts(connection, scopes));
            Map<String, Fence> fences = new TreeMap<>();
            scopes.forEach(scope -> fences.put(scope, new Fence(scope, 0)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Fence moved = FenceStore.read(row);
                    fences.put(moved.scope(), moved);
                }
            }
            return List.copyOf(fences.values());
        });
    }

    @Override
    public List<RewardDay> corrected(Set<ProductId> products, LocalDate from, LocalDate to) {
        return reader.read(CORRECTED, (connection, select) -> {
            select.setArray(1, texts(connection, products));
            between(select, 2, from, to);
            return RewardDayStore.read(select);
        });
    }

    private static Array texts(Connection connection, Set<ProductId> products) throws SQLException {
        return Columns.texts(connection, products.stream().map(ProductId::value).toList());
    }

    private static void between(PreparedStatement select, int first, LocalDate from, LocalDate to) throws SQLException {
        select.setObject(first, from);
        select.setObject(first + 1, to);
    }
}

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
import io.stakebook.persistence.sql.Rows;
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
        // Only the conditions that were asked for, so that each has its index.
        StringBuilder sql = new StringBuilder(BreakRows.SELECT).append(" where break_id < ?");
        List<Object> values = new ArrayList<>();
        values.add(before.map(BreakId::value).orElse(AFTER_ALL));
        BreakState state = query.state();
        if (state != null) {
            sql.append(state == BreakState.OPEN ? " and resolution is null" : " and resolution is not null");
        }
        StatementId statement = query.statement();
        ProductId product = query.product();
        and(sql, values, "type = ?", query.type() == null ? null : query.type().name());
        and(sql, values, "statement_id = ?", statement == null ? null : statement.value());
        and(sql, values, "provider = ?", query.provider());
        and(sql, values, "owner = ?", query.owner());
        and(sql, values, "product_id = ?", product == null ? null : product.value());
        and(sql, values, "day <= ?", query.upTo());
        sql.append(" order by break_id desc limit ?");
        values.add(limit.value() + 1);
        List<Break> found = reader.read(sql.toString(), (connection, select) -> {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            return BreakRows.read(select);
        });
        return Page.of(found, limit, Break::id);
    }

    /** Asked once whether it is there and once for what it is. */
    private static void and(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    @Override
    public Page<BreakNote, Integer> notes(BreakId id, Optional<Integer> after, Limit limit) {
        List<BreakNote> found = reader.read(NOTES, (connection, select) -> {
            select.setObject(1, id.value());
            select.setInt(2, after.orElse(0));
            select.setInt(3, limit.value() + 1);
            return Rows.all(select, BreakNoteStore::read);
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

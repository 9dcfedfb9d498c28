package io.stakebook.persistence.position;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.Position;
import io.stakebook.core.position.PositionState;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Locks and writes portfolios with their live positions; the portfolio row is the lock of its positions. */
public final class PortfolioStore implements RecordStore<Portfolio> {

    private static final String LOCK = """
            select p.* from unnest(?, ?) as k (customer_id, product_id)
              join portfolio p on p.customer_id = k.customer_id and p.product_id = k.product_id
             order by p.customer_id, p.product_id
               for update of p
            """;

    private static final String LOAD = """
            select p.* from unnest(?, ?) as k (customer_id, product_id)
              join portfolio p on p.customer_id = k.customer_id and p.product_id = k.product_id
            """;

    private static final String LIVE = """
            select p.* from unnest(?, ?) as k (customer_id, product_id)
              join position p on p.customer_id = k.customer_id and p.product_id = k.product_id and not p.settled
            """;

    private static final String INSERT = """
            insert into portfolio (customer_id, product_id, asset, kind, changed_at, version)
            select * from unnest(?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update portfolio p set changed_at = u.changed_at, version = u.version
              from unnest(?, ?, ?, ?, ?, ?) as u (customer_id, product_id, asset, kind, changed_at, version)
             where p.customer_id = u.customer_id and p.product_id = u.product_id
            """;

    private static final String WRITE_POSITIONS = """
            insert into position (position_id, customer_id, product_id, asset, kind, terms_version, subscribed, principal,
                state, opened_at, accrual_from, matures_at, accrued_until, base_carry, commission_carry, reward_accrued,
                reward_paid, reward_forfeited, closed_at, settled)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (position_id) do update
               set principal = excluded.principal, state = excluded.state, accrued_until = excluded.accrued_until,
                   base_carry = excluded.base_carry, commission_carry = excluded.commission_carry,
                   reward_accrued = excluded.reward_accrued, reward_paid = excluded.reward_paid,
                   reward_forfeited = excluded.reward_forfeited, closed_at = excluded.closed_at,
                   settled = excluded.settled
             where position.customer_id = excluded.customer_id and position.product_id = excluded.product_id
            """;

    private record Key(UUID customer, String product) {

        static Key parse(String recordId) {
            int slash = recordId.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("a portfolio is named customer/product, not " + recordId);
            }
            return new Key(CustomerId.parse(recordId.substring(0, slash)).value(), recordId.substring(slash + 1));
        }
    }

    @Override
    public Class<Portfolio> type() {
        return Portfolio.class;
    }

    @Override
    public List<Portfolio> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return load(connection, LOCK, sortedIds);
    }

    /** Loads portfolios with their live positions without locking, for jobs that read a snapshot. */
    public static List<Portfolio> load(Connection connection, Collection<String> ids) throws SQLException {
        return load(connection, LOAD, ids);
    }

    private static List<Portfolio> load(Connection connection, String sql, Collection<String> ids) throws SQLException {
        RowArrays keys = new RowArrays("uuid", "text");
        for (String id : ids) {
            Key key = Key.parse(id);
            keys.add(key.customer(), key.product());
        }
        List<Portfolio> bare = Rows.read(connection, sql, read -> keys.bind(connection, read, 1), PortfolioStore::read);
        if (bare.isEmpty()) {
            return bare;
        }
        // A statement of its own, so that it sees what the rival that held the lock has committed.
        Map<Key, List<Position>> live = new HashMap<>();
        Rows.read(
                connection,
                LIVE,
                load -> keys.bind(connection, load, 1),
                row -> live.computeIfAbsent(
                                new Key(row.getObject("customer_id", UUID.class), row.getString("product_id")),
                                key -> new ArrayList<>())
                        .add(readPosition(row)));
        List<Portfolio> loaded = new ArrayList<>();
        for (Portfolio portfolio : bare) {
            Key key = new Key(portfolio.customer().value(), portfolio.product().value());
            loaded.add(new Portfolio(
                    portfolio.customer(),
                    portfolio.product(),
                    portfolio.asset(),
                    portfolio.kind(),
                    portfolio.changedAt(),
                    live.getOrDefault(key, List.of()),
                    portfolio.version()));
        }
        return loaded;
    }

    private static Portfolio read(ResultSet row) throws SQLException {
        return new Portfolio(
                new CustomerId(row.getObject("customer_id", UUID.class)),
                new ProductId(row.getString("product_id")),
                new AssetCode(row.getString("asset")),
                ProductKind.valueOf(row.getString("kind")),
                Columns.time(row, "changed_at"),
                List.of(),
                row.getLong("version"));
    }

    private static Position readPosition(ResultSet row) throws SQLException {
        return new Position(
                new PositionId(row.getObject("position_id", UUID.class)),
                row.getInt("terms_version"),
                Columns.units(row, "subscribed"),
                Columns.units(row, "principal"),
                PositionState.valueOf(row.getString("state")),
                Columns.time(row, "opened_at"),
                Columns.time(row, "accrual_from"),
                Columns.timeOrNull(row, "matures_at"),
                Columns.time(row, "accrued_until"),
                Columns.units(row, "base_carry"),
                Columns.units(row, "commission_carry"),
                Columns.units(row, "reward_accrued"),
                Columns.units(row, "reward_paid"),
                Columns.units(row, "reward_forfeited"),
                Columns.timeOrNull(row, "closed_at"),
                row.getBoolean("settled"));
    }

    @Override
    public void insert(Connection connection, List<Portfolio> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
        writePositions(connection, rows, Map.of());
    }

    @Override
    public void update(Connection connection, List<Portfolio> rows) throws SQLException {
        update(connection, rows, Map.of());
    }

    @Override
    public void update(Connection connection, List<Portfolio> rows, Map<String, Portfolio> loaded) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
        writePositions(connection, rows, loaded);
    }

    private static RowArrays arrays(List<Portfolio> rows) {
        RowArrays arrays = new RowArrays("uuid", "text", "text", "text", "timestamptz", "int8");
        for (Portfolio row : rows) {
            arrays.add(row.customer().value(), row.product(), row.asset(), row.kind(), row.changedAt(), row.version());
        }
        return arrays;
    }

    /** Writes the positions that are not as they were loaded: mostly one of the hundreds that a portfolio may hold. */
    private static void writePositions(Connection connection, List<Portfolio> rows, Map<String, Portfolio> loaded)
            throws SQLException {
        RowArrays arrays = new RowArrays(
                "uuid",
                "uuid",
                "text",
                "text",
                "text",
                "int4",
                "numeric",
                "numeric",
                "text",
                "timestamptz",
                "timestamptz",
                "timestamptz",
                "timestamptz",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "timestamptz",
                "bool");
        for (Portfolio portfolio : rows) {
            // Its row is locked since, and whoever writes a position locks it first: what was loaded is what is there.
            Portfolio before = loaded.get(portfolio.recordId());
            Set<Position> unchanged = before == null ? Set.of() : Set.copyOf(before.positions());
            for (Position position : portfolio.positions()) {
                if (unchanged.contains(position)) {
                    continue;
                }
                arrays.add(
                        position.id().value(),
                        portfolio.customer().value(),
                        portfolio.product(),
                        portfolio.asset(),
                        portfolio.kind(),
                        position.termsVersion(),
                        position.subscribed(),
                        position.principal(),
                        position.state(),
                        position.openedAt(),
                        position.accrualFrom(),
                        position.maturesAtOrNull(),
                        position.accruedUntil(),
                        position.baseCarry(),
                        position.commissionCarry(),
                        position.rewardAccrued(),
                        position.rewardPaid(),
                        position.rewardForfeited(),
                        position.closedAtOrNull(),
                        position.settled());
            }
        }
        if (arrays.size() > 0) {
            Rows.write(connection, WRITE_POSITIONS, arrays);
        }
    }
}

package io.stakebook.persistence.regions;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.regions.PolicyChanges;
import io.stakebook.core.regions.Population;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.core.regions.RegionBooks;
import io.stakebook.core.regions.RegionHistory;
import io.stakebook.persistence.customer.CustomerStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.policy.change.ChangeState;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads region states, change requests and the population a change could touch. */
public final class JdbcRegions implements RegionBooks, PolicyChanges, Population {

    /** A tightening whose time is over has expired, whether or not that is written down yet. */
    private static final String OVER = "(state = 'ACTIVE' and coalesce(expires_at <= ?, false))";

    /** Where a change stands, see {@code ChangeRequest.stateAt}. */
    private static final String STANDS = "case when " + OVER + " then 'EXPIRED'"
            + " when state = 'ACTIVE' and coalesce(effective_at > greatest(?, changed_at), false) then 'SCHEDULED'"
            + " when state = 'IN_REVIEW' and base_version <> coalesce((select version from region_book), 0)"
            + " then 'SUPERSEDED' else state end";

    private static final String LIST = PolicyChangeStore.SELECT + " where change_id < ?" + " and (? = '' or " + STANDS
            + " = ?) order by change_id desc limit ?";

    /** Those that made a version up to one, in order. */
    private static final String MADE = PolicyChangeStore.SELECT
            + " where state in ('ACTIVE', 'SUPERSEDED', 'EXPIRED') and base_version < ? order by base_version";

    private static final String LAPSED =
            "select change_id from policy_change where " + OVER + " order by expires_at, change_id limit ?";

    private static final String HOLDINGS = """
            select customer_id, asset, count(*) as positions, sum(principal) as units
              from position where customer_id = any (?) and state = 'ACTIVE' group by customer_id, asset
            """;

    private static final UUID LAST = new UUID(-1, -1);

    private final Snapshot snapshot;

    public JdbcRegions(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public RegionBook current() {
        return snapshot.read(
                connection -> Rows.read(connection, RegionBookStore.SELECT, read -> {}, RegionBookStore::read).stream()
                        .findFirst()
                        .orElse(RegionBook.EMPTY));
    }

    @Override
    public Optional<RegionBook> at(long version) {
        RegionBook current = current();
        if (version > current.states().version()) {
            return Optional.empty();
        }
        return Optional.of(RegionHistory.at(
                version,
                snapshot.read(connection ->
                        Rows.read(connection, MADE, read -> read.setLong(1, version), PolicyChangeStore::read))));
    }

    @Override
    public Optional<PolicyChange> find(ChangeId id) {
        return snapshot.read(connection -> Rows.read(
                        connection,
                        PolicyChangeStore.SELECT + " where change_id = ?",
                        read -> read.setObject(1, id.value()),
                        PolicyChangeStore::read)
                .stream()
                .findFirst());
    }

    @Override
    public Page<PolicyChange, ChangeId> list(
            @Nullable ChangeState stateOrNull, Instant asOf, Optional<ChangeId> before, Limit limit) {
        String state = stateOrNull == null ? "" : stateOrNull.name();
        List<PolicyChange> found = snapshot.read(connection -> Rows.read(
                connection,
                LIST,
                read -> {
                    read.setObject(1, before.map(ChangeId::value).orElse(LAST));
                    read.setString(2, state);
                    read.setObject(3, Columns.time(asOf));
                    read.setObject(4, Columns.time(asOf));
                    read.setString(5, state);
                    read.setInt(6, limit.value() + 1);
                },
                PolicyChangeStore::read));
        return Page.of(found, limit, PolicyChange::id);
    }

    @Override
    public List<ChangeId> lapsed(Instant asOf, int atMost) {
        return snapshot.read(connection -> Rows.read(
                connection,
                LAPSED,
                read -> {
                    read.setObject(1, Columns.time(asOf));
                    read.setInt(2, atMost);
                },
                row -> new ChangeId(row.getObject("change_id", UUID.class))));
    }

    @Override
    public List<Holder> page(Optional<CustomerId> after, Limit limit) {
        UUID from = after.map(CustomerId::value).orElse(new UUID(0, 0));
        return snapshot.read(connection -> {
            List<Customer> customers = CustomerStore.page(connection, from, limit.value());
            Map<UUID, Holding> holdings = holdings(connection, customers);
            return customers.stream()
                    .map(customer -> {
                        Holding held = holdings.getOrDefault(customer.id().value(), new Holding());
                        return new Holder(customer, held.positions, held.units);
                    })
                    .toList();
        });
    }

    private static final class Holding {
        private long positions;
        private final Map<String, BigInteger> units = new HashMap<>();
    }

    private static Map<UUID, Holding> holdings(Connection connection, List<Customer> customers) throws SQLException {
        Map<UUID, Holding> holdings = new HashMap<>();
        Rows.readByUuid(connection, HOLDINGS, customers, c -> c.id().value(), row -> {
            Holding held = holdings.computeIfAbsent(row.getObject("customer_id", UUID.class), id -> new Holding());
            held.positions += row.getLong("positions");
            held.units.put(row.getString("asset"), Columns.units(row, "units"));
            return held;
        });
        return holdings;
    }
}

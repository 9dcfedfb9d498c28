package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.AsOf;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.posting.BatchBarrier;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads balances. By JDBC: one statement answers, and what an entity manager costs beside it would be several times the
 * read of one row by its key.
 */
public final class JdbcBalances implements Balances {

    private static final String NOW = """
            select a.name, b.debits, b.credits, b.pending_debits, b.pending_credits, b.sequence, b.limits_version,
                   b.min_posted, b.max_posted, b.min_available, b.max_available, true as heard_of
              from (%s) a join balance_now b on b.account_id = a.account_id
             order by a.name
            """;

    private static final String THEN = """
            select a.name, h.debits, h.credits, h.pending_debits, h.pending_credits, h.sequence,
                   coalesce(l.version, 0) as limits_version, l.min_posted, l.max_posted, l.min_available, l.max_available,
                   h.sequence > 0 or l.version is not null as heard_of
              from (select cast(? as timestamptz) as effective, cast(? as timestamptz) as known) m
             cross join (%s) a
             cross join lateral balance_at(a.account_id, m.effective, m.known) h
              left join lateral (select * from account_limits c
                                  where c.account_id = a.account_id and (m.known is null or c.recorded_at <= m.known)
                                  order by c.version desc limit 1) l on true
             order by a.name
            """;

    private static final String NAMED = "select account_id, name from account where name = ?";
    private static final String OF_CUSTOMER =
            "select account_id, name from account where customer_id = ? and name > ? order by name limit ?";
    private static final String HOUSE =
            "select account_id, name from account where customer_id is null and name > ? order by name limit ?";

    private final BookReader reader;
    private final Clock clock;

    /** @param clock the time of the book */
    public JdbcBalances(BookReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Optional<Balance> find(AccountName account) {
        return find(account, AsOf.NOW);
    }

    @Override
    public Optional<Balance> find(AccountName account, AsOf moment) {
        return read(NAMED, moment, account.toString()).stream()
                .map(Row::balance)
                .findFirst();
    }

    @Override
    public Page<Balance, AccountName> of(CustomerId customer, AsOf moment, Optional<AccountName> after, Limit limit) {
        return page(read(OF_CUSTOMER, moment, customer.value(), name(after), limit.value() + 1), limit);
    }

    @Override
    public Page<Balance, AccountName> house(AsOf moment, Optional<AccountName> after, Limit limit) {
        return page(read(HOUSE, moment, name(after), limit.value() + 1), limit);
    }

    /** Before every name is the empty one. */
    private static String name(Optional<AccountName> after) {
        return after.map(AccountName::toString).orElse("");
    }

    /** The page goes on after the last account looked at, whether it is shown or not. */
    private static Page<Balance, AccountName> page(List<Row> found, Limit limit) {
        Page<Row, AccountName> looked =
                Page.of(found, limit, row -> row.balance().account());
        return new Page<>(
                looked.items().stream().filter(Row::heardOf).map(Row::balance).toList(), looked.next());
    }

    /** @param heardOf whether the account had a posting or limits by the moment asked for */
    private record Row(Balance balance, boolean heardOf) {}

    private List<Row> read(String accounts, AsOf moment, Object... parameters) {
        return reader.read((moment.isNow() ? NOW : THEN).formatted(accounts), (connection, select) -> {
            if (moment.knownAt() != null) {
                BatchesAtWork.await(moment.knownAt(), clock, millis -> atWork(connection, millis));
            }
            int next = 1;
            if (!moment.isNow()) {
                time(select, next++, moment.effectiveAt());
                time(select, next++, moment.knownAt());
            }
            for (Object parameter : parameters) {
                select.setObject(next++, parameter);
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Row(balance(row), row.getBoolean("heard_of")));
                }
            }
            return found;
        });
    }

    private static Set<String> atWork(Connection connection, long millis) throws SQLException {
        return new HashSet<>(
                Rows.read(connection, BatchBarrier.HOLDERS, read -> read.setLong(1, millis), row -> row.getString(1)));
    }

    static void time(PreparedStatement select, int parameter, @Nullable Instant time) throws SQLException {
        if (time == null) {
            select.setNull(parameter, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            select.setObject(parameter, time.atOffset(ZoneOffset.UTC));
        }
    }

    private static Balance balance(ResultSet row) throws SQLException {
        return new Balance(
                AccountName.parse(row.getString("name")),
                Columns.units(row, "debits"),
                Columns.units(row, "credits"),
                Columns.units(row, "pending_debits"),
                Columns.units(row, "pending_credits"),
                row.getLong("sequence"),
                new Limits(
                        row.getLong("limits_version"),
                        Columns.unitsOrNull(row, "min_posted"),
                        Columns.unitsOrNull(row, "max_posted"),
                        Columns.unitsOrNull(row, "min_available"),
                        Columns.unitsOrNull(row, "max_available")));
    }
}

package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.AsOf;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Balances;
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
                   b.min_posted, b.max_posted, b.min_available, b.max_available
              from account a join balance_now b on b.account_id = a.account_id
            """;

    private static final String THEN = """
            select a.name, h.debits, h.credits, h.pending_debits, h.pending_credits, h.sequence,
                   coalesce(l.version, 0) as limits_version, l.min_posted, l.max_posted, l.min_available, l.max_available
              from (select cast(? as timestamptz) as effective, cast(? as timestamptz) as known) m
             cross join account a
             cross join lateral balance_at(a.account_id, m.effective, m.known) h
              left join lateral (select * from account_limits c
                                  where c.account_id = a.account_id and (m.known is null or c.recorded_at <= m.known)
                                  order by c.version desc limit 1) l on true
            """;

    private static final String NAMED = " where a.name = ?";
    private static final String OF_CUSTOMER = " where a.customer_id = ?";
    private static final String HOUSE = " where a.customer_id is null";
    private static final String KNOWN = " and (h.sequence > 0 or l.version is not null)";
    private static final String BY_NAME = " order by a.name";

    private final BookReader reader;
    private final Clock clock;

    /** @param clock the time of the book */
    public JdbcBalances(BookReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Optional<Balance> find(AccountName account) {
        return read(NOW + NAMED, null, account.toString()).stream().findFirst();
    }

    @Override
    public List<Balance> of(CustomerId customer) {
        return read(NOW + OF_CUSTOMER + BY_NAME, null, customer.value());
    }

    @Override
    public List<Balance> house() {
        return read(NOW + HOUSE + BY_NAME, null, null);
    }

    @Override
    public Optional<Balance> find(AccountName account, AsOf moment) {
        return moment.isNow()
                ? find(account)
                : read(THEN + NAMED, moment, account.toString()).stream().findFirst();
    }

    @Override
    public List<Balance> of(CustomerId customer, AsOf moment) {
        return moment.isNow() ? of(customer) : read(THEN + OF_CUSTOMER + KNOWN + BY_NAME, moment, customer.value());
    }

    @Override
    public List<Balance> house(AsOf moment) {
        return moment.isNow() ? house() : read(THEN + HOUSE + KNOWN + BY_NAME, moment, null);
    }

    private List<Balance> read(String sql, @Nullable AsOf moment, @Nullable Object subject) {
        return reader.read(sql, (connection, select) -> {
            int next = 1;
            if (moment != null && moment.knownAt() != null) {
                BatchesAtWork.await(moment.knownAt(), clock, millis -> atWork(connection, millis));
            }
            if (moment != null) {
                time(select, next++, moment.effectiveAt());
                time(select, next++, moment.knownAt());
            }
            if (subject != null) {
                select.setObject(next, subject);
            }
            List<Balance> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(balance(row));
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

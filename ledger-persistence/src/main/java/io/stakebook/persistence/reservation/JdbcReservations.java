package io.stakebook.persistence.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.Reservations;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads committed reservations. */
public final class JdbcReservations implements Reservations {

    private static final String FIND = ReservationRows.SELECT + " where entry_id = ?";

    private static final String DUE = ReservationRows.SELECT + """
             where state = 'OPEN' and expires_at <= ? and (expires_at, entry_id) > (?, ?)
             order by expires_at, entry_id
             limit ?
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final BookReader reader;

    public JdbcReservations(BookReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Reservation> find(EntryId id) {
        return reader.read(FIND, (connection, select) -> {
            select.setObject(1, id.value());
            return read(select).stream().findFirst();
        });
    }

    @Override
    public Page<Reservation, EntryId> list(Query query, Optional<EntryId> before, Limit limit) {
        // Only the conditions that were asked for, so that each has its index.
        StringBuilder sql = new StringBuilder(ReservationRows.SELECT).append(" where true");
        List<Object> values = new ArrayList<>();
        AccountName account = query.account();
        if (account != null) {
            sql.append(" and accounts @> array[?]::text[]");
            values.add(account.toString());
        }
        if (query.customer() != null) {
            sql.append(" and customer_id = ?");
            values.add(query.customer().value());
        }
        if (query.state() != null) {
            // Spelt out: under a parameter the index of the open ones would not be seen.
            sql.append(" and state = '").append(query.state().name()).append('\'');
        }
        if (before.isPresent()) {
            sql.append(" and entry_id < ?");
            values.add(before.get().value());
        }
        sql.append(" order by entry_id desc limit ?");
        values.add(limit.value() + 1);
        List<Reservation> found = reader.read(sql.toString(), (connection, select) -> {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            return read(select);
        });
        return Page.of(found, limit, Reservation::id);
    }

    @Override
    public List<Reservation> due(Instant now, Optional<Due> after, int atMost) {
        return reader.read(DUE, (connection, select) -> {
            select.setObject(1, Columns.time(now));
            select.setObject(2, Columns.time(after.map(Due::expiresAt).orElse(Instant.EPOCH)));
            select.setObject(3, after.map(due -> due.id().value()).orElse(BEFORE_ALL));
            select.setInt(4, atMost);
            return read(select);
        });
    }

    private static List<Reservation> read(PreparedStatement select) throws SQLException {
        return Rows.all(select, ReservationRows::read);
    }
}

package io.stakebook.persistence.reservation;

import io.stakebook.core.account.Side;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.ReservedLeg;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Locks and writes reservations. */
public final class ReservationStore implements RecordStore<Reservation> {

    private static final String LOCK =
            ReservationRows.SELECT + " where entry_id = any (?) order by entry_id for update";

    private static final String INSERT = """
            insert into reservation (entry_id, customer_id, state, expires_at, accounts, debit, units, settled, remaining,
                effective_at, reserved_at, resolved_at, resolved_by, version)
            select entry_id, customer_id, state, expires_at, accounts::text[], debit::boolean[], units::numeric[],
                   settled::numeric[], remaining::numeric[], effective_at, reserved_at, resolved_at, resolved_by, version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r (entry_id, customer_id, state, expires_at,
                   accounts, debit, units, settled, remaining, effective_at, reserved_at, resolved_at, resolved_by, version)
            """;

    private static final String UPDATE = """
            update reservation r
               set state = u.state, settled = u.settled::numeric[], remaining = u.remaining::numeric[],
                   resolved_at = u.resolved_at, resolved_by = u.resolved_by, version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?) as u (entry_id, state, settled, remaining, resolved_at, resolved_by,
                   version)
             where r.entry_id = u.entry_id
            """;

    @Override
    public Class<Reservation> type() {
        return Reservation.class;
    }

    @Override
    public List<Reservation> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> EntryId.parse(id).value(), ReservationRows::read);
    }

    @Override
    public void insert(Connection connection, List<Reservation> rows) throws SQLException {
        RowArrays arrays = new RowArrays(
                "uuid",
                "uuid",
                "text",
                "timestamptz",
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "timestamptz",
                "timestamptz",
                "uuid",
                "int8");
        for (Reservation row : rows) {
            arrays.add(
                    row.id().value(),
                    row.customerOrNull() == null ? null : row.customerOrNull().value(),
                    row.state(),
                    row.expiresAtOrNull(),
                    array(row, leg -> leg.posting().account()),
                    array(row, leg -> leg.posting().side() == Side.DEBIT),
                    array(row, leg -> leg.posting().amount().units()),
                    array(row, ReservedLeg::settled),
                    array(row, ReservedLeg::remaining),
                    row.effectiveAt(),
                    row.reservedAt(),
                    row.resolvedAtOrNull(),
                    row.resolvedByOrNull() == null
                            ? null
                            : row.resolvedByOrNull().value(),
                    row.version());
        }
        Rows.write(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<Reservation> rows) throws SQLException {
        RowArrays arrays = new RowArrays("uuid", "text", "text", "text", "timestamptz", "uuid", "int8");
        for (Reservation row : rows) {
            arrays.add(
                    row.id().value(),
                    row.state(),
                    array(row, ReservedLeg::settled),
                    array(row, ReservedLeg::remaining),
                    row.resolvedAtOrNull(),
                    row.resolvedByOrNull() == null
                            ? null
                            : row.resolvedByOrNull().value(),
                    row.version());
        }
        Rows.write(connection, UPDATE, arrays);
    }

    /** The text form of an array; names of accounts, booleans and numbers need no quoting. */
    private static String array(Reservation row, Function<ReservedLeg, Object> column) {
        return row.legs().stream().map(leg -> column.apply(leg).toString()).collect(Collectors.joining(",", "{", "}"));
    }
}

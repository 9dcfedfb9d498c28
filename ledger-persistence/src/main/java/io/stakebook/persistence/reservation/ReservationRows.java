package io.stakebook.persistence.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.ReservationState;
import io.stakebook.core.reservation.ReservedLeg;
import io.stakebook.persistence.sql.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code reservation}. */
final class ReservationRows {

    static final String SELECT = """
            select entry_id, customer_id, state, expires_at, accounts, debit, units, settled, remaining, effective_at,
                   reserved_at, resolved_at, resolved_by, version
              from reservation
            """;

    private ReservationRows() {}

    static Reservation read(ResultSet row) throws SQLException {
        @Nullable UUID customer = Columns.uuidOrNull(row, "customer_id");
        @Nullable UUID resolvedBy = Columns.uuidOrNull(row, "resolved_by");
        return new Reservation(
                new EntryId(row.getObject("entry_id", UUID.class)),
                customer == null ? null : new CustomerId(customer),
                ReservationState.valueOf(row.getString("state")),
                Columns.timeOrNull(row, "expires_at"),
                legs(row),
                Columns.time(row, "effective_at"),
                Columns.time(row, "reserved_at"),
                Columns.timeOrNull(row, "resolved_at"),
                resolvedBy == null ? null : new EntryId(resolvedBy),
                row.getLong("version"));
    }

    private static List<ReservedLeg> legs(ResultSet row) throws SQLException {
        String[] accounts = (String[]) row.getArray("accounts").getArray();
        Boolean[] debit = (Boolean[]) row.getArray("debit").getArray();
        BigDecimal[] units = numbers(row, "units");
        BigDecimal[] settled = numbers(row, "settled");
        BigDecimal[] remaining = numbers(row, "remaining");
        List<ReservedLeg> legs = new ArrayList<>(accounts.length);
        for (int i = 0; i < accounts.length; i++) {
            AccountName account = AccountName.parse(accounts[i]);
            Posting posting = new Posting(
                    account,
                    debit[i] ? Side.DEBIT : Side.CREDIT,
                    new Amount(account.asset(), units[i].toBigIntegerExact()));
            legs.add(new ReservedLeg(posting, settled[i].toBigIntegerExact(), remaining[i].toBigIntegerExact()));
        }
        return legs;
    }

    private static BigDecimal[] numbers(ResultSet row, String column) throws SQLException {
        return (BigDecimal[]) row.getArray(column).getArray();
    }
}

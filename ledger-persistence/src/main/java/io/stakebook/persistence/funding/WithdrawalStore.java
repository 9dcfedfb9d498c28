package io.stakebook.persistence.funding;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.funding.WithdrawalState;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Locks and writes withdrawals. */
public final class WithdrawalStore implements RecordStore<Withdrawal> {

    private static final String LOCK =
            "select * from withdrawal where withdrawal_id = any (?) order by withdrawal_id for update";

    private static final String INSERT = """
            insert into withdrawal (withdrawal_id, customer_id, asset, units, source, address, state, decision_id,
                requested_at, settled_at, tx_hash, version)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update withdrawal w
               set state = u.state, settled_at = u.settled_at, tx_hash = u.tx_hash, version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u (withdrawal_id, customer_id, asset, units, source,
                   address, state, decision_id, requested_at, settled_at, tx_hash, version)
             where w.withdrawal_id = u.withdrawal_id
            """;

    @Override
    public Class<Withdrawal> type() {
        return Withdrawal.class;
    }

    @Override
    public List<Withdrawal> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> WithdrawalId.parse(id).value(), WithdrawalStore::read);
    }

    private static Withdrawal read(ResultSet row) throws SQLException {
        return new Withdrawal(
                new WithdrawalId(row.getObject("withdrawal_id", UUID.class)),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                new Amount(new AssetCode(row.getString("asset")), Columns.units(row, "units")),
                Wallet.valueOf(row.getString("source")),
                row.getString("address"),
                WithdrawalState.valueOf(row.getString("state")),
                new DecisionId(row.getObject("decision_id", UUID.class)),
                Columns.time(row, "requested_at"),
                Columns.timeOrNull(row, "settled_at"),
                row.getString("tx_hash"),
                row.getLong("version"));
    }

    @Override
    public void insert(Connection connection, List<Withdrawal> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Withdrawal> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Withdrawal> rows) {
        RowArrays arrays = new RowArrays(
                "uuid",
                "uuid",
                "text",
                "numeric",
                "text",
                "text",
                "text",
                "uuid",
                "timestamptz",
                "timestamptz",
                "text",
                "int8");
        for (Withdrawal row : rows) {
            arrays.add(
                    row.id().value(),
                    row.customer().value(),
                    row.amount().asset(),
                    row.amount().units(),
                    row.source(),
                    row.address(),
                    row.state(),
                    row.decision().value(),
                    row.requestedAt(),
                    row.settledAtOrNull(),
                    row.txHashOrNull(),
                    row.version());
        }
        return arrays;
    }
}

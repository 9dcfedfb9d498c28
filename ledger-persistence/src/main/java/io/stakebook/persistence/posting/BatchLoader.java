package io.stakebook.persistence.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.persistence.sql.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Locks everything a batch declared, once, in one order, and loads it. */
final class BatchLoader {

    private static final String LOCK_BALANCES = """
            select account_id, debits, credits, pending_debits, pending_credits, sequence, recorded_at, effective_high,
                   limits_version, min_posted, max_posted, min_available, max_available
              from balance
             where account_id = any (?)
             order by account_id
               for update
            """;

    private final AccountDirectory directory;
    private final Map<Class<?>, RecordStore<?>> stores;

    /** @param stores in the order in which their types are locked */
    BatchLoader(AccountDirectory directory, Map<Class<?>, RecordStore<?>> stores) {
        this.directory = directory;
        this.stores = stores;
    }

    BatchBooks load(Connection connection, List<Ticket<?>> batch) throws SQLException {
        Set<AccountName> names = new HashSet<>();
        Map<Class<?>, TreeSet<String>> records = new HashMap<>();
        for (Ticket<?> ticket : batch) {
            Needs needs = ticket.needs();
            names.addAll(needs.accounts());
            for (RecordKey key : needs.records()) {
                records.computeIfAbsent(key.type(), type -> new TreeSet<>()).add(key.id());
            }
        }
        BatchBooks books = new BatchBooks(directory);
        lockBalances(connection, names, books);
        for (RecordStore<?> store : stores.values()) {
            TreeSet<String> ids = records.remove(store.type());
            if (ids != null) {
                for (Stored row : store.lockAndLoad(connection, ids)) {
                    books.load(new RecordKey(store.type(), row.recordId()), row);
                }
            }
        }
        if (!records.isEmpty()) {
            throw new IllegalStateException("no record store is registered for " + records.keySet());
        }
        return books;
    }

    private void lockBalances(Connection connection, Set<AccountName> names, BatchBooks books) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        Map<AccountName, Long> found = directory.find(connection, names);
        directory.remember(found);
        Map<Long, AccountName> byId = new TreeMap<>();
        found.forEach((name, id) -> byId.put(id, name));
        for (AccountName name : names) {
            long id = found.getOrDefault(name, 0L);
            books.load(new AccountState(id, Balance.empty(name), 0, 0, Instant.MIN, Instant.EPOCH));
        }
        if (byId.isEmpty()) {
            return;
        }
        long[] ids = byId.keySet().stream().mapToLong(Long::longValue).toArray();
        int locked = 0;
        try (PreparedStatement lock = connection.prepareStatement(LOCK_BALANCES)) {
            lock.setArray(1, Columns.longs(connection, ids));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong("account_id");
                    AccountName name = byId.get(id);
                    if (name == null) {
                        throw new IllegalStateException("balance of account " + id + " was not asked for");
                    }
                    books.load(state(id, name, row));
                    locked++;
                }
            }
        }
        if (locked != ids.length) {
            throw new IllegalStateException("of the accounts " + Arrays.toString(ids) + " only " + locked
                    + " have a balance row; an account gets its row with its first posting");
        }
    }

    private static AccountState state(long id, AccountName name, ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        Limits limits = new Limits(
                row.getLong("limits_version"),
                Columns.unitsOrNull(row, "min_posted"),
                Columns.unitsOrNull(row, "max_posted"),
                Columns.unitsOrNull(row, "min_available"),
                Columns.unitsOrNull(row, "max_available"));
        Balance balance = new Balance(
                name,
                Columns.units(row, "debits"),
                Columns.units(row, "credits"),
                Columns.units(row, "pending_debits"),
                Columns.units(row, "pending_credits"),
                sequence,
                limits);
        return new AccountState(
                id,
                balance,
                sequence,
                limits.version(),
                sequence == 0 ? Instant.MIN : Columns.time(row, "effective_high"),
                Columns.time(row, "recorded_at"));
    }
}

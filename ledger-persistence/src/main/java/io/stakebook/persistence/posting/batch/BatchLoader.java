package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.persistence.posting.RecordStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Loads everything a batch declared, once, in one order: accounts from their source, rows under lock. */
public final class BatchLoader {

    private final AccountDirectory directory;
    private final Map<Class<?>, RecordStore<?>> stores;

    /** @param stores in the order in which their types are locked */
    public BatchLoader(AccountDirectory directory, Map<Class<?>, RecordStore<?>> stores) {
        this.directory = directory;
        this.stores = stores;
    }

    /** @throws StaleBooks when another writer opened an account while this one waited for its locks */
    public BatchBooks load(Connection connection, List<Ticket<?>> batch, AccountSource accounts)
            throws SQLException, StaleBooks {
        Set<AccountName> names = new HashSet<>(batch.size() * 4);
        Map<Class<?>, TreeSet<String>> records = new HashMap<>();
        for (Ticket<?> ticket : batch) {
            Needs needs = ticket.needs();
            names.addAll(needs.accounts());
            for (RecordKey key : needs.records()) {
                records.computeIfAbsent(key.type(), type -> new TreeSet<>()).add(key.id());
            }
        }
        BatchBooks books = new BatchBooks(directory, names.size());
        accounts.load(connection, names, books);
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
        if (accounts.limitsSeen().isEmpty()) {
            requireStillAbsent(connection, books);
        }
        return books;
    }

    /**
     * Accounts are looked up by name before anything is locked. What was not there may have been opened and moved while this batch
     * waited, by the very one it waited for: refused on such an account it would be refused on a state that no order of the two has.
     */
    private void requireStillAbsent(Connection connection, BatchBooks books) throws SQLException, StaleBooks {
        List<AccountName> absent = books.accounts(state -> state.id() == 0).stream()
                .map(state -> state.balance().account())
                .toList();
        Set<AccountName> opened = directory.find(connection, absent).keySet();
        if (!opened.isEmpty()) {
            throw new StaleBooks("accounts opened by another writer while this one waited: " + opened);
        }
    }
}

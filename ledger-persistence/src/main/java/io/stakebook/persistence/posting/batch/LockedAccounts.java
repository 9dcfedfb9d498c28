package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import io.stakebook.persistence.posting.WriterGate;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the balances under row locks, taken in the order of account numbers: right with any number of writers. The gate comes
 * first, then the locks, then a look in a snapshot newer than both.
 */
public final class LockedAccounts implements AccountSource {

    private static final String LOCK =
            WriterGate.LOCKED + """
            ;
            select from balance where account_id = any (?) order by account_id for update;
            select\s""" + AccountRows.COLUMNS + " from balance_now where account_id = any (?)";

    private final AccountDirectory directory;

    public LockedAccounts(AccountDirectory directory) {
        this.directory = directory;
    }

    @Override
    public OptionalLong limitsSeen() {
        return OptionalLong.empty();
    }

    @Override
    public void load(Connection connection, Set<AccountName> names, BatchBooks books) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        Map<AccountName, Long> found = directory.find(connection, names);
        directory.remember(found);
        Map<Long, AccountName> byId = new TreeMap<>();
        found.forEach((name, id) -> byId.put(id, name));
        for (AccountName name : names) {
            if (!found.containsKey(name)) {
                books.load(name, AccountRows.empty(name, 0));
            }
        }
        if (byId.isEmpty()) {
            return;
        }
        long[] ids = byId.keySet().stream().mapToLong(Long::longValue).toArray();
        List<AccountAtWork> locked = Rows.readLast(
                connection,
                LOCK,
                lock -> {
                    lock.setArray(1, Columns.longs(connection, ids));
                    lock.setArray(2, Columns.longs(connection, ids));
                },
                row -> {
                    AccountName name = byId.get(row.getLong("account_id"));
                    if (name == null) {
                        throw new IllegalStateException(
                                "balance of account " + row.getLong("account_id") + " was not asked for");
                    }
                    return AccountRows.state(name, row);
                });
        for (AccountAtWork state : locked) {
            books.load(state.balance().account(), state);
            books.recordAfter(state.recordedAt());
        }
        if (locked.size() != ids.length) {
            throw new IllegalStateException("of the accounts " + Arrays.toString(ids) + " only " + locked.size()
                    + " have a balance row; an account gets its row with its first posting");
        }
    }
}

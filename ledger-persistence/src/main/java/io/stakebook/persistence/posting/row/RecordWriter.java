package io.stakebook.persistence.posting.row;

import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.posting.batch.BatchBooks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the newest value of every row the batch touched, type by type in locking order. */
public final class RecordWriter {

    private final Map<Class<?>, RecordStore<?>> stores;

    public RecordWriter(Map<Class<?>, RecordStore<?>> stores) {
        this.stores = stores;
    }

    public void write(Connection connection, BatchBooks books) throws SQLException {
        if (books.written().isEmpty()) {
            return;
        }
        for (RecordStore<?> store : stores.values()) {
            writeOne(connection, store, books);
        }
    }

    public boolean knows(Class<?> type) {
        return stores.containsKey(type);
    }

    private static <T extends Stored> void writeOne(Connection connection, RecordStore<T> store, BatchBooks books)
            throws SQLException {
        List<T> fresh = new ArrayList<>();
        List<T> changed = new ArrayList<>();
        Map<String, T> loaded = new HashMap<>();
        for (Map.Entry<RecordKey, Boolean> written : books.written().entrySet()) {
            RecordKey key = written.getKey();
            if (key.type().equals(store.type())) {
                T row = store.type().cast(books.newest(key));
                if (row != null) {
                    (written.getValue() ? fresh : changed).add(row);
                }
                T before = store.type().cast(books.replaced(key));
                if (before != null) {
                    loaded.put(key.id(), before);
                }
            }
        }
        if (!fresh.isEmpty()) {
            store.insert(connection, fresh);
        }
        if (!changed.isEmpty()) {
            store.update(connection, changed, loaded);
        }
    }
}

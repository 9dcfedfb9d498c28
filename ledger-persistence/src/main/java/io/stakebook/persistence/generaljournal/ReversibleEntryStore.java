package io.stakebook.persistence.generaljournal;

import io.stakebook.core.generaljournal.ReversibleEntry;
import io.stakebook.core.id.EntryId;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.entry.StoredEntries;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Loads entries with who reversed them. Takes no lock of its own: a reversal posts to the accounts of its original, whose
 * balances the batch locked before it came here, so of two reversals the second sees the first. Should that ever fail,
 * the unique index on {@code reverses} refuses the second, and the engine looks again.
 */
public final class ReversibleEntryStore implements RecordStore<ReversibleEntry> {

    private static final String REVERSALS = "select reverses, entry_id from journal_entry where reverses = any (?)";

    @Override
    public Class<ReversibleEntry> type() {
        return ReversibleEntry.class;
    }

    @Override
    public List<ReversibleEntry> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        List<UUID> ids = sortedIds.stream().map(id -> EntryId.parse(id).value()).toList();
        Map<UUID, StampedEntry> entries = StoredEntries.read(connection, ids);
        Map<UUID, UUID> reversals = new HashMap<>();
        Rows.read(
                connection,
                REVERSALS,
                select -> select.setArray(1, Columns.uuids(connection, ids)),
                row -> reversals.put(row.getObject("reverses", UUID.class), row.getObject("entry_id", UUID.class)));
        List<ReversibleEntry> loaded = new ArrayList<>();
        entries.forEach((id, recorded) -> {
            UUID reversal = reversals.get(id);
            loaded.add(new ReversibleEntry(recorded.entry(), reversal == null ? null : new EntryId(reversal)));
        });
        return loaded;
    }

    /** Never: entries enter the book as entries. */
    @Override
    public void insert(Connection connection, List<ReversibleEntry> rows) {
        throw new IllegalStateException("entries are not inserted here: " + rows.size());
    }

    /** That an entry was reversed is said by the reversal, which is written as an entry; there is nothing else to write. */
    @Override
    public void update(Connection connection, List<ReversibleEntry> rows) {
        for (ReversibleEntry row : rows) {
            if (row.reversedByOrNull() == null) {
                throw new IllegalStateException("a reversal cannot be taken back: " + row.recordId());
            }
        }
    }
}

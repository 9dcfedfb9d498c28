package io.stakebook.persistence.posting.batch;

import io.stakebook.core.id.EntryId;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Looks for entries of the book that have the identifiers of new ones: a client may have chosen them. */
public final class TakenEntries {

    private static final String TAKEN = "select entry_id from journal_entry where entry_id = any (?)";

    private TakenEntries() {}

    /** The identifiers of these entries that are in the book. */
    public static Set<EntryId> among(Connection connection, List<StampedEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return Set.of();
        }
        UUID[] ids =
                entries.stream().map(recorded -> recorded.entry().id().value()).toArray(UUID[]::new);
        return new HashSet<>(Rows.read(
                connection,
                TAKEN,
                look -> look.setArray(1, connection.createArrayOf("uuid", ids)),
                row -> new EntryId(row.getObject(1, UUID.class))));
    }
}

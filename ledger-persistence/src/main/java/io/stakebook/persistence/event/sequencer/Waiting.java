package io.stakebook.persistence.event.sequencer;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.entry.StoredEntries;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes events out of {@code pending_event}, in their order. */
final class Waiting {

    private static final String TAKE = """
            delete from pending_event
             where id <= (select max(id)
                            from (select id, sum(events) over (order by id) - events as before
                                    from (select id, events from pending_event order by id limit ?) as next) as counted
                           where before < ?)
            returning id, entries, body
            """;

    private final FreshEntries fresh;
    private final int most;

    /** @param most events after which no further row is taken */
    Waiting(FreshEntries fresh, int most) {
        this.fresh = fresh;
        this.most = most;
    }

    /** What to tell: an entry, or an unfinished event that is about none. */
    sealed interface Taken {

        String owner();

        record OfEntry(UUID id, StampedEntry recorded) implements Taken {
            @Override
            public String owner() {
                return recorded.entry().context().owner();
            }
        }

        record Told(EventBody body) implements Taken {
            @Override
            public String owner() {
                return body.partitionKey();
            }
        }
    }

    private record Row(
            long id, List<UUID> entries, @Nullable EventBody body) {
        static Row read(ResultSet row) throws SQLException {
            byte @Nullable [] body = row.getBytes(3);
            return new Row(
                    row.getLong(1),
                    List.of((UUID[]) row.getArray(2).getArray()),
                    body == null ? null : EventBody.parse(body));
        }
    }

    /** @throws Corrupt {@code INVARIANT_BROKEN} when an entry waits that is not in the book */
    List<Taken> take(Connection connection) throws SQLException {
        List<Row> rows = Rows.read(
                connection,
                TAKE,
                take -> {
                    take.setInt(1, most);
                    take.setInt(2, most);
                },
                Row::read);
        rows.sort(Comparator.comparingLong(Row::id));
        Map<UUID, StampedEntry> entries = entries(connection, rows);
        List<Taken> taken = new ArrayList<>(entries.size());
        for (Row row : rows) {
            @Nullable EventBody told = row.body();
            if (told != null) {
                taken.add(new Taken.Told(told));
            }
            for (UUID id : row.entries()) {
                StampedEntry recorded = entries.get(id);
                if (recorded == null) {
                    throw new Corrupt(
                            ErrorCode.INVARIANT_BROKEN, "entry " + id + " waits for its event and is not in the book");
                }
                taken.add(new Taken.OfEntry(id, recorded));
            }
        }
        return taken;
    }

    private Map<UUID, StampedEntry> entries(Connection connection, List<Row> rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.addAll(row.entries()));
        Map<UUID, StampedEntry> entries = fresh.take(ids);
        ids.removeIf(entries::containsKey);
        if (!ids.isEmpty()) {
            entries.putAll(StoredEntries.read(connection, ids));
        }
        return entries;
    }
}

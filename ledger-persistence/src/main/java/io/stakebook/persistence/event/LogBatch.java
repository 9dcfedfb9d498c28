package io.stakebook.persistence.event;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafBuilder;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.CopyRows;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves one batch of visible pending events into the log, in one transaction of the caller. The head row is locked first,
 * so that even two sequencers at once give each place to one event.
 */
final class LogBatch {

    private static final String LOCK_HEAD = "select size, range from event_head for update";

    private static final String TAKE = """
            delete from pending_event
             where id <= (select max(id) from (select id from pending_event order by id limit ?) as next)
            returning id, owner, type, entry_id, body
            """;

    private static final String OWNERS = "select owner, owner_seq, leaf_hash from event_owner where owner = any (?)";

    private static final String APPEND =
            "copy event_log (seq, owner, owner_seq, type, entry_id, leaf, leaf_hash) from stdin (format binary)";

    private static final int COLUMNS = 7;

    /** Rough bytes of a leaf's row, so that the buffer seldom grows. */
    private static final int ROW_BYTES = 1_500;

    private static final String MOVE_OWNERS = """
            insert into event_owner (owner, owner_seq, leaf_hash)
            select * from unnest(?, ?, ?)
            on conflict (owner) do update set owner_seq = excluded.owner_seq, leaf_hash = excluded.leaf_hash
            """;

    private static final String MOVE_HEAD = "update event_head set size = ?, range = ?";

    private record Taken(
            long id, String owner, String type, @Nullable UUID entryId, EventBody body) {

        static Taken read(ResultSet row) throws SQLException {
            return new Taken(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    Columns.uuidOrNull(row, "entry_id"),
                    EventBody.parse(row.getBytes(5)));
        }
    }

    private record End(long sequence, Optional<Hash> hash) {
        static final End NONE = new End(0, Optional.empty());
    }

    private final LeafBuilder builder = new LeafBuilder();
    private final int most;

    /** @param most events taken at once */
    LogBatch(int most) {
        this.most = most;
    }

    /**
     * Appends what is visible.
     *
     * @return how many events got their place
     * @throws Corrupt {@code INVARIANT_BROKEN} when the head's size and range disagree
     */
    int append(Connection connection) throws SQLException {
        CompactRange range = lockHead(connection);
        List<Taken> taken = new ArrayList<>(Rows.read(connection, TAKE, take -> take.setInt(1, most), Taken::read));
        if (taken.isEmpty()) {
            return 0;
        }
        taken.sort(Comparator.comparingLong(Taken::id));
        Map<String, End> ends =
                readEnds(connection, taken.stream().map(Taken::owner).collect(Collectors.toSet()));
        CopyRows log = new CopyRows(taken.size() * ROW_BYTES);
        for (Taken event : taken) {
            End end = ends.getOrDefault(event.owner(), End.NONE);
            Leaf leaf = builder.finish(event.body(), range.size(), end.sequence() + 1, end.hash());
            log.row(COLUMNS)
                    .int8(range.size())
                    .text(event.owner())
                    .int8(end.sequence() + 1)
                    .text(event.type())
                    .uuid(event.entryId())
                    .bytea(leaf.bytes())
                    .bytea(leaf.hash().toBytes());
            range.append(leaf.hash());
            ends.put(event.owner(), new End(end.sequence() + 1, Optional.of(leaf.hash())));
        }
        log.send(connection, APPEND);
        writeEnds(connection, ends);
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, range.size());
            move.setBytes(2, range.toBytes());
            move.executeUpdate();
        }
        return taken.size();
    }

    private static CompactRange lockHead(Connection connection) throws SQLException {
        List<CompactRange> head = Rows.read(connection, LOCK_HEAD, lock -> {}, row -> {
            CompactRange range = CompactRange.fromBytes(row.getBytes("range"));
            if (range.size() != row.getLong("size")) {
                throw new Corrupt(
                        ErrorCode.INVARIANT_BROKEN,
                        "the event log's head is of size " + row.getLong("size") + " and its range of " + range.size());
            }
            return range;
        });
        if (head.size() != 1) {
            throw new Corrupt(ErrorCode.INVARIANT_BROKEN, "the event log has " + head.size() + " heads");
        }
        return head.get(0);
    }

    private static Map<String, End> readEnds(Connection connection, Set<String> owners) throws SQLException {
        Map<String, End> ends = new HashMap<>();
        Rows.read(
                connection,
                OWNERS,
                read -> read.setArray(1, Columns.texts(connection, owners)),
                row -> ends.put(
                        row.getString("owner"),
                        new End(row.getLong("owner_seq"), Optional.of(Hash.of(row.getBytes("leaf_hash"))))));
        return ends;
    }

    private static void writeEnds(Connection connection, Map<String, End> ends) throws SQLException {
        RowArrays rows = new RowArrays("text", "int8", "bytea");
        for (String owner : new TreeSet<>(ends.keySet())) {
            End end = ends.getOrDefault(owner, End.NONE);
            rows.add(owner, end.sequence(), end.hash().map(Hash::toBytes).orElse(null));
        }
        Rows.write(connection, MOVE_OWNERS, rows);
    }
}

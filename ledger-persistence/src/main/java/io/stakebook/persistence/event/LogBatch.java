package io.stakebook.persistence.event;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
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
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Moves one batch of visible pending events into the log, in one transaction of the caller. The head row is locked first,
 * so that even two sequencers at once give each place to one event.
 */
final class LogBatch {

    private static final String LOCK_HEAD = "select size, range from event_head for update";

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

    private record End(long sequence, Optional<Hash> hash) {
        static final End NONE = new End(0, Optional.empty());
    }

    private final LeafBuilder builder = new LeafBuilder();
    private final Waiting waiting;

    LogBatch(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * Appends what is visible.
     *
     * @return how many events got their place
     * @throws Corrupt {@code INVARIANT_BROKEN} when the head's size and range disagree
     */
    int append(Connection connection) throws SQLException {
        CompactRange range = lockHead(connection);
        List<Waiting.Taken> taken = waiting.take(connection);
        if (taken.isEmpty()) {
            return 0;
        }
        Map<String, End> ends = readEnds(
                connection,
                taken.stream().map(event -> event.body().partitionKey()).collect(Collectors.toSet()));
        CopyRows log = new CopyRows(taken.size() * ROW_BYTES);
        for (Waiting.Taken event : taken) {
            String owner = event.body().partitionKey();
            End end = ends.getOrDefault(owner, End.NONE);
            Leaf leaf = builder.finish(event.body(), range.size(), end.sequence() + 1, end.hash());
            log.row(COLUMNS)
                    .int8(range.size())
                    .text(owner)
                    .int8(end.sequence() + 1)
                    .text(event.body().type())
                    .uuid(event.entryId())
                    .bytea(leaf.bytes())
                    .bytea(leaf.hash().toBytes());
            range.append(leaf.hash());
            ends.put(owner, new End(end.sequence() + 1, Optional.of(leaf.hash())));
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

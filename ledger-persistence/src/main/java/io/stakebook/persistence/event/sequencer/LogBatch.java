package io.stakebook.persistence.event.sequencer;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafBuilder;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.persistence.event.EntryEvents;
import io.stakebook.persistence.sql.CopyRows;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves one batch of visible pending events into the log, in one transaction of the caller. The head row is locked first,
 * so that even two sequencers at once give each place to one event.
 */
final class LogBatch {

    private static final String LOCK_HEAD = "select size, range from event_head for update";

    private static final String APPEND =
            "copy event_log (seq, owner, owner_seq, type, entry_id, leaf, leaf_hash) from stdin (format binary)";

    private static final int COLUMNS = 7;

    /** Rough bytes of a leaf's row, so that the buffer seldom grows. */
    private static final int ROW_BYTES = 1_500;

    private static final String MOVE_HEAD = "update event_head set size = ?, range = ?";

    private final LeafBuilder builder = new LeafBuilder();
    private final OwnerEnds ends = new OwnerEnds();
    private final Waiting waiting;
    private final EntryEvents events;

    LogBatch(Waiting waiting, EntryEvents events) {
        this.waiting = waiting;
        this.events = events;
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
        ends.read(connection, range, taken.stream().map(Waiting.Taken::owner).collect(Collectors.toSet()));
        try (CopyRows log = CopyRows.begin(connection, APPEND, taken.size() * ROW_BYTES)) {
            for (Waiting.Taken event : taken) {
                append(log, range, event);
                log.pass();
            }
            log.end();
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, range.size());
            move.setBytes(2, range.toBytes());
            move.executeUpdate();
        }
        ends.belongTo(range);
        return taken.size();
    }

    private void append(CopyRows log, CompactRange range, Waiting.Taken event) {
        @Nullable UUID entry = null;
        EventBody body;
        if (event instanceof Waiting.Taken.OfEntry of) {
            entry = of.id();
            body = events.body(of.recorded().entry(), of.recorded().recordedAt());
        } else {
            body = ((Waiting.Taken.Told) event).body();
        }
        OwnerEnds.End end = ends.of(body.partitionKey());
        Leaf leaf = builder.finish(body, range.size(), end.sequence() + 1, end.hash());
        log.row(COLUMNS)
                .int8(range.size())
                .text(body.partitionKey())
                .int8(end.sequence() + 1)
                .text(body.type())
                .uuid(entry)
                .bytea(leaf.bytes())
                .bytea(leaf.hash().toBytes());
        range.append(leaf.hash());
        ends.move(body.partitionKey(), new OwnerEnds.End(end.sequence() + 1, Optional.of(leaf.hash())));
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
}

package io.stakebook.persistence.event.sequencer;

import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.recent.RecentlyUsed;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where each owner's chain of events ends. What the last batch left is remembered for the next one and trusted only if the
 * log's range is, byte for byte, the one that batch left: then nobody else wrote, and it was committed.
 */
final class OwnerEnds {

    /** No range's bytes: they begin with a size. */
    private static final byte[] NO_LOG = {};

    /** Owners remembered; about 200 bytes each. */
    private static final int MOST = 100_000;

    /** Owners in one statement: a new one is looked for in every stretch, and a statement has 30 seconds. */
    private static final int PIECE = 250;

    /** Stretch by stretch of the log, the newest first, as {@code event_log_by_owner} is kept. */
    private static final String READ = """
            select o.owner, e.owner_seq, e.leaf_hash
              from unnest(?) as o (owner)
             cross join lateral (select newest.owner_seq, newest.leaf_hash
                                   from (select stretch
                                           from generate_series(? >> 20, 0, -1) as every (stretch)
                                          order by stretch desc) as s
                                  cross join lateral (select owner_seq, leaf_hash
                                                        from event_log l
                                                       where l.seq >> 20 = s.stretch
                                                         and hashtextextended(l.owner, 0) = hashtextextended(o.owner, 0)
                                                         and l.owner = o.owner
                                                       order by l.seq desc
                                                       limit 1) as newest
                                  order by s.stretch desc
                                  limit 1) as e
            """;

    /**
     * An owner's newest event.
     *
     * @param sequence its place among the owner's events, from 1; 0 before the first
     */
    record End(long sequence, Optional<Hash> hash) {
        static final End NONE = new End(0, Optional.empty());
    }

    private final Map<String, End> ends = new RecentlyUsed<>(MOST);
    private byte[] range = NO_LOG;

    /** Makes the ends of these owners known, at a log of this range, whose head the transaction has locked. */
    void read(Connection connection, CompactRange log, Set<String> owners) throws SQLException {
        if (!Arrays.equals(range, log.toBytes())) {
            ends.clear();
        }
        // Until the batch is in the log the ends are of no log at all: one that fails half-way must not be believed.
        range = NO_LOG;
        Set<String> unknown = new TreeSet<>();
        for (String owner : owners) {
            if (ends.get(owner) == null) {
                unknown.add(owner);
            }
        }
        List<String> asked = new ArrayList<>(unknown);
        for (int from = 0; from < asked.size(); from += PIECE) {
            read(connection, log.size(), asked.subList(from, Math.min(asked.size(), from + PIECE)));
        }
    }

    private void read(Connection connection, long size, List<String> owners) throws SQLException {
        Rows.read(
                connection,
                READ,
                read -> {
                    read.setArray(1, Columns.texts(connection, owners));
                    read.setLong(2, size);
                },
                row -> ends.put(
                        row.getString("owner"),
                        new End(row.getLong("owner_seq"), Optional.of(Hash.of(row.getBytes("leaf_hash"))))));
    }

    /** The end of an owner that was asked for. */
    End of(String owner) {
        return ends.getOrDefault(owner, End.NONE);
    }

    void move(String owner, End end) {
        ends.put(owner, end);
    }

    /** Says which log the ends now belong to, when all of a batch's events are written. */
    void belongTo(CompactRange log) {
        range = log.toBytes();
    }
}

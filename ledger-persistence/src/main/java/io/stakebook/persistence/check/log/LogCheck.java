package io.stakebook.persistence.check.log;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads every leaf strictly and builds places, owners' chains, hashes, the root and the ends of exports again. */
public final class LogCheck implements Check {

    private static final int FETCH = 2_000;

    private static final Stretches PLACES = Stretches.alongNumbers("event_log v", "v.seq");

    private static final String LOG = """
            select v.seq, v.owner, v.owner_seq, v.type, v.entry_id::text, v.leaf, v.leaf_hash
              from event_log v where within[v.seq] order by v.seq
            """;

    private record End(long sequence, Hash hash) {}

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        CompactRange range = new CompactRange();
        Map<String, End> ends = new HashMap<>();
        ExportedEnds exports = ExportedEnds.read(glances, found);
        exports.reached(range, found);
        PLACES.each(
                glances,
                stretch -> glances.walk(connection -> {
                    walk(connection, stretch.in(LOG), row -> {
                        found.examined(1);
                        look(row, range, ends, found);
                        exports.reached(range, found);
                    });
                    if (stretch.high() == null) { // In one look with the end of the log.
                        compareHead(connection, range, found);
                    }
                }));
        exports.finish(range, found);
    }

    /** Sees a row. */
    private interface Seeing {
        void see(ResultSet row) throws SQLException;
    }

    private static void walk(Connection connection, String query, Seeing seeing) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(query)) {
            read.setFetchSize(FETCH);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    seeing.see(row);
                }
            }
        }
    }

    private static void look(ResultSet row, CompactRange range, Map<String, End> ends, Found found)
            throws SQLException {
        String place = "event " + row.getLong("seq");
        if (row.getLong("seq") != range.size()) {
            found.add(place, "stands where event " + range.size() + " should");
        }
        Hash stored = Hash.of(row.getBytes("leaf_hash"));
        try {
            Leaf leaf = Leaf.parse(row.getBytes("leaf"));
            if (!leaf.hash().equals(stored)) {
                found.add(place, "its leaf hashes to " + leaf.hash() + ", stored is " + stored);
            }
            compareColumns(row, leaf, place, found);
            End before = ends.get(leaf.body().partitionKey());
            long expected = before == null ? 1 : before.sequence() + 1;
            if (leaf.accountSequence() != expected
                    || !leaf.accountPrevious()
                            .equals(Optional.ofNullable(before).map(End::hash))) {
                found.add(
                        place,
                        "does not follow event " + (expected - 1) + " of "
                                + leaf.body().partitionKey());
            }
            range.append(leaf.hash());
            ends.put(leaf.body().partitionKey(), new End(leaf.accountSequence(), leaf.hash()));
        } catch (Malformed e) {
            found.add(place, "its leaf cannot be read: " + e.getMessage());
            range.append(stored);
        }
    }

    private static void compareColumns(ResultSet row, Leaf leaf, String place, Found found) throws SQLException {
        boolean same = leaf.sequence() == row.getLong("seq")
                && leaf.body().partitionKey().equals(row.getString("owner"))
                && leaf.accountSequence() == row.getLong("owner_seq")
                && leaf.body().type().equals(row.getString("type"));
        String entry = row.getString("entry_id");
        boolean entrySame = entry == null || leaf.body().subject().equals("entry_" + entry.replace("-", ""));
        if (!same || !entrySame) {
            found.add(place, "its columns say something else than its leaf");
        }
    }

    private static void compareHead(Connection connection, CompactRange range, Found found) throws SQLException {
        Rows.read(connection, "select size, range from event_head", read -> {}, row -> {
            if (row.getLong("size") != range.size() || !Arrays.equals(row.getBytes("range"), range.toBytes())) {
                found.add(
                        "head",
                        "the head is of size " + row.getLong("size") + ", the log has " + range.size()
                                + " events, or their roots differ");
            }
            return true;
        });
    }
}

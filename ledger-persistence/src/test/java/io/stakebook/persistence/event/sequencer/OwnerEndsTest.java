package io.stakebook.persistence.event.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.persistence.testing.TestDatabase;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An owner's newest event is found however many events of others came after it. */
class OwnerEndsTest {

    private static final long STRETCH = 1 << 20;

    private final TestDatabase database = TestDatabase.create();

    @Test
    void newestEvent_isFoundInWhicheverStretchOfTheLogItLies() throws SQLException {
        event(0, "ann", 1);
        event(STRETCH - 1, "ann", 2);
        event(STRETCH, "ben", 1);
        event(3 * STRETCH - 2, "cora", 1);
        event(3 * STRETCH - 1, "cora", 2);

        OwnerEnds ends = new OwnerEnds();
        try (Connection connection = database.dataSource().getConnection()) {
            ends.read(connection, log(3 * STRETCH), Set.of("ann", "ben", "cora", "dan"));
        }

        assertThat(ends.of("ann")).isEqualTo(end(2, STRETCH - 1));
        assertThat(ends.of("ben")).isEqualTo(end(1, STRETCH));
        assertThat(ends.of("cora")).isEqualTo(end(2, 3 * STRETCH - 1));
        assertThat(ends.of("dan")).isEqualTo(OwnerEnds.End.NONE);
    }

    private void event(long seq, String owner, long ownerSeq) {
        database.execute("insert into event_log (seq, owner, owner_seq, type, leaf, leaf_hash) values (" + seq + ", '"
                + owner + "', " + ownerSeq + ", 'test', '', decode('" + hash(seq) + "', 'hex'))");
    }

    private static OwnerEnds.End end(long ownerSeq, long seq) {
        return new OwnerEnds.End(ownerSeq, Optional.of(Hash.of(HexFormat.of().parseHex(hash(seq)))));
    }

    private static String hash(long seq) {
        return String.format("%064x", seq);
    }

    /** A log of this size, whose hashes nobody looks at. */
    private static CompactRange log(long size) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + 32 * Long.bitCount(size)).putLong(size);
        return CompactRange.fromBytes(bytes.array());
    }
}

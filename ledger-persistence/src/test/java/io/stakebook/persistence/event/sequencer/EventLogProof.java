package io.stakebook.persistence.event.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.persistence.testing.TestDatabase;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reads every leaf strictly and builds the root and the owners' chains again. */
final class EventLogProof {

    private EventLogProof() {}

    static void holds(TestDatabase database) {
        CompactRange range = new CompactRange();
        Map<String, Leaf> ends = new HashMap<>();
        for (String hex : database.column("select encode(leaf, 'hex') from event_log order by seq")) {
            Leaf leaf = Leaf.parse(HexFormat.of().parseHex(hex));
            Leaf before = ends.put(leaf.body().partitionKey(), leaf);
            assertThat(leaf.sequence()).isEqualTo(range.size());
            assertThat(leaf.accountSequence()).isEqualTo(before == null ? 1 : before.accountSequence() + 1);
            assertThat(leaf.accountPrevious())
                    .isEqualTo(Optional.ofNullable(before).map(Leaf::hash));
            range.append(leaf.hash());
        }
        assertThat(database.column("select encode(range, 'hex') from event_head"))
                .containsExactly(HexFormat.of().formatHex(range.toBytes()));
        assertThat(range.root()).isNotEqualTo(Hash.sha256(new byte[0]));
    }
}

package io.stakebook.persistence.event;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SequencerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void twoSequencers_whileTwoEnginesPostAndLeadersDie_leaveNoGapAndOneEventPerEntry() throws Exception {
        TestDatabase database = TestDatabase.create();
        List<CustomerId> customers = List.of(TestBook.customer(), TestBook.customer(), TestBook.customer());
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        try (GroupCommitEngine one = TestEngine.start(database.dataSource());
                GroupCommitEngine two = TestEngine.start(database.dataSource());
                Sequencer first = new Sequencer(database.dataSource(), TestEngine.events());
                Sequencer second = new Sequencer(database.dataSource(), TestEngine.events())) {
            first.start();
            second.start();
            for (int i = 0; i < 1_500; i++) {
                GroupCommitEngine engine = i % 2 == 0 ? one : two;
                outcomes.add(submit(engine, key("s-" + i), posting(deposit(customers.get(i % 3), 1, NOW))));
                if (i % 300 == 150) {
                    database.column("select pg_terminate_backend(pid) from pg_stat_activity "
                            + "where application_name = 'stakebook sequencer'");
                    Thread.sleep(30);
                }
            }
            outcomes.forEach(TestEngine::await);
            waitUntilEmpty(database);
        }

        assertThat(database.number("select count(*) from event_log")).isEqualTo(1_500);
        assertThat(database.number("select count(distinct entry_id) from event_log"))
                .isEqualTo(1_500);
        assertLogHolds(database);
    }

    private static void waitUntilEmpty(TestDatabase database) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (database.number("select count(*) from pending_event") > 0 && System.nanoTime() < giveUp) {
            Thread.sleep(20);
        }
    }

    /** Reads every leaf strictly and builds the root and the owners' chains again. */
    private static void assertLogHolds(TestDatabase database) {
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
        for (Map.Entry<String, Leaf> end : ends.entrySet()) {
            assertThat(database.column(
                            "select encode(leaf_hash, 'hex') from event_owner where owner = '" + end.getKey() + "'"))
                    .containsExactly(end.getValue().hash().toHex());
        }
        assertThat(range.root()).isNotEqualTo(Hash.sha256(new byte[0]));
    }
}

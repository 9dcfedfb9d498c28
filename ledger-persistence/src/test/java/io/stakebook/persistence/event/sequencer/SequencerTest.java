package io.stakebook.persistence.event.sequencer;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Outcome;
import io.stakebook.persistence.leadership.LeaderLock;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.EveryCheck;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            database.awaitSequenced();
        }

        assertThat(database.number("select count(*) from event_log")).isEqualTo(1_500);
        assertThat(database.number("select count(distinct entry_id) from event_log"))
                .isEqualTo(1_500);
        EventLogProof.holds(database);
    }

    @Test
    void leaderThatStandsStill_losesItsPlace_andTheNextGoesOn() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource())) {
            TestEngine.await(submit(engine, key("still"), posting(deposit(TestBook.customer(), 1, NOW))));
        }
        try (Connection still = database.dataSource().getConnection();
                Sequencer next = new Sequencer(database.dataSource(), TestEngine.events(), Duration.ofSeconds(2))) {
            assertThat(new LeaderLock("sequences events", Sequencer.LOCK, Duration.ofSeconds(2)).take(still))
                    .isTrue();
            next.start();
            database.awaitSequenced();

            assertThat(next.leading()).isTrue();
            assertThat(still.isValid(5)).isFalse();
        }

        assertThat(database.number("select count(*) from event_log")).isEqualTo(1);
    }

    @Test
    void leaderThatWorks_keepsItsPlace() throws Exception {
        TestDatabase database = TestDatabase.create();
        Duration patience = Duration.ofSeconds(10);
        try (Sequencer first = new Sequencer(database.dataSource(), TestEngine.events(), patience);
                Sequencer second = new Sequencer(database.dataSource(), TestEngine.events(), patience)) {
            first.start();
            Eventually.until("the first leads", Duration.ofSeconds(60), first::leading);
            second.start();
            Thread.sleep(patience.plusSeconds(2).toMillis());

            assertThat(first.leading()).isTrue();
            assertThat(second.leading()).isFalse();
            assertThat(first.failures()).isZero();
        }
    }

    @Test
    void engineWithItsSequencer_leavesALogThatEveryCheckAccepts() throws Exception {
        TestDatabase database = TestDatabase.create();
        CustomerId customer = TestBook.customer();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        try (Sequencer sequencer = new Sequencer(database.dataSource(), TestEngine.events());
                GroupCommitEngine engine = TestEngine.start(database.dataSource(), sequencer)) {
            sequencer.start();
            for (int i = 0; i < 300; i++) {
                outcomes.add(submit(engine, key("h-" + i), posting(deposit(customer, 1 + i, NOW))));
            }
            outcomes.forEach(TestEngine::await);
            database.awaitSequenced();
        }

        assertThat(database.number("select count(*) from event_log")).isEqualTo(300);
        EventLogProof.holds(database);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }
}

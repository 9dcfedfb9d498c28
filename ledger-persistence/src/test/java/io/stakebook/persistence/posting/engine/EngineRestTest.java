package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestEngine.await;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Outcome;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An engine that events push back. */
class EngineRestTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** As long as it is crowded the engine should rest. */
    private static final class Crowd implements EventIntake {
        final AtomicInteger events = new AtomicInteger();
        volatile boolean crowded;

        @Override
        public void recorded(List<StampedEntry> entries, int left) {
            events.addAndGet(left);
        }

        @Override
        public long restNanos() {
            return crowded ? Duration.ofHours(1).toNanos() : 0;
        }
    }

    private final TestDatabase database = TestDatabase.create();
    private final CustomerId customer = TestBook.customer();
    private final Crowd crowd = new Crowd();

    @Test
    void write_waitsWhileTheEngineRests_andGoesOnWhenThereIsRoom() throws InterruptedException {
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource(), crowd)) {
            await(post(engine, "one"));
            crowd.crowded = true;
            Eventually.until(
                    "the engine rests",
                    Duration.ofSeconds(60),
                    () -> engine.figures().restMillis() > 0);
            CompletableFuture<Outcome> waiting = post(engine, "two");
            Thread.sleep(300);
            assertThat(waiting).isNotDone();

            crowd.crowded = false;
            await(waiting);
        }

        assertThat(crowd.events).hasValue(2);
    }

    @Test
    void engineThatRests_endsWhenItIsClosed_withEverythingItTookWritten() {
        CompletableFuture<Outcome> taken;
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource(), crowd)) {
            await(post(engine, "one"));
            crowd.crowded = true;
            taken = post(engine, "two");
        }

        assertThat(taken).isCompleted();
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(2);
    }

    private CompletableFuture<Outcome> post(GroupCommitEngine engine, String key) {
        return submit(engine, key(key), posting(deposit(customer, 1, NOW)));
    }
}

package io.stakebook.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Conflict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SequenceWaitTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicLong sequence = new AtomicLong(3);

    @Test
    void readThatIsReachedMeanwhile_isAnswered() throws Exception {
        SequenceWait waits = new SequenceWait(1, LONG);
        CountDownLatch waiting = new CountDownLatch(2);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Long> read = thread.submit(() -> reach(waits, 5L, waiting));
            waiting.await();
            sequence.set(5);

            assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(5);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void readThatIsNotReachedInTime_isToldWhereItStands() {
        SequenceWait waits = new SequenceWait(1, Duration.ofMillis(60));

        assertThatThrownBy(() -> reach(waits, 5L, new CountDownLatch(1)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("stands at 3 and has not reached 5");
    }

    @Test
    void readThatFindsNoPlaceToWait_isToldAtOnce_andOneThatNeedNotWaitIsAnswered() throws Exception {
        int places = 4;
        SequenceWait waits = new SequenceWait(places, LONG);
        List<CountDownLatch> looks = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(places);
        try {
            List<Future<Long>> waiters = new ArrayList<>();
            for (int i = 0; i < places; i++) {
                // It looks before it waits and after its first pause: then it has its place.
                CountDownLatch twice = new CountDownLatch(2);
                looks.add(twice);
                waiters.add(threads.submit(() -> reach(waits, 9L, twice)));
            }
            for (CountDownLatch twice : looks) {
                twice.await();
            }

            long started = System.nanoTime();
            assertThatThrownBy(() -> reach(waits, 9L, new CountDownLatch(1))).isInstanceOf(Conflict.class);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONG.dividedBy(3));
            assertThat(reach(waits, 3L, new CountDownLatch(1))).isEqualTo(3);
            sequence.set(9);
            for (Future<Long> waiter : waiters) {
                assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(9);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void threadThatIsInterrupted_doesNotAskWithoutPause() {
        SequenceWait waits = new SequenceWait(1, LONG);
        AtomicLong looks = new AtomicLong();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> waits.reach(
                            5L,
                            "the log",
                            () -> {
                                looks.incrementAndGet();
                                return Optional.of(3L);
                            },
                            value -> value))
                    .isInstanceOf(Conflict.class);
            assertThat(looks).hasValue(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private long reach(SequenceWait waits, long wanted, CountDownLatch looked) {
        return waits.reach(
                        wanted,
                        "the log",
                        () -> {
                            looked.countDown();
                            return Optional.of(sequence.get());
                        },
                        value -> value)
                .orElseThrow();
    }
}

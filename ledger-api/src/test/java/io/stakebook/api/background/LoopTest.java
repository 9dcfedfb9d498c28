package io.stakebook.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final BlockingQueue<Thread> rounds = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void round_thatFailsInWhateverWay_isNotTheLast() throws InterruptedException {
        StackOverflowError planted = new StackOverflowError("planted");
        Loop loop = new Loop(
                "rounds",
                () -> {
                    rounds.add(Thread.currentThread());
                    if (failures.isEmpty()) {
                        throw planted;
                    }
                    return LONG;
                },
                failure -> {
                    failures.add(failure);
                    return Duration.ZERO;
                });

        loop.start(Container.threads(), Duration.ZERO);
        try {
            Thread first = next();
            assertThat(first.getName()).isEqualTo("rounds");
            assertThat(next()).isSameAs(first);
            assertThat(failures).containsExactly(planted);
        } finally {
            loop.stop();
        }
    }

    @Test
    void rest_endsWhenSomebodyWakesIt_orTheLoopEnds() throws InterruptedException {
        Loop loop = new Loop(
                "rounds",
                () -> {
                    rounds.add(Thread.currentThread());
                    return LONG;
                },
                failure -> LONG);

        loop.start(Container.threads(), LONG);
        loop.wake();
        Thread thread = next();
        loop.wake();
        next();
        loop.stop();

        assertThat(thread.isAlive()).isFalse();
        assertThat(rounds).isEmpty();
        assertThat(loop.running()).isFalse();
    }

    @Test
    void end_interruptsTheRoundAtWork_andWaitsForWhatItStores() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<String> stored = new AtomicReference<>("");
        Loop loop = new Loop(
                "rounds",
                () -> {
                    begun.countDown();
                    try {
                        Thread.sleep(LONG.toMillis());
                    } catch (InterruptedException e) {
                        stored.set("where it is");
                        throw e;
                    }
                    return LONG;
                },
                failure -> {
                    failures.add(failure);
                    return LONG;
                });

        loop.start(Container.threads(), Duration.ZERO);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        loop.stop();

        assertThat(stored).hasValue("where it is");
        assertThat(failures).isEmpty();
    }

    @Test
    void loopThatNeverBegan_endsToo() {
        Loop loop = new Loop("rounds", () -> LONG, failure -> LONG);

        loop.stop();

        assertThat(loop.running()).isFalse();
    }

    private Thread next() throws InterruptedException {
        Thread thread = rounds.poll(60, TimeUnit.SECONDS);
        assertThat(thread).isNotNull();
        return thread;
    }
}

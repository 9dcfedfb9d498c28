package io.stakebook.api.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundWorkTest {

    private final Background background = new Background(BackgroundWorkTest.class);
    private final BackgroundWork work = new BackgroundWork(
            System.getLogger(BackgroundWorkTest.class.getName()), "event=interrupted key=", background.executor());
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        background.close();
    }

    @Test
    void keyInHand_isNotTakenAgain_andIsTakenAgainOnceItEnded() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch behind = new CountDownLatch(1);

        work.begin("a", () -> {
            await(release);
            done.add("first");
        });
        work.begin("a", () -> done.add("while in hand"));
        work.begin("b", behind::countDown);
        release.countDown();
        await(behind);
        work.begin("a", () -> done.add("again"));

        background.await();
        assertThat(done).containsExactly("first", "again");
        assertThat(background.records()).isEmpty();
    }

    @Test
    void whateverEndsTheWork_isLogged_andTheThreadGoesOn() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("a query failed with SQL state 42P01");
        NoClassDefFoundError error = new NoClassDefFoundError("io/stakebook/Gone");

        work.begin("a", () -> {
            throw failure;
        });
        work.begin("b", () -> {
            throw error;
        });

        background.await();
        assertThat(background.threadsUsed()).isEqualTo(1);
        assertThat(background.records())
                .extracting(LogRecord::getMessage, LogRecord::getThrown)
                .containsExactly(
                        tuple("event=interrupted key=a code=UNEXPECTED", failure),
                        tuple("event=interrupted key=b code=UNEXPECTED", error));
    }

    @Test
    void workThatIsNotTaken_isLogged_andNotHeldToBeInHand() {
        background.refuseWork();

        work.begin("a", () -> done.add("a"));
        work.begin("a", () -> done.add("a"));

        assertThat(done).isEmpty();
        assertThat(background.records())
                .extracting(LogRecord::getMessage)
                .containsExactly("event=interrupted key=a code=UNEXPECTED", "event=interrupted key=a code=UNEXPECTED");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

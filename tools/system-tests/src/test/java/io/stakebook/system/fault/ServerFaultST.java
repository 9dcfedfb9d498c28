package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Pause;
import io.stakebook.system.fault.PostgresProxy.Trap;
import io.stakebook.system.fault.Snares.Hold;
import io.stakebook.system.fault.Snares.Point;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server dies at each named point of a write, or stands still; the other takes over and clients ask again. */
@Order(20)
@ExtendWith(WithCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerFaultST {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Test
    @Order(1)
    void killedBeforeTheInsert_nothingIsLostOrDoubled(Cluster cluster) {
        killedAt(cluster, Point.BEFORE_INSERT);
    }

    @Test
    @Order(2)
    void killedAfterTheInsertAndBeforeTheCommit_nothingIsLostOrDoubled(Cluster cluster) {
        killedAt(cluster, Point.BEFORE_COMMIT);
    }

    private static void killedAt(Cluster cluster, Point point) {
        cluster.awaitNodes();
        try (Load load = cluster.load("kill-" + point)) {
            long killed;
            try (Hold hold = cluster.snares().hold(point)) {
                Node victim = cluster.owner(hold.awaitPort());
                victim.killAndReboot();
                killed = System.nanoTime();
            }
            takenOver(load, killed);
            Verdict.on(cluster, load);
        }
    }

    @Test
    @Order(3)
    void killedAfterTheCommitAndBeforeTheReply_nothingIsLostOrDoubled(Cluster cluster) throws InterruptedException {
        cluster.awaitNodes();
        try (Load load = cluster.load("kill-BEFORE_REPLY")) {
            Node victim = cluster.nodes().get(Seed.random("kill-BEFORE_REPLY").nextInt(2));
            victim.database().arm(Trap.HOLD_ANSWER);
            assertThat(victim.database().sprung().poll(30, TimeUnit.SECONDS)).isEqualTo(Trap.HOLD_ANSWER);
            victim.killAndReboot();
            takenOver(load, System.nanoTime());
            Verdict.on(cluster, load);
        }
    }

    @Test
    @Order(4)
    void killedAfterTheCommitAndBeforeTheSendToKafka_noEventIsLost(Cluster cluster) throws SQLException {
        cluster.awaitNodes();
        Node victim = cluster.publisher();
        try (Load load = cluster.load("kill-BEFORE_SEND");
                Connection connection = cluster.database().superuser()) {
            cluster.broker().holdRequests();
            long before = logSize(connection);
            Pause.until(
                    "events in the log that cannot be sent",
                    Duration.ofSeconds(30),
                    () -> logSize(connection) > before + 20 && cluster.broker().held() > 0);
            victim.killAndReboot();
            long killed = System.nanoTime();
            cluster.broker().loseWhatIsHeld();
            takenOver(load, killed);
            Verdict.on(cluster, load);
        } finally {
            cluster.broker().loseWhatIsHeld();
        }
    }

    @Test
    @Order(5)
    void killedAfterTheSendAndBeforeItIsKnown_noEventIsLost(Cluster cluster) {
        cluster.awaitNodes();
        // A publisher that leads since a moment has yet to shake hands with the broker, which needs answers.
        try (Load before = cluster.load("before-AFTER_SEND")) {
            long size = cluster.topic().digests().size();
            Pause.until("an event on the topic", Duration.ofSeconds(30), () -> {
                cluster.topic().readOn(size + 1, Duration.ofMillis(100));
                return cluster.topic().digests().size() > size;
            });
            Verdict.on(cluster, before);
        }
        Node victim = cluster.publisher();
        // Begun at rest: whatever arrives on the topic from now on is an event whose arrival the ledger never learns
        // of.
        cluster.broker().holdAnswers();
        try (Load load = cluster.load("kill-AFTER_SEND")) {
            long before = cluster.topic().digests().size();
            Pause.until("an event whose arrival is not known", Duration.ofSeconds(60), () -> {
                cluster.topic().readOn(before + 1, Duration.ofMillis(100));
                return cluster.topic().digests().size() > before
                        && cluster.broker().held() > 0;
            });
            victim.killAndReboot();
            long killed = System.nanoTime();
            cluster.broker().loseWhatIsHeld();
            takenOver(load, killed);
            Verdict.on(cluster, load);
        } finally {
            cluster.broker().loseWhatIsHeld();
        }
    }

    /** Right after a server was killed: the one that is left stands still while the other starts again. */
    @Test
    @Order(9)
    void theOnlyServerPaused_everyWaitingClientIsTold(Cluster cluster) {
        Node sleeper = cluster.anyNode();
        Node other = cluster.nodes().get(cluster.nodes().get(0) == sleeper ? 1 : 0);
        other.setAside(true);
        try (Load load = cluster.load("pause-only")) {
            sleeper.pauseFor(PAUSE, () -> {});
            load.awaitAnswers(30, Duration.ofSeconds(60));
            Verdict.on(cluster, load);
        } finally {
            other.setAside(false);
        }
    }

    @Test
    @Order(10)
    void oneOfTwoServersPaused_theOtherGoesOnAndTheSleeperDoesNoHarm(Cluster cluster) {
        cluster.awaitNodes();
        Node sleeper = cluster.nodes().get(Seed.random("pause-one").nextInt(2));
        try (Load load = cluster.load("pause-one")) {
            long start = System.nanoTime();
            sleeper.pauseFor(PAUSE, () -> Takeover.requireSince(load, start));
            load.awaitAnswers(30, Duration.ofSeconds(60));
            Verdict.on(cluster, load);
        }
    }

    private static void takenOver(Load load, long killed) {
        load.awaitAnswers(100, Duration.ofSeconds(60));
        Takeover.requireSince(load, killed);
    }

    private static long logSize(Connection connection) {
        return Rows.number(connection, "select size from event_head");
    }
}

package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A server dies at each named point of a write; the other takes over and clients ask again with their keys. */
@Order(20)
@ExtendWith(WithCluster.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class KillST {

    @Test
    void killedBeforeTheInsert_nothingIsLostOrDoubled(Cluster cluster) {
        killedAt(cluster, Point.BEFORE_INSERT);
    }

    @Test
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
    void killedAfterTheSendAndBeforeItIsKnown_noEventIsLost(Cluster cluster) {
        cluster.awaitNodes();
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

    private static void takenOver(Load load, long killed) {
        load.awaitAnswers(100, Duration.ofSeconds(60));
        Takeover.requireSince(load, killed);
    }

    private static long logSize(Connection connection) {
        return Rows.number(connection, "select size from event_head");
    }
}

package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Pause;
import io.stakebook.system.fault.PostgresProxy.Trap;
import io.stakebook.system.fault.Snares.Hold;
import io.stakebook.system.fault.Snares.Point;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

    private static final String END_LEAD = """
            select pg_terminate_backend(pid) from pg_locks
             where locktype = 'advisory' and granted
               and (classid::bigint << 32 | objid::bigint) = hashtextextended('stakebook/relay', 0)
            """;

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
    void killedAfterTheSendAndBeforeKafkaCommits_whatWasSentIsNeverSeenAndSentAgain(Cluster cluster) {
        publisherKilled(cluster, "kill-BEFORE_KAFKA_COMMIT", cluster.broker()::holdCommit);
    }

    @Test
    @Order(6)
    void killedAfterKafkaCommittedAndBeforeItIsKnown_noEventIsLostOrDoubled(Cluster cluster) {
        publisherKilled(cluster, "kill-AFTER_KAFKA_COMMIT", cluster.broker()::holdAnswerToCommit);
    }

    private static void publisherKilled(Cluster cluster, String name, Runnable hold) {
        cluster.awaitNodes();
        Node victim = cluster.publisher();
        try (Load load = cluster.load(name)) {
            hold.run();
            awaitHeld(cluster);
            victim.killAndReboot();
            long killed = System.nanoTime();
            cluster.broker().loseWhatIsHeld();
            takenOver(load, killed);
            Verdict.on(cluster, load);
        } finally {
            cluster.broker().loseWhatIsHeld();
        }
    }

    private static void awaitHeld(Cluster cluster) {
        Pause.until(
                "a commit of Kafka that is held, or its answer",
                Duration.ofSeconds(30),
                () -> cluster.broker().held() > 0);
    }

    /** The publisher believes that it leads, and its commit is on the way while another one publishes the same events. */
    @Test
    @Order(7)
    void publisherThatWasReplaced_andCommitsLate_isShutOut(Cluster cluster) throws SQLException {
        cluster.awaitNodes();
        Node replaced = cluster.publisher();
        try (Load load = cluster.load("late-commit");
                Connection connection = cluster.database().superuser()) {
            cluster.broker().holdCommit();
            awaitHeld(cluster);
            assertThat(Rows.of(connection, END_LEAD)).containsExactly(List.of("t"));
            long size = logSize(connection);
            Pause.until("events that only another publisher can have sent", Duration.ofSeconds(30), () -> {
                cluster.topic().readOn(size + 1, Duration.ofMillis(100));
                return cluster.topic().digests().size() > size;
            });
            cluster.broker().deliverWhatIsHeld();
            Pause.until(
                    "a publisher that knows that it was replaced",
                    Duration.ofSeconds(30),
                    () -> !replaced.health("relay").equals("publishing"));
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

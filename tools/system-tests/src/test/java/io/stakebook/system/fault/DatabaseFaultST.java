package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.system.Pause;
import io.stakebook.system.fault.PostgresProxy.Trap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database fails the ledger in every way it can, and comes back. */
@Order(21)
@ExtendWith(WithCluster.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class DatabaseFaultST {

    /** Bounds the wait for answers after a fault; a machine that is busy with other things may need it. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /**
     * What a statement of a sound client may be told: serialization failure, deadlock, lock not available, disk full, out of
     * memory, too many connections, cancelled, administrator's shutdown, crash shutdown, cannot connect now, I/O error.
     */
    private static final List<String> ERRORS = List.of(
            "40001", "40001", "40P01", "55P03", "53100", "53200", "53300", "57014", "57P01", "57P02", "57P03", "58030");

    @Test
    void backendsTerminatedAtRandom_nothingIsLostOrDoubled(Cluster cluster) throws SQLException {
        Random random = Seed.random("terminate");
        int terminated = 0;
        try (Load load = cluster.load("terminate");
                Connection connection = cluster.database().superuser();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 12 * Seed.ROUNDS; i++) {
                Pause.millis(50L + random.nextInt(300));
                int most = random.nextInt(6) == 0 ? 1000 : 1;
                String busyFirst =
                        random.nextBoolean() ? "case state when 'idle' then 1 else 0 end, random()" : "random()";
                terminated += terminate(cluster, statement, busyFirst, most);
            }
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        }
        System.out.println("[faults] " + terminated + " backends terminated");
        assertThat(terminated).isGreaterThan(10);
    }

    @Test
    void commitsWhoseAnswerOrRequestIsLost_areResolved(Cluster cluster) throws InterruptedException {
        Random random = Seed.random("lost");
        int lost = 0;
        try (Load load = cluster.load("lost")) {
            for (int i = 0; i < 10 * Seed.ROUNDS; i++) {
                Node node = cluster.anyNode(random);
                node.database().arm(random.nextInt(3) == 0 ? Trap.LOSE_REQUEST : Trap.LOSE_ANSWER);
                lost += node.database().sprung().poll(2, TimeUnit.SECONDS) == null ? 0 : 1;
                node.database().disarm();
                Pause.millis(random.nextInt(150));
            }
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        }
        System.out.println("[faults] " + lost + " connections broken around a commit");
        assertThat(lost).isGreaterThan(5);
    }

    @Test
    void errorsOfEveryPassingKind_areResolved(Cluster cluster) {
        List<String> states = new ArrayList<>(ERRORS);
        Collections.shuffle(states, Seed.random("errors"));
        try (Load load = cluster.load("errors")) {
            for (int i = 0; i < Seed.ROUNDS; i++) {
                cluster.snares().fail(states, 3);
                Pause.until(
                        "the turn of every planned error",
                        Duration.ofSeconds(30),
                        () -> cluster.snares().failuresAhead() == 0);
            }
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        }
    }

    @Test
    void deadlockWithASecondSession_isResolved(Cluster cluster) throws SQLException {
        try (Load load = cluster.load("deadlock")) {
            assertThat(Deadlock.provoke(cluster))
                    .as("deadlocks that PostgreSQL resolved")
                    .isPositive();
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        }
    }

    @Test
    void noConnectionToBeHad_isSaidAndPasses(Cluster cluster) throws SQLException {
        cluster.awaitNodes();
        try (Load load = cluster.load("no-connection");
                Readers readers = Readers.start(cluster, 4);
                Connection connection = cluster.database().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + PostgresServer.NAME + " connection limit 0");
            try {
                terminate(cluster, statement, "pid", 1000);
                Pause.millis(2_500);
            } finally {
                statement.execute("alter role " + PostgresServer.NAME + " connection limit -1");
            }
            load.awaitAnswers(30, RECOVERY);
            readers.end();
            Verdict.on(cluster, load);
        }
    }

    @Test
    void connectionsHeldByReads_doNotStopWrites(Cluster cluster) throws SQLException {
        cluster.awaitNodes();
        try (Load load = cluster.load("pool");
                Connection connection = cluster.database().superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table export_job in access exclusive mode");
            int answered;
            try (Readers readers = Readers.ofExports(cluster, 24)) {
                Pause.millis(500);
                answered = load.answered();
                Pause.millis(2_000);
                answered = load.answered() - answered;
                connection.rollback();
                readers.end();
            }
            System.out.println("[faults] " + answered + " writes answered while reads held their connections");
            assertThat(answered)
                    .as("writes answered while reads held their connections")
                    .isPositive();
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        }
    }

    @Test
    void stoppedImmediatelyAndRestarted_nothingAcknowledgedIsLost(Cluster cluster) {
        cluster.awaitNodes();
        try (Load load = cluster.load("crash")) {
            for (int i = 0; i < Seed.ROUNDS; i++) {
                Pause.millis(Seed.random("crash" + i).nextInt(500));
                cluster.database().stopImmediately();
                Pause.millis(800);
                cluster.database().restart();
                long up = System.nanoTime();
                load.awaitAnswers(50, RECOVERY);
                System.out.println("[faults] longest time without an answer after the restart: "
                        + load.longestSilence(up).toMillis() + " ms");
            }
            Verdict.on(cluster, load);
        }
    }

    /** Ends sessions of servers that serve, in this order; one that starts is left alone, and so is the test. */
    private static int terminate(Cluster cluster, Statement statement, String order, int most) throws SQLException {
        String ports = cluster.nodes().stream()
                .filter(Node::inService)
                .flatMap(node -> node.database().ports().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(",", "'{", "}'"));
        try (ResultSet row = statement.executeQuery("select count(pg_terminate_backend(pid)) from"
                + " (select pid from pg_stat_activity where client_port = any (" + ports + ") order by " + order
                + " limit " + most + ") victims")) {
            row.next();
            return row.getInt(1);
        }
    }
}

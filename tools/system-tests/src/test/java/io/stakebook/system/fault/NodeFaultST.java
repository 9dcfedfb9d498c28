package io.stakebook.system.fault;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that stand still while the world goes on, and a broker that is away. */
@Order(22)
@ExtendWith(WithCluster.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class NodeFaultST {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Test
    void brokerAwayForAWhile_writesGoOnAndEventsFollow(Cluster cluster) {
        try (Load load = cluster.load("broker")) {
            cluster.stack().broker().kill();
            load.awaitAnswers(100, RECOVERY);
            cluster.stack().broker().restart();
            load.awaitAnswers(20, RECOVERY);
            Verdict.on(cluster, load);
        }
    }

    @Test
    void oneOfTwoServersPaused_theOtherGoesOnAndTheSleeperDoesNoHarm(Cluster cluster) {
        cluster.awaitNodes();
        Node sleeper = cluster.nodes().get(Seed.random("pause-one").nextInt(2));
        try (Load load = cluster.load("pause-one")) {
            long start = System.nanoTime();
            paused(sleeper, () -> Takeover.requireSince(load, start));
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        }
    }

    @Test
    void theOnlyServerPaused_everyWaitingClientIsTold(Cluster cluster) {
        cluster.awaitNodes();
        Random random = Seed.random("pause-only");
        int first = random.nextInt(2);
        Node sleeper = cluster.nodes().get(first);
        Node other = cluster.nodes().get(1 - first);
        other.inService(false);
        try (Load load = cluster.load("pause-only")) {
            paused(sleeper, () -> {});
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        } finally {
            other.inService(true);
        }
    }

    /** @param before what is looked at before it goes on */
    private static void paused(Node sleeper, Runnable before) {
        sleeper.pause();
        try {
            Pause.millis(PAUSE.toMillis());
            before.run();
        } finally {
            sleeper.resume();
        }
    }
}

package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Duration TAKEOVER = Duration.ofSeconds(3);
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
            Duration silence = paused(sleeper, load);
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
            assertThat(silence).isLessThanOrEqualTo(TAKEOVER);
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
            paused(sleeper, load);
            load.awaitAnswers(30, RECOVERY);
            Verdict.on(cluster, load);
        } finally {
            other.inService(true);
        }
    }

    /** @return the longest time without an answer to anyone meanwhile */
    private static Duration paused(Node sleeper, Load load) {
        long start = System.nanoTime();
        sleeper.pause();
        try {
            Pause.millis(PAUSE.toMillis());
            Duration silence = load.longestSilence(start);
            System.out.println(
                    "[faults] longest time without an answer during the pause: " + silence.toMillis() + " ms");
            return silence;
        } finally {
            sleeper.resume();
        }
    }
}

package io.stakebook.system.fault;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka is away; nothing of the book waits for it. */
@Order(22)
@ExtendWith(WithCluster.class)
class BrokerFaultST {

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
}

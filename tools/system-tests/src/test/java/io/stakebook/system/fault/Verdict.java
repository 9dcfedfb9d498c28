package io.stakebook.system.fault;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** After a fault: the book is whole, says what clients were told, and the topic says the same. */
final class Verdict {

    private static final Duration EVENTS_LIMIT = Duration.ofSeconds(90);

    private Verdict() {}

    /** Lets the load finish and judges everything that was written so far. */
    static void on(Cluster cluster, Load load) {
        load.end();
        try (Connection connection = cluster.database().superuser()) {
            Pause.until("the end of pending events", EVENTS_LIMIT, () -> waiting(connection) == 0);
            assertThat(Judge.findings(connection, cluster.history())).isEmpty();
            cluster.topic().readOn(Rows.number(connection, "select size from event_head"), EVENTS_LIMIT);
            assertThat(cluster.topic().findings()).isEmpty();
            assertThat(Judge.findings(connection, cluster.topic().digests())).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ownCheckerIsClean(cluster);
    }

    private static long waiting(Connection connection) {
        return Rows.number(connection, "select count(*) from pending_event");
    }

    private static void ownCheckerIsClean(Cluster cluster) {
        Node node = cluster.anyNode();
        Answer report = node.patient()
                .post(cluster.ledger().staff(AUDITOR), "/v1/checks", Map.of())
                .expect(200);
        Map<String, String> findings = new TreeMap<>();
        report.json().path("results").forEach(result -> {
            if (result.path("found").longValue() != 0) {
                findings.put(
                        result.path("check").asText(), result.path("findings").toString());
            }
        });
        assertThat(findings).isEmpty();
        assertThat(report.json().path("clean").booleanValue()).isTrue();
    }
}

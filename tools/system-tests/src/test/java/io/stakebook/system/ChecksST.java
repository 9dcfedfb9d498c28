package io.stakebook.system;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checking the book from outside: the report, where it is kept, and what a node says of the book. */
@Order(4)
@ExtendWith(WithLedger.class)
class ChecksST {

    @Test
    void check_isKeptAndShown(Ledger ledger) {
        String auditor = ledger.staff(AUDITOR);
        JsonNode report = ledger.api()
                .post(auditor, "/v1/checks", Map.of("checks", List.of("floors", "event_log")))
                .expect(200)
                .json();

        assertThat(report.path("results")).hasSize(2);
        assertThat(report.path("trigger").asText()).isEqualTo("requested");
        String id = report.path("id").asText();
        assertThat(ledger.api().get(auditor, "/v1/checks/" + id).expect(200).json())
                .isEqualTo(report);
        assertThat(ledger.pages(ledger.staff(OPERATOR), "/v1/checks")).contains(report);
        assertThat(ledger.api()
                        .get(auditor, "/v1/checks/chk_00000000000070008000000000000000")
                        .expect(404)
                        .code())
                .isEqualTo("RESOURCE_UNKNOWN");
        ledger.api().get(ledger.staff(FINANCE), "/v1/checks").expect(403);
    }

    @Test
    void bookCheckedWhole_isCalledCleanByHealthAndMetrics(Ledger ledger) {
        JsonNode report = ledger.api()
                .post(ledger.staff(AUDITOR), "/v1/checks", Map.of())
                .expect(200)
                .json();
        assertThat(report.path("clean").booleanValue()).as(report.toString()).isTrue();

        JsonNode health = ledger.api().get(null, "/health/ready").expect(200).json();
        assertThat(health.findValue("book").asText()).isEqualTo("clean");
        assertThat(health.findValue("bookFindings").asLong()).isZero();
        String metrics = ledger.api().get(null, "/metrics").expect(200).text();
        assertThat(metrics)
                .containsPattern("stakebook_check_findings\\S* 0(\\.0)?\n")
                .containsPattern("stakebook_check_rule_findings\\S*check=\"floors\"\\S* 0(\\.0)?\n")
                .containsPattern("stakebook_check_age_seconds\\S* [0-9]");
    }
}

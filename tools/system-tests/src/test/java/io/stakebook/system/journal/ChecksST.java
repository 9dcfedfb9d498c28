package io.stakebook.system.journal;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.WithLedger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    void sameKeyAgain_getsTheKeptReport_alsoWhileAnotherCheckRuns(Ledger ledger) throws InterruptedException {
        String auditor = ledger.staff(AUDITOR);
        Map<String, String> key = Map.of("Idempotency-Key", Api.freshKey());
        Map<String, Object> wanted = Map.of("checks", List.of("floors"));
        Answer first = ledger.api().post(auditor, "/v1/checks", wanted, key).expect(200);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        Thread others = new Thread(() -> {
            while (!over.get()) {
                ledger.api().post(auditor, "/v1/checks", Map.of()).expect(200, 409);
            }
        });
        others.start();

        try {
            for (int i = 0; i < 300 && (i < 20 || refused.get() == 0); i++) {
                Answer again = ledger.api().post(auditor, "/v1/checks", wanted, key);
                assertThat(again.status()).as(again.text()).isEqualTo(200);
                assertThat(again.replayed()).isTrue();
                assertThat(again.body()).isEqualTo(first.body());
                if (ledger.api().post(auditor, "/v1/checks?dryRun=true", wanted).status() == 409) {
                    refused.incrementAndGet();
                }
            }
        } finally {
            over.set(true);
            others.join();
        }
        assertThat(refused).as("checks that met another one").hasPositiveValue();
        Answer other = ledger.api().post(auditor, "/v1/checks", Map.of("checks", List.of("event_log")), key);
        assertThat(other.status() + " " + other.code()).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
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

package io.stakebook.system.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.launcher.token.Role;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.WithLedger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract that is served is the contract that was built, and what every answer here was held against. */
@Order(90)
@ExtendWith(WithLedger.class)
class ContractST {

    @Test
    void servedContract_isTheFileInTheWar_byteForByte(Ledger ledger) {
        Answer served = ledger.api().get(null, "/openapi.yaml").expect(200);

        assertThat(served.body()).isEqualTo(ledger.contract().document());
        assertThat(served.header("Content-Type")).contains("yaml");
    }

    @Test
    void answersWithoutAMemberTheContractRequires_areFound(Ledger ledger) {
        Answer good = ledger.api().get(ledger.staff(Role.AUDITOR), "/v1/assets").expect(200);
        Answer bad = new Answer(good.request(), 200, good.headers(), Api.bytes(Map.of("rows", 1)));

        assertThatThrownBy(() -> ledger.contract().check("GET", "/v1/assets", bad))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("data");
    }

    @Test
    void answersWithAMemberTheContractDoesNotName_areFound(Ledger ledger) {
        Answer good = ledger.api().get(ledger.staff(Role.AUDITOR), "/v1/assets").expect(200);
        Answer bad = new Answer(
                good.request(),
                200,
                good.headers(),
                good.text()
                        .replaceFirst("\"code\":", "\"colour\":\"red\",\"code\":")
                        .getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ledger.contract().check("GET", "/v1/assets", bad))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/data/0/colour");
    }

    @Test
    void itemRefusedInABatch_tellsTheValuesBehindItsSentence_asTheContractSays(Ledger ledger) {
        String far = "99999999";
        List<Map<String, String>> postings = List.of(
                Map.of("account", "1210.ETH.house", "side", "credit", "asset", "ETH", "amount", far),
                Map.of("account", "3020.ETH.house", "side", "debit", "asset", "ETH", "amount", far));
        Map<String, Object> batch = Map.of("mode", "each", "entries", List.of(Map.of("postings", postings)));

        Answer answer = ledger.api()
                .post(ledger.staff(Role.FINANCE), "/v1/entry-batches", batch)
                .expect(200);

        assertThat(answer.json().at("/results/0/refusal/needed").asText()).isEqualTo(far + ".000000000000000000");
    }

    @Test
    void health_saysWhatItLookedAt(Ledger ledger) {
        for (String probe : new String[] {"live", "ready", "started"}) {
            Answer health = ledger.api().get(null, "/health/" + probe).expect(200);
            assertThat(health.member("status")).isEqualTo("UP");
        }
        assertThat(ledger.api().get(null, "/health/ready").json().path("checks"))
                .isNotEmpty();
        assertThat(ledger.api().get(null, "/metrics").expect(200).text()).contains("stakebook");
    }
}

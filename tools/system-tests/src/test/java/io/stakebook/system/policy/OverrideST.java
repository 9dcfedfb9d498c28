package io.stakebook.system.policy;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An officer's override lifts a review until its time is over, whether or not anybody edits the file. */
@Order(3)
@ExtendWith(WithLedger.class)
class OverrideST {

    @Test
    void reviewedCustomer_isLetInUntilTheEndOfTheOverride_andReviewedAgainFromThen(Ledger ledger) {
        Customer customer = ledger.open(Home.SG);
        Map<String, String> facts = new TreeMap<>(Ledger.facts(Home.SG));
        facts.put("taxResidency", "CN");
        state(ledger, customer, facts).expect(200);
        assertThat(deposit(ledger, customer).expect(403).member("reasonCode")).isEqualTo("CN_CONFLICT");
        Instant end = ledger.now().plus(Duration.ofHours(1));
        facts.put("override", "valid");

        facts.put("overrideUntil", ledger.now().plus(Duration.ofDays(31)).toString());
        assertThat(state(ledger, customer, facts).expect(400).text()).contains("/facts/overrideUntil");
        facts.put("overrideUntil", end.toString());
        state(ledger, customer, facts).expect(200);
        deposit(ledger, customer).expect(201);
        ledger.advanceTo(end);

        Answer refused = deposit(ledger, customer).expect(403);
        assertThat(refused.member("reasonCode")).isEqualTo("CN_CONFLICT");
        Answer kept = ledger.api()
                .get(ledger.staff(AUDITOR), "/v1/decisions/" + refused.member("decisionId"))
                .expect(200);
        assertThat(kept.member("facts")).contains("override=expired\n");
        Answer regions = ledger.api()
                .get(ledger.staff(AUDITOR), "/v1/regions?version=" + kept.member("regionsVersion"))
                .expect(200);
        JsonNode again = Replay.of(kept, regions);
        assertThat(again.path("reason").asText()).isEqualTo("CN_CONFLICT");
        assertThat(again.path("factsHash").asText()).isEqualTo(kept.member("factsHash"));
        JsonNode newest = ledger.pages(ledger.staff(COMPLIANCE_AUTHOR), "/v1/customers/" + customer.id() + "/facts")
                .get(0);
        assertThat(newest.at("/facts/overrideUntil").asText()).isEqualTo(end.toString());
    }

    private static Answer state(Ledger ledger, Customer customer, Map<String, String> facts) {
        return ledger.api()
                .post(
                        ledger.staff(COMPLIANCE_AUTHOR),
                        "/v1/customers/" + customer.id() + "/facts",
                        Map.of("facts", facts, "reason", "case 17"));
    }

    private static Answer deposit(Ledger ledger, Customer customer) {
        return ledger.api().post(ledger.staff(OPERATOR), "/v1/deposits", ledger.deposit(customer, "ETH", "1"));
    }
}

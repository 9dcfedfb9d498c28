package io.stakebook.system.policy;

import static io.stakebook.launcher.token.Role.COMPLIANCE_APPROVER;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.token.Role;
import io.stakebook.system.Answer;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One compliance officer closes a region at once; a second one makes it last, or it opens again by itself. */
@Order(3)
@ExtendWith(WithLedger.class)
class TightenNowST {

    private static final String PRODUCT = "st-tighten";

    @Test
    void oneOfficer_closesARegionAtOnce_andASecondMakesItLast(Ledger ledger) {
        Customer customer = customer(ledger, Home.HK);
        ledger.subscribe(customer, PRODUCT, "ETH", "0.1").expect(201);

        Answer active = tighten(ledger, "HK", "no_new", 1).expect(201);

        assertThat(active.member("status")).isEqualTo("active");
        assertThat(active.json().path("authors")).hasSize(1);
        assertThat(active.json().path("approvals")).isEmpty();
        assertThat(active.json().has("preview"))
                .as("nothing is counted before it stands")
                .isFalse();
        Instant end = Instant.parse(active.member("expiresAt"));
        assertThat(Duration.between(ledger.now(), end)).isLessThanOrEqualTo(Duration.ofHours(1));
        refused(ledger, customer, "REGION_NO_NEW");
        assertThat(toggle(ledger, "HK").orElseThrow().path("until").asText()).isEqualTo(active.member("expiresAt"));

        String id = active.member("id");
        Answer touched = ledger.api()
                .get(ledger.staff(COMPLIANCE_APPROVER), "/v1/policy-changes/" + id + "/preview")
                .expect(200);
        assertThat(touched.json().path("accountsChanged").longValue()).isPositive();
        assertThat(ratify(ledger, both(ledger), id).expect(403).code()).isEqualTo("SELF_APPROVAL");
        Answer ratified = ratify(ledger, ledger.staff(COMPLIANCE_APPROVER), id).expect(200);
        assertThat(ratified.json().has("expiresAt")).isFalse();
        assertThat(ratify(ledger, ledger.staff(COMPLIANCE_APPROVER, "officer-second"), id)
                        .expect(409)
                        .code())
                .isEqualTo("STATE_CONFLICT");
        assertThat(toggle(ledger, "HK").orElseThrow().has("until")).isFalse();
        ledger.advanceTo(end);
        refused(ledger, customer, "REGION_NO_NEW");
        reopen(ledger, "HK");
        ledger.subscribe(customer, PRODUCT, "ETH", "0.1").expect(201);
    }

    @Test
    void unratified_theRegionOpensAgainAtTheEnd_andTheChangeSaysSo(Ledger ledger) {
        Customer customer = customer(ledger, Home.BR);
        Answer active = tighten(ledger, "BR", "exit_only", 1).expect(201);
        refused(ledger, customer, "REGION_EXIT_ONLY");
        String id = active.member("id");

        ledger.advanceTo(Instant.parse(active.member("expiresAt")));

        Pause.until(
                "a subscription from the region that is open again",
                Duration.ofSeconds(5),
                () -> ledger.subscribe(customer, PRODUCT, "ETH", "0.1").status(),
                status -> status == 201);
        Answer expired = ledger.api()
                .get(ledger.staff(COMPLIANCE_AUTHOR), "/v1/policy-changes/" + id)
                .expect(200);
        assertThat(expired.member("status")).isEqualTo("expired");
        assertThat(toggle(ledger, "BR")).isEmpty();
        assertThat(ledger.pages(ledger.staff(COMPLIANCE_AUTHOR), "/v1/policy-changes?status=expired"))
                .extracting(change -> change.path("id").asText())
                .contains(id);
        assertThat(ratify(ledger, ledger.staff(COMPLIANCE_APPROVER), id).code()).isEqualTo("CHANGE_EXPIRED");
        assertThat(tighten(ledger, "BR", "no_new", 1).expect(409).code())
                .as("the same officer once more")
                .isEqualTo("STATE_CONFLICT");
        Pause.until(
                "the lapse is told",
                Duration.ofSeconds(10),
                () -> told(ledger, id).equals(List.of("tightened_now", "lapsed")));
    }

    @Test
    void whatLoosensOrChangesNothing_isNotForOneOfficer(Ledger ledger) {
        String id = tighten(ledger, "IS", "exit_only", 2).expect(201).member("id");

        for (String milder : new String[] {"allow", "no_new", "exit_only"}) {
            assertThat(tighten(ledger, "IS", milder, 2).expect(422).code())
                    .as(milder)
                    .isEqualTo("NOT_TIGHTENING");
        }
        assertThat(tighten(ledger, "CL", "allow", 2).expect(422).code()).isEqualTo("NOT_TIGHTENING");
        // Left to lapse it would be written down while another test holds all tables still.
        ratify(ledger, ledger.staff(COMPLIANCE_APPROVER), id).expect(200);
    }

    @Test
    void whereAnotherStateIsScheduled_theRecordNamesTheOneThatBindsNow(Ledger ledger) {
        Map<String, Object> later = new TreeMap<>(change(ledger, "UY", "no_new"));
        later.put("effectiveFrom", ledger.now().plus(Duration.ofDays(30)).toString());
        String scheduled = ledger.api()
                .post(ledger.staff(COMPLIANCE_AUTHOR), "/v1/policy-changes", later)
                .expect(201)
                .member("id");
        step(ledger, ledger.staff(COMPLIANCE_APPROVER), scheduled, "/approvals").expect(200);

        Answer active = tighten(ledger, "UY", "exit_only", 1).expect(201);

        assertThat(active.member("from")).isEqualTo("allow");
        assertThat(active.member("to")).isEqualTo("exit_only");
        assertThat(active.json().path("proposed"))
                .filteredOn(toggle -> toggle.path("region").asText().equals("UY"))
                .extracting(toggle -> toggle.path("state").asText())
                .containsExactly("exit_only", "no_new");
        Answer ratified = ratify(ledger, ledger.staff(COMPLIANCE_APPROVER), active.member("id"))
                .expect(200);
        assertThat(ratified.member("to")).isEqualTo("exit_only");
        reopen(ledger, "UY");
    }

    /** The steps of a change in the event log, in order. */
    private static List<String> told(Ledger ledger, String id) {
        return ledger
                .database()
                .query(
                        "select data ->> 'step' from (select seq, convert_from(leaf, 'UTF8')::jsonb -> 'data' as data"
                                + " from event_log where type = 'io.stakebook.policy.regions.changed.v1') e"
                                + " where data ->> 'change_id' = ? order by seq",
                        id)
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static Customer customer(Ledger ledger, Home home) {
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        Customer customer = ledger.open(home);
        ledger.fund(customer, "ETH", "10");
        return customer;
    }

    private static void refused(Ledger ledger, Customer customer, String reason) {
        Answer refused = ledger.subscribe(customer, PRODUCT, "ETH", "0.1").expect(451);
        assertThat(refused.member("reasonCode")).isEqualTo(reason);
    }

    private static Map<String, Object> change(Ledger ledger, String region, String state) {
        long version = ledger.api()
                .get(ledger.staff(COMPLIANCE_AUTHOR), "/v1/regions")
                .expect(200)
                .json()
                .path("version")
                .longValue();
        return Map.of(
                "region", region,
                "state", state,
                "reason", "closed by a test",
                "basis", "house rule",
                "baseVersion", version);
    }

    private static Answer tighten(Ledger ledger, String region, String state, int hours) {
        Map<String, Object> body = new TreeMap<>(change(ledger, region, state));
        body.put("hours", hours);
        return ledger.api().post(ledger.staff(COMPLIANCE_AUTHOR), "/v1/policy-changes/immediate", body);
    }

    private static Answer ratify(Ledger ledger, String token, String id) {
        return step(ledger, token, id, "/ratification");
    }

    private static Answer step(Ledger ledger, String token, String id, String step) {
        String etag = ledger.api()
                .get(ledger.staff(COMPLIANCE_APPROVER), "/v1/policy-changes/" + id)
                .expect(200)
                .header("ETag");
        return ledger.api().post(token, "/v1/policy-changes/" + id + step, Map.of(), Map.of("If-Match", etag));
    }

    /** Both roles in one hand do not make two people. */
    private static String both(Ledger ledger) {
        return ledger.tokens()
                .mint(
                        "officer-" + COMPLIANCE_AUTHOR.wire(),
                        Set.of(COMPLIANCE_AUTHOR, Role.COMPLIANCE_APPROVER),
                        Duration.ofHours(1));
    }

    private static Optional<JsonNode> toggle(Ledger ledger, String region) {
        return ledger.api().get(ledger.staff(COMPLIANCE_AUTHOR), "/v1/regions").expect(200).data().stream()
                .filter(toggle -> toggle.path("region").asText().equals(region))
                .findFirst();
    }

    private static void reopen(Ledger ledger, String region) {
        String id = ledger.api()
                .post(ledger.staff(COMPLIANCE_AUTHOR), "/v1/policy-changes", change(ledger, region, "allow"))
                .expect(201)
                .member("id");
        for (String officer : new String[] {"officer-compliance-approver", "officer-second"}) {
            step(ledger, ledger.staff(COMPLIANCE_APPROVER, officer), id, "/approvals")
                    .expect(200);
        }
    }
}

package io.stakebook.system.policy;

import static io.stakebook.launcher.token.Role.AUDITOR;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A compliance officer closes a region with a second one; it is felt at once, and the way out stays open. */
@Order(3)
@ExtendWith(WithLedger.class)
class PolicyToggleST {

    /** What the product promises (issue 2, item 5), on every node. */
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private static final String PRODUCT = "st-toggle";

    @Test
    void closedRegion_refusesNewRiskWithinTwoSeconds_andLetsEveryoneOut(Ledger ledger) {
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        Customer customer = ledger.open(Home.SG);
        ledger.fund(customer, "ETH", "10");
        String position =
                ledger.subscribe(customer, PRODUCT, "ETH", "2").expect(201).member("id");
        Change change = propose(ledger, "SG", "no_new");

        assertThat(selfApproval(ledger, change).expect(403).code()).isEqualTo("SELF_APPROVAL");
        assertThat(selfRejection(ledger, change).expect(403).code()).isEqualTo("SELF_APPROVAL");
        assertThat(stale(ledger, change).expect(412).member("detail")).contains(change.id, "version 1", "4711");
        assertThat(blind(ledger, change).status()).isEqualTo(428);
        ledger.subscribe(customer, PRODUCT, "ETH", "0.1").expect(201);

        Answer active = approve(ledger, change).expect(200);
        assertThat(active.member("status")).isEqualTo("active");
        assertThat(active.json().path("approvals").findValuesAsText("comment")).containsExactly("seen");
        Answer refused = refusedWithin(PROMISED, ledger, customer);

        isALegalRefusal(refused, "REGION_NO_NEW");
        assertThat(texts(refused.json().path("citations")))
                .singleElement()
                .asString()
                .startsWith("decision on region SG: ");

        String decision = refused.member("decisionId");
        assertThat(refused.member("instance")).contains(decision);
        for (String reader : List.of(customer.token(), ledger.staff(AUDITOR))) {
            Answer kept = ledger.api().get(reader, "/v1/decisions/" + decision).expect(200);
            assertThat(kept.member("reason")).isEqualTo(refused.member("reasonCode"));
            assertThat(kept.member("activity")).isEqualTo("SUBSCRIBE");
            assertThat(kept.json().path("permitted").booleanValue()).isFalse();
            assertThat(kept.json().path("regionsVersion").longValue()).isEqualTo(change.baseVersion + 1);
        }
        isDecidedAgainOffline(ledger, decision);
        Customer other = ledger.open(Home.DE);
        ledger.api().get(other.token(), "/v1/decisions/" + decision).expect(404);
        ledger.fund(other, "ETH", "1");
        ledger.subscribe(other, PRODUCT, "ETH", "0.5").expect(201);

        ledger.leave(customer, position, "ETH", "2");
        reopen(ledger, "SG");
        ledger.subscribe(customer, PRODUCT, "ETH", "0.1").expect(201);
    }

    /** Reading the change again would not help: what moved is what it was drafted on. */
    @Test
    void approvalOfAChangeWhoseBaseMoved_isToldToProposeAgain(Ledger ledger) {
        Change late = propose(ledger, "MO", "no_new");
        Change first = propose(ledger, "MC", "no_new");
        approve(ledger, first).expect(200);

        Answer refused = approve(ledger, late).expect(409);

        assertThat(refused.code()).isEqualTo("STALE");
        assertThat(refused.member("detail"))
                .contains(late.id, "Propose it again on version " + (first.baseVersion + 1));
    }

    @Test
    void visitorFromTheMainland_isRefusedWithTheClause(Ledger ledger) {
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        Customer customer = ledger.open(Home.DE);
        ledger.fund(customer, "ETH", "1");

        Answer refused = ledger.api()
                .post(
                        customer.token(),
                        "/v1/subscriptions",
                        Ledger.subscription(PRODUCT, "ETH", "0.5"),
                        Map.of("X-Forwarded-For", "114.114.114.114"));

        isALegalRefusal(refused, "CN_PRESENCE");
        assertThat(texts(refused.json().path("citations")))
                .isNotEmpty()
                .allMatch(citation -> citation.contains("clause"));
        assertThat(refused.member("policyVersion")).isEqualTo("CN-YINFA-2026-42");
        ledger.subscribe(customer, PRODUCT, "ETH", "0.5").expect(201);
    }

    /** From the facts kept with it and the states of the version it names, the same refusal in the same words. */
    private static void isDecidedAgainOffline(Ledger ledger, String id) {
        String auditor = ledger.staff(AUDITOR);
        Answer kept = ledger.api().get(auditor, "/v1/decisions/" + id).expect(200);
        Answer regions = ledger.api()
                .get(auditor, "/v1/regions?version=" + kept.member("regionsVersion"))
                .expect(200);

        JsonNode again = Replay.of(kept, regions);

        for (String same : List.of("reason", "stage", "rule", "regionsVersion", "policyHash", "factsHash")) {
            assertThat(again.path(same).asText()).as(same).isEqualTo(kept.member(same));
        }
        assertThat(again.path("outcome").asText().toLowerCase(Locale.ROOT)).isEqualTo(kept.member("outcome"));
        assertThat(again.path("citations").findValuesAsText("text"))
                .isEqualTo(texts(kept.json().path("citations")));
        assertThat(again.path("regionsHash").asText()).isEqualTo(regions.member("hash"));
    }

    /** The shape of RFC 7725 and RFC 9457, and what a refused person is owed. */
    private static void isALegalRefusal(Answer refused, String reason) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(451);
        assertThat(refused.header("Link")).contains("rel=\"blocked-by\"");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.code()).isEqualTo("POLICY_REFUSED");
        assertThat(refused.member("reasonCode")).isEqualTo(reason);
        assertThat(texts(refused.json().path("exitOptions")))
                .containsExactly("redeem", "requestWithdrawal", "listBalances", "listPostings");
        assertThat(refused.member("detail")).doesNotContain("_", "SUBSCRIBE").contains(". This rests on ");
    }

    private record Change(String id, String etag, long baseVersion) {}

    private static Change propose(Ledger ledger, String region, String state) {
        long version = ledger.api()
                .get(ledger.staff(COMPLIANCE_AUTHOR), "/v1/regions")
                .expect(200)
                .json()
                .path("version")
                .longValue();
        String id = ledger.api()
                .post(
                        ledger.staff(COMPLIANCE_AUTHOR),
                        "/v1/policy-changes",
                        Map.of(
                                "region", region,
                                "state", state,
                                "reason", "closed by a test",
                                "basis", "house rule",
                                "baseVersion", version))
                .expect(201)
                .member("id");
        return new Change(id, etag(ledger, id), version);
    }

    private static String etag(Ledger ledger, String id) {
        return ledger.api()
                .get(ledger.staff(COMPLIANCE_APPROVER), "/v1/policy-changes/" + id)
                .expect(200)
                .header("ETag");
    }

    private static Answer approve(Ledger ledger, Change change) {
        return approve(ledger, ledger.staff(COMPLIANCE_APPROVER), change, Map.of("If-Match", change.etag));
    }

    private static Answer approve(Ledger ledger, String token, Change change, Map<String, String> headers) {
        return ledger.api()
                .post(token, "/v1/policy-changes/" + change.id + "/approvals", Map.of("comment", "seen"), headers);
    }

    /** Both roles in one hand do not make two people. */
    private static Answer selfApproval(Ledger ledger, Change change) {
        return approve(ledger, authorWithBothRoles(ledger), change, Map.of("If-Match", change.etag));
    }

    private static Answer selfRejection(Ledger ledger, Change change) {
        return ledger.api()
                .post(
                        authorWithBothRoles(ledger),
                        "/v1/policy-changes/" + change.id + "/rejection",
                        Map.of("comment", "no"),
                        Map.of("If-Match", change.etag));
    }

    private static String authorWithBothRoles(Ledger ledger) {
        return ledger.tokens()
                .mint(
                        "officer-" + COMPLIANCE_AUTHOR.wire(),
                        Set.of(COMPLIANCE_AUTHOR, Role.COMPLIANCE_APPROVER),
                        Duration.ofHours(1));
    }

    private static Answer stale(Ledger ledger, Change change) {
        return approve(ledger, ledger.staff(COMPLIANCE_APPROVER), change, Map.of("If-Match", "\"4711\""));
    }

    private static Answer blind(Ledger ledger, Change change) {
        return approve(ledger, ledger.staff(COMPLIANCE_APPROVER), change, Map.of());
    }

    /** Loosening needs two approvers besides the author; tightening one. */
    private static void reopen(Ledger ledger, String region) {
        Change change = propose(ledger, region, "allow");
        assertThat(approve(ledger, change).expect(200).member("status")).isEqualTo("in_review");
        assertThat(approve(ledger, new Change(change.id, etag(ledger, change.id), change.baseVersion))
                        .status())
                .as("the same approver again")
                .isIn(403, 409, 422);
        String second = ledger.staff(COMPLIANCE_APPROVER, "officer-second");
        Map<String, String> current = Map.of("If-Match", etag(ledger, change.id));
        assertThat(approve(ledger, second, change, current).expect(200).member("status"))
                .isEqualTo("active");
        Pause.millis(PROMISED.toMillis());
    }

    private static Answer refusedWithin(Duration limit, Ledger ledger, Customer customer) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Answer answer = ledger.subscribe(customer, PRODUCT, "ETH", "0.01");
            if (answer.status() != 201) {
                return answer;
            }
            assertThat(System.nanoTime())
                    .as("subscriptions pass although the region was closed %s ago", limit)
                    .isLessThan(end);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

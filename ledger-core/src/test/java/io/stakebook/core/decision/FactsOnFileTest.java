package io.stakebook.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.customer.OpenCustomer;
import io.stakebook.core.customer.UpdateFacts;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an officer puts on file ends by itself. */
class FactsOnFileTest {

    private static final UUID ANYBODY = new UUID(1, 1);
    private static final Instant STATED = Instant.parse("2026-03-01T00:00:00Z");
    private static final ActivePolicy POLICY = new ActivePolicy(PolicyEngine.shipped());
    private static final RequestEvidence FROM_HOME = RequestEvidence.ofConnection("SG", "none", "");

    /** Somebody of Singapore with a tax residence in the mainland: reviewed for every new risk, unless an override lifts it. */
    private static final Map<String, String> REVIEWED = Map.of(
            "subject_type", "individual",
            "residency", "SG",
            "residency_verified", "yes",
            "residency_verified_at", "2026-02-20T08:00:00Z",
            "tax_residency", "CN");

    private final World world = new World();

    private static Map<String, String> with(Map<String, String> facts, String... namesAndValues) {
        Map<String, String> changed = new HashMap<>(facts);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return changed;
    }

    private static DecisionRecord subscribing(Map<String, String> facts, Instant at) {
        return asked(facts, Activity.SUBSCRIBE, at);
    }

    private static DecisionRecord asked(Map<String, String> facts, Activity activity, Instant at) {
        return Gate.ask(
                        POLICY,
                        Question.of(
                                new DecisionId(ANYBODY),
                                new CustomerId(ANYBODY),
                                new FactsOnFile(DeclaredFacts.of(facts), STATED),
                                FROM_HOME,
                                activity,
                                new AssetCode("ETH"),
                                at))
                .decision();
    }

    private static String factOf(DecisionRecord kept, String name) {
        return kept.factsText()
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Test
    void an_override_lifts_a_review_until_its_end_and_not_at_it() {
        Instant end = Instant.parse("2026-03-11T00:00:00Z");
        Map<String, String> facts = with(REVIEWED, "override", "valid", "override_until", "2026-03-11T08:00:00+08:00");

        assertThat(subscribing(facts, end.minusNanos(1_000)).reason()).isEqualTo("OVERRIDE");
        DecisionRecord after = subscribing(facts, end);
        assertThat(after.reason()).isEqualTo("CN_CONFLICT");
        assertThat(after.httpStatus()).isEqualTo(403);
        assertThat(factOf(after, "override")).isEqualTo("expired");
        assertThat(after.factsText()).doesNotContain("override_until");
    }

    @Test
    void the_facts_kept_with_a_decision_give_it_again_without_the_file() {
        Map<String, String> facts = with(REVIEWED, "override", "valid", "override_until", "2026-03-11T00:00:00Z");
        for (String at : new String[] {"2026-03-10T23:59:59Z", "2026-03-11T00:00:00Z"}) {
            DecisionRecord kept = subscribing(facts, Instant.parse(at));
            Map<String, String> named = new HashMap<>();
            kept.factsText().lines().forEach(line -> named.put(line.split("=", 2)[0], line.split("=", 2)[1]));

            Decision again = PolicyEngine.shipped().decide(Facts.parse(named));

            assertThat(again.reason()).isEqualTo(kept.reason());
            assertThat(again.factsHash()).isEqualTo(kept.factsHash());
        }
    }

    @Test
    void a_decision_is_good_no_longer_than_what_it_rests_on() {
        Instant end = Instant.parse("2026-03-11T00:00:00Z");
        Map<String, String> overridden = with(REVIEWED, "override", "valid", "override_until", end.toString());
        Map<String, String> approved = with(REVIEWED, "tax_residency", "SG", "approval", "hkma_licence");
        Map<String, String> ending = with(approved, "approval_until", end.toString());

        assertThat(subscribing(overridden, end.minusSeconds(20)).validUntil()).isEqualTo(end);
        assertThat(subscribing(ending, end.minusSeconds(20)).validUntil()).isEqualTo(end);
        assertThat(subscribing(overridden, end.minusSeconds(90)).validUntil()).isEqualTo(end.minusSeconds(30));
        assertThat(subscribing(approved, end.minusSeconds(20)).validUntil()).isEqualTo(end.plusSeconds(40));
        assertThat(subscribing(ending, end.plusSeconds(1)).validUntil()).isEqualTo(end.plusSeconds(61));
        assertThat(asked(overridden, Activity.REDEEM, end.minusSeconds(20)).validUntil())
                .as("an exit is always asked for afresh")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "cl13_valid, cl13_expired",
        "CL13-VALID, cl13_expired",
        "cl13_expired, cl13_expired",
        "csrc_filing_valid, csrc_filing_expired",
        "csrc_filing_expired, csrc_filing_expired",
        "generic_vc_approval, none",
        "hkma_licence, none",
        "rmb_consent_valid, none",
        "cl2_approval_and_infra, none",
        "cl2_approval_only, none",
        "cl2_infra_only, none"
    })
    void an_approval_whose_time_is_over_counts_as_expired_or_as_none(String stated, String left) {
        Instant end = Instant.parse("2026-06-01T00:00:00Z");
        Map<String, String> facts = with(REVIEWED, "approval", stated, "approval_until", end.toString());

        assertThat(factOf(subscribing(facts, end.minusSeconds(1)), "approval"))
                .isEqualTo(stated.toLowerCase(java.util.Locale.ROOT).replace('-', '_'));
        assertThat(factOf(subscribing(facts, end), "approval")).isEqualTo(left);
    }

    @Test
    void a_file_from_before_ends_were_asked_for_counts_from_when_it_was_stated() {
        Map<String, String> old = with(REVIEWED, "override", "valid");
        Instant end = STATED.plus(Duration.ofDays(30));

        assertThat(subscribing(old, end.minusSeconds(1)).reason()).isEqualTo("OVERRIDE");
        assertThat(subscribing(old, end).reason()).isEqualTo("CN_CONFLICT");
        assertThat(asked(old, Activity.REDEEM, end).permitted()).isTrue();
    }

    @Test
    void a_proof_without_a_date_ages_from_when_it_was_put_on_file() {
        Map<String, String> old = new HashMap<>(with(REVIEWED, "tax_residency", "SG"));
        old.remove("residency_verified_at");

        assertThat(subscribing(old, Instant.parse("2027-02-28T23:59:59Z")).reason())
                .isEqualTo("NO_CN_NEXUS");
        DecisionRecord stale = subscribing(old, Instant.parse("2027-03-01T00:00:00Z"));
        assertThat(stale.reason()).isEqualTo("POA_STALE");
        assertThat(factOf(stale, "residency_verified_at")).isEqualTo(STATED.toString());
    }

    @Test
    void an_override_is_stated_with_its_end_at_most_thirty_days_ahead_and_can_be_renewed() {
        CustomerId customer = world.customer(REVIEWED);

        refused(customer, "override_until", "override", "valid");
        refused(customer, "override_until", "override", "valid", "override_until", "2026-03-31T00:00:00.000001Z");
        refused(customer, "override_until", "override", "valid", "override_until", "2026-02-28T23:59:59Z");
        refused(customer, "override_until", "override", "valid", "override_until", "soon");
        refused(customer, "override_until", "override", "none", "override_until", "2026-03-11T00:00:00Z");
        refused(customer, "override_until", "override_until", "2026-03-11T00:00:00Z");
        assertThat(onFile(customer).version()).isEqualTo(1);

        state(customer, with(REVIEWED, "override", "valid", "override_until", "2026-03-30T00:00:00Z"));
        state(customer, with(REVIEWED, "override", "valid", "override_until", "2026-03-05T00:00:00Z"));
        assertThat(onFile(customer).facts().overrideUntil()).isEqualTo("2026-03-05T00:00:00Z");
    }

    @Test
    void an_end_that_is_over_may_stay_on_file_while_something_else_is_changed() {
        CustomerId customer = world.customer(REVIEWED);
        Map<String, String> ending = with(
                REVIEWED,
                "override",
                "valid",
                "override_until",
                "2026-03-05T00:00:00Z",
                "approval",
                "cl13_valid",
                "approval_until",
                "2026-03-06T00:00:00Z");
        state(customer, ending);
        world.book.moveTo(Instant.parse("2026-03-20T00:00:00Z"));

        state(customer, with(ending, "phone_country", "SG"));

        refused(customer, "approval_until", "approval", "cl13_valid", "approval_until", "2026-03-07T00:00:00Z");
    }

    @Test
    void a_proof_of_residence_is_stated_with_its_date_and_an_end_only_with_an_approval() {
        CustomerId customer = world.customer(REVIEWED);
        Map<String, String> undated = new HashMap<>(REVIEWED);
        undated.remove("residency_verified_at");

        refused(customer, "residency_verified_at", undated);
        refused(customer, "approval_until", "approval_until", "2027-03-05T00:00:00Z");
        refused(customer, "approval_until", "approval", "none", "approval_until", "2027-03-05T00:00:00Z");

        undated.put("residency_verified", "expired");
        state(customer, undated);
        state(customer, with(REVIEWED, "approval", "cl13_valid", "approval_until", "2029-03-05T00:00:00Z"));
    }

    @Test
    void a_legal_hold_is_lifted_by_a_word_and_never_by_leaving_it_out() {
        CustomerId customer = world.customer(REVIEWED);
        state(customer, with(REVIEWED, "legal_hold", "yes"));

        refused(customer, "legal_hold", REVIEWED);
        state(customer, with(REVIEWED, "legal_hold", "yes", "phone_country", "SG"));
        state(customer, with(REVIEWED, "legal_hold", "no"));
        state(customer, REVIEWED);
    }

    @Test
    void nobody_is_opened_with_an_override_that_holds_for_ever() {
        OpenCustomer opening = new OpenCustomer(
                new CustomerId(world.ids.next()),
                DeclaredFacts.of(with(REVIEWED, "override", "valid")),
                RequestEvidence.none(),
                "olga",
                new DecisionId(world.ids.next()));

        assertThat(world.book.turnedDown(opening).members()).containsEntry("field", "override_until");
    }

    private void refused(CustomerId customer, String field, String... namesAndValues) {
        refused(customer, field, with(REVIEWED, namesAndValues));
    }

    private void refused(CustomerId customer, String field, Map<String, String> facts) {
        assertThat(world.book.turnedDown(change(customer, facts))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refusal.members()).containsEntry("field", field);
            assertThat(refusal.detail()).contains("fact \"" + field + "\" must");
        });
    }

    private void state(CustomerId customer, Map<String, String> facts) {
        world.book.run(change(customer, facts));
    }

    private UpdateFacts change(CustomerId customer, Map<String, String> facts) {
        return new UpdateFacts(
                customer, DeclaredFacts.of(facts), null, "olga", "case 17", new DecisionId(world.ids.next()));
    }

    private Customer onFile(CustomerId customer) {
        return world.book.find(Customer.class, customer.toString()).orElseThrow();
    }
}

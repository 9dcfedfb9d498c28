package io.stakebook.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.model.PolicyLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mutation of the shipped notice breaks one property; the proof of that property must see it. */
class PolicyCheckTest {
    private static final String FILE = "CN-YINFA-2026-42.yaml";
    private static final String PLACE = Pattern.quote(FILE) + ":\\d+:\\d+";
    private static final String NOTICE = read(FILE);
    private static final String BEFORE = read("CN-YINFA-2021-237.yaml");

    private static String read(String name) {
        try (InputStream in = PolicyCheckTest.class.getResourceAsStream("/policies/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String mutated(String from, String to) {
        String old = from.replace("\\n", "\n");
        assertThat(NOTICE).contains(old);
        return NOTICE.replace(old, to.replace("\\n", "\n"));
    }

    private static List<PolicyFinding> check(String notice) {
        return check(notice, BEFORE);
    }

    private static List<PolicyFinding> check(String notice, String before) {
        return PolicyCheck.check("set", Map.of(FILE, () -> notice, "old", () -> before));
    }

    @Test
    void shipped_policies_have_no_findings() {
        assertThat(check(NOTICE, BEFORE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an exit closed by residence
                "{outcome: EXIT_ONLY, reason: CN_EXIT} | {outcome: DENY, reason: CN_EXIT, http: 451} | is closed without a legal hold",
                // a permit for a stronger tie
                "{outcome: DENY, reason: CN_CONTROLLED, http: 451} | {outcome: PERMIT, reason: CN_CONTROLLED} | into a permit",
                // a key that opens more the stronger the tie
                "when: {activityGroup: [NEW_RISK], ip: [tor]} | when: {activityGroup: [NEW_RISK], ip: [tor], presence: [outside, unknown]} | Adding presence=INSIDE turns DENY by CN-15-TOR into a permit",
                // one key that opens another lock
                "unless: {approval: [cl13_valid]} | unless: {approval: [cl13_valid, cl13_expired]} | still not denied",
                // a review in front of a denial
                "{outcome: DENY, reason: CN_PRESENCE, http: 451} | {outcome: REVIEW, reason: CN_PRESENCE, http: 403} | would lift the denial",
                // no rule for hosts
                "when: {activityGroup: [NEW_RISK, ISSUE, PARTNER, HOST]} | when: {activityGroup: [NEW_RISK, ISSUE, PARTNER]} | No rule decides VALIDATOR_HOST",
                // a rule that earlier ones cover
                "status: [controlled]} | status: [domestic]} | is shadowed",
                // a rule nothing can meet
                "when: {activityGroup: [NEW_RISK], ipHistory: [\"yes\"]} | when: {activityGroup: [NEW_RISK], proof: [fresh], residenceStated: [\"no\"], ipHistory: [\"yes\"]} | is unreachable",
                // an act missing from the rule on presence, on control, on residence
                "BORROW, COLLATERALIZE], presence: [inside]} | COLLATERALIZE], presence: [inside]} | The act BORROW with presence=inside falls through",
                "BORROW, COLLATERALIZE], status: [controlled]} | COLLATERALIZE], status: [controlled]} | The act BORROW with status=controlled falls through",
                "BORROW, COLLATERALIZE], status: [domestic]} | COLLATERALIZE], status: [domestic]} | The act BORROW with status=domestic falls through",
                // a payout missing from the rule on rails
                "BUY_FIAT_CRYPTO, SELL_CRYPTO_FIAT, REFERRAL_PAYOUT], rail: | BUY_FIAT_CRYPTO, REFERRAL_PAYOUT], rail: | The act SELL_CRYPTO_FIAT with rail=inside falls through",
                // a payout that no rule on rails takes any more
                "{activity: [WITHDRAW_FIAT], rail: [inside]} | {activity: [WITHDRAW_FIAT], rail: [outside], asset: [cbdc]} | The act WITHDRAW_FIAT with rail=inside falls through",
                // an order that binds residents alone
                "when: {legalHold: [\"yes\"]}\\n    unless: {activity: [EXPORT_STATEMENT]} | when: {legalHold: [\"yes\"], status: [domestic]}\\n    unless: {activity: [EXPORT_STATEMENT]} | The act UNSTAKE goes on under a legal hold",
                // an example that says another outcome than its rule
                "facts: {activity: WITHDRAW_CRYPTO, legal_hold: \"yes\"}, outcome: DENY | facts: {activity: WITHDRAW_CRYPTO, legal_hold: \"yes\"}, outcome: REVIEW | Expected this rule with REVIEW LEGAL_HOLD; CN-1-HOLD decided with DENY LEGAL_HOLD.",
                "facts: {}, outcome: PERMIT, reason: NO_CN_NEXUS | facts: {}, outcome: EXIT_ONLY, reason: NO_CN_NEXUS | Expected another rule with EXIT_ONLY NO_CN_NEXUS",
                // an outcome that the reason never stands for
                "{outcome: DENY, reason: CN_INFRA, http: 451} | {outcome: DENY, reason: WEAK_ONLY, http: 451} | The reason WEAK_ONLY stands for [PERMIT]; this rule comes to DENY.",
                // a parameter that an example relies on
                "controlReviewPct: 25 | controlReviewPct: 26 | CN_MINORITY_CONTROL",
            })
    void broken_property_is_found_with_a_witness(String from, String to, String message) {
        assertThat(check(mutated(from, to))).anySatisfy(finding -> {
            assertThat(finding.message()).contains(message);
            assertThat(finding.witness()).isNotBlank();
            assertThat(finding.line()).matches(PLACE + " \\| .*").doesNotContain("\n");
        });
    }

    @Test
    void gap_and_overlap_of_versions_are_found() {
        String early =
                BEFORE.replace("validTo: \"2026-02-06T00:00:00+08:00\"", "validTo: \"2026-02-05T00:00:00+08:00\"");
        assertThat(check(NOTICE, early))
                .anySatisfy(finding -> assertThat(finding.message()).contains("a gap"));
        String open = BEFORE.replace("validTo: \"2026-02-06T00:00:00+08:00\"\n", "");
        assertThat(check(NOTICE, open))
                .anySatisfy(finding -> assertThat(finding.message()).contains("overlaps"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "supersedes: CN-YINFA-2021-237 | # none | It follows CN-YINFA-2021-237 and must say so under 'supersedes'; it names none",
                "supersedes: CN-YINFA-2021-237 | supersedes: CN-YINFA-2013 | it names 'CN-YINFA-2013'",
                "exclude: [HK, MO, TW] | exclude: [HK, MO] | It supersedes 'CN-YINFA-2021-237', which is no earlier policy of the same perimeter",
                "supersedes: | validTo: \"2030-01-01T00:00:00+08:00\"\\nsupersedes: | It ends at 2029-12-31T16:00:00Z and no policy of its perimeter follows",
            })
    void line_of_versions_that_does_not_hold_is_found(String from, String to, String message) {
        assertThat(check(mutated(from, to))).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("timeline");
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void predecessor_that_is_missing_is_found() {
        assertThat(PolicyCheck.check("set", Map.of(FILE, () -> NOTICE)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.line())
                        .matches(PLACE + " \\| timeline \\| CN-YINFA-2026-42 \\| "
                                + "It supersedes 'CN-YINFA-2021-237', which is missing here\\."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Mainland | titel: Mainland | Unknown key 'titel'",
                "basis: text} | basis: hearsay} | 'hearsay' is none of",
                "weakReview: 3 | weakReview: 9 | from 1 to 6",
                "reason: CN_PRESENCE, http: 451} | reason: CN_PRESENSE, http: 451} | 'CN_PRESENSE' is no reason of the contract",
                "outcome: PERMIT, reason: NO_CN_NEXUS} | outcome: PERMIT, reason: no_cn_nexus} | 'no_cn_nexus' is no reason of the contract",
                "reason: OVERRIDE\\n | reason: LIFTED\\n | 'LIFTED' is no reason of the contract",
                "stage: CLAIM_ONLY, from: exitWindowEnd | stage: CLAIM_ONLY, from: \"2028-02-07T00:00:00+08:00\" | The stage CLAIM_ONLY begins with the parameter 'exitWindowEnd', 2028-02-05T16:00:00Z; it says 2028-02-06T16:00:00Z",
                "stage: FORCED_UNBOND, from: forcedUnbonding | stage: FORCED_UNBOND, from: validFrom | The stage FORCED_UNBOND begins with the parameter 'forcedUnbonding'",
                "validFrom: \"2026-02-06T00:00:00+08:00\" | validFrom: \"2026-02-06\" | An instant with an offset",
                "status: [domestic] | status: [dom.*] | 'dom.*' is none of",
                "status: [domestic] | staus: [domestic] | 'staus' is no attribute",
                "unusedFacts: | unusedFacts:\\n  phone_country: never asked | must not be listed",
                "\"12\": {feature: \"Clue file in a form an association or a regulator can take.\"} | # gone | Clause 12 of N42",
                "  \"12\": {feature: | \"7\": {none: no duty}\\n      \"12\": {feature: | Clause 7 of N42 is listed under coverage as met by none, but CN-10-ASSIST cites it",
                "supersedes: CN-YINFA-2021-237 | supersedes: 237 | A text is expected here",
                "supersedes: CN-YINFA-2021-237 | supersedes: [CN-YINFA-2021-237] | A text is expected here",
                "{outcome: DENY, reason: CN_DOMESTIC, http: 451} | {outcome: DENY, reason: CN_DOMESTIC, http: 451, overridable: true} | Only a REVIEW",
                "{outcome: DENY, reason: CN_DOMESTIC, http: 451} | {outcome: DENY, reason: CN_DOMESTIC, http: 200} | is answered with",
                "{outcome: DENY, reason: CN_DOMESTIC, http: 451} | {outcome: EXIT_ONLY, reason: CN_DOMESTIC} | EXIT_ONLY is for rules that take exits and accruals alone; this rule takes ACCOUNT_OPEN",
                "facts: {residency: CN}, outcome: DENY} | facts: {residency: CN}} | 'outcome' is required",
                "clause: \"13\", basis: text | clause: \"31\", basis: text | No source 'N42' with clause '31'",
            })
    void file_that_breaks_the_schema_is_refused(String from, String to, String message) {
        String broken = mutated(from, to);
        assertThatThrownBy(() -> PolicyLoader.load(FILE, broken))
                .isInstanceOf(InvalidPolicy.class)
                .hasMessageContaining(message);
        assertThat(check(broken)).hasSize(1).first().satisfies(f -> {
            assertThat(f.line()).containsOnlyOnce(FILE);
            assertThat(f.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{outcome: EXIT_ONLY, reason: CN_EXIT} | {outcome: EXIT_ONLY, reason: CN_EXIT, htpp: 200} | CN-3-EXIT / then/htpp / Unknown key 'htpp'; known are outcome, reason, http, overridable.",
                "id: CN-3-EXIT | id: CN-4-EXIT | CN-4-EXIT / id / This rule id is used twice.",
                "weakReview: 3 | weakReview: 9 | schema / parameters/weakReview / A whole number from 1 to 6 is expected; got 9.",
                "id: CN-3-EXIT\\n | id: 7\\n | schema / rules[3]/id / A text is expected here.",
            })
    void schema_finding_names_the_rule_and_the_node_once(String from, String to, String finding) {
        assertThat(check(mutated(from, to)))
                .extracting(PolicyFinding::line)
                .singleElement()
                .asString()
                .matches(PLACE + " \\| .*")
                .endsWith(" | " + finding.replace(" / ", " | "));
    }

    @Test
    void two_files_with_one_id_are_both_named() {
        assertThat(PolicyCheck.check("set", Map.of("a.yaml", () -> BEFORE, "b.yaml", () -> BEFORE)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.line())
                        .contains("a.yaml", "b.yaml", " | timeline | CN-YINFA-2021-237 | Two policies carry this id."));
    }

    @Test
    void fact_that_no_rule_reads_must_be_listed_with_a_reason() {
        String silent = BEFORE.replace("  phone_country: Weak signals were not yet counted.\n", "");
        assertThatThrownBy(() -> PolicyLoader.load("old", silent))
                .hasMessageContaining("'phone_country' is used by no rule");
    }

    @Test
    void duplicate_key_alias_and_broken_yaml_are_refused() {
        for (String broken : List.of(NOTICE + "\npolicy: AGAIN\n", "a: &x [1]\nb: *x\n", "policy: [", "")) {
            assertThatThrownBy(() -> PolicyLoader.load(FILE, broken)).isInstanceOf(InvalidPolicy.class);
        }
    }

    @Test
    void content_hash_ignores_line_ends_and_nothing_else() {
        String hash = PolicyLoader.load(FILE, NOTICE).contentHash();
        assertThat(PolicyLoader.load(FILE, NOTICE.replace("\n", "\r\n")).contentHash())
                .isEqualTo(hash);
        assertThat(PolicyLoader.load(FILE, NOTICE + "# \n").contentHash()).isNotEqualTo(hash);
    }
}

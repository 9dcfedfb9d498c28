package io.stakebook.policy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.cli.PolicyCommand;
import io.stakebook.policy.json.JsonReader;
import io.stakebook.policy.json.JsonWriter;
import io.stakebook.policy.oracle.CedarOracle.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code policy evaluate} answers is what Cedar answers to rules that were written from the same texts without a look at ours. */
class CedarOracleTest {
    /** A clean, verified resident of Singapore in the first weeks of the notice of 2026. */
    private static final Map<String, String> CLEAN = Map.of(
            "as_of", "2026-03-01T00:00:00Z",
            "subject_type", "individual",
            "residency", "SG",
            "residency_verified", "yes",
            "ip_country", "SG",
            "ip_flag", "none",
            "asset_class", "virtual_currency",
            "activity", "STAKE");

    /** What makes the clean resident one who gets the reason. */
    private static final Map<String, String> EACH_REASON = Map.ofEntries(
            Map.entry("LEGAL_HOLD", "legal_hold=yes activity=WITHDRAW_CRYPTO"),
            Map.entry("FIAT_RAIL_CN", "fiat_rail_country=CN activity=WITHDRAW_FIAT"),
            Map.entry("CN_EXIT_CLAIM", "as_of=2028-02-06T00:00:00+08:00 residency=CN activity=REDEEM"),
            Map.entry("CN_EXIT", "as_of=2028-02-05T23:59:59.999+08:00 residency=CN activity=REDEEM"),
            Map.entry("EXIT_ALWAYS", "ip_flag=tor activity=UNSTAKE"),
            Map.entry("CN_ACCRUAL_ENDED", "as_of=2026-05-06T00:00:00+08:00 residency=CN activity=REWARD_ACCRUE"),
            Map.entry("CN_WINDDOWN_ACCRUAL", "as_of=2026-05-05T23:59:59.999+08:00 residency=CN activity=REWARD_ACCRUE"),
            Map.entry("NO_NEXUS_STATUS", "ip_country=CN activity=REWARD_ACCRUE"),
            Map.entry("RMB_PEG_UNAPPROVED", "asset_class=stablecoin asset_peg=CNH activity=ISSUE_STABLECOIN"),
            Map.entry("CN_ISSUE_OVERSEAS", "controller_domicile=CN control=de_facto activity=ISSUE_TOKEN"),
            Map.entry(
                    "RWA_CN_DOMESTIC", "residency=CN asset_class=rwa_token approval=cl2_infra_only activity=TRADE_RWA"),
            Map.entry("RWA_CN_UNDERLYING_UNFILED", "asset_class=rwa_token rwa_underlying=CN activity=ISSUE_RWA"),
            Map.entry("CN_INFRA", "place_of_act=CN activity=VALIDATOR_HOST"),
            Map.entry("CN_ASSIST", "ip_country=CN activity=MARKETING_VIEW"),
            Map.entry(
                    "APPROVED",
                    "asset_class=rwa_token rwa_underlying=CN approval=csrc_filing_valid activity=TRADE_RWA"),
            Map.entry("CN_DOMESTIC", "entity_domicile=CN"),
            Map.entry("CN_DOMESTIC_237", "as_of=2026-02-05T15:59:59.999Z residency=CN"),
            Map.entry("CN_CONTROLLED", "controller_domicile=CN control=50.1"),
            Map.entry("CN_PRESENCE", "ip_country=CN ip_flag=proxy"),
            Map.entry("LOCATION_HIDDEN", "ip_flag=tor tax_residency=CN"),
            Map.entry("UNKNOWN_LOCATION", "residency_verified=no ip_flag=unresolved"),
            Map.entry("CN_PHONE_UNVERIFIED", "residency_verified=no phone_country=CN activity=ACCOUNT_OPEN"),
            Map.entry("CN_CONFLICT", "tax_residency=CN"),
            Map.entry("CN_IP_HISTORY", "cn_ip_days_90=30"),
            Map.entry("CN_THEN_HIDDEN", "cn_ip_last_24h=yes ip_flag=vpn"),
            Map.entry("CN_MINORITY_CONTROL", "controller_domicile=CN control=25"),
            Map.entry("KYC_INCOMPLETE", "residency_verified=no"),
            Map.entry("CN_WEAK_ACCUMULATED", "phone_country=CN sim_issuer=CN device_lang=zh-CN"),
            Map.entry("POA_STALE_WITH_SIGNAL", "residency_verified=expired phone_country=CN"),
            Map.entry("HIDDEN_IP_WITH_SIGNAL", "ip_flag=vpn nationality=CN doc_issuer=CN"),
            Map.entry("HIDDEN_IP_VERIFIED", "ip_flag=vpn"),
            Map.entry("POA_STALE", "residency_verified=expired"),
            Map.entry("WEAK_ONLY", "device_tz=Asia/Urumqi"),
            Map.entry("NO_CN_NEXUS", "cn_ip_days_90=29"),
            Map.entry("OVERRIDE", "tax_residency=CN override=valid"),
            Map.entry("NO_RULE_IN_FORCE", "as_of=2021-09-23T23:59:59.999+08:00 residency=CN"));

    private CedarOracle oracle;

    @BeforeEach
    void load() {
        CedarOracle.absence().ifPresent(Assumptions::abort);
        oracle = CedarOracle.load();
    }

    @Test
    void every_value_alone_is_decided_alike() {
        assertAlike(FactDraw.oneByOne());
    }

    @Test
    void both_sides_of_every_date_are_decided_alike() {
        assertAlike(FactDraw.dates());
    }

    @Test
    void values_together_are_decided_alike_and_leave_no_policy_of_the_oracle_idle() {
        assertAlike(FactDraw.together(8_000, 42));
        assertAlike(FactDraw.keys());
        assertThat(oracle.idle()).isEmpty();
    }

    @Test
    void every_reason_of_the_contract_is_reached_on_both_sides() {
        Map<String, Map<String, String>> cases = new TreeMap<>();
        EACH_REASON.forEach((reason, overlay) -> cases.put(reason, overClean(overlay)));
        List<Map<String, String>> facts = List.copyOf(cases.values());
        assertThat(evaluate(facts)).extracting(Answer::reason).containsExactlyElementsOf(cases.keySet());
        assertAlike(facts);
        assertThat(oracle.reasons()).isEqualTo(Set.copyOf(cases.keySet()));
    }

    private void assertAlike(List<Map<String, String>> cases) {
        List<Answer> product = evaluate(cases);
        Map<String, List<Map<String, String>>> apart = new TreeMap<>();
        for (int i = 0; i < cases.size(); i++) {
            Answer ours = product.get(i);
            Answer theirs = oracle.answer(cases.get(i));
            if (!ours.equals(theirs)) {
                apart.computeIfAbsent("evaluate " + ours + ", oracle " + theirs, kind -> new ArrayList<>())
                        .add(cases.get(i));
            }
        }
        assertThat(apart).as("disagreements in %s cases, by kind", cases.size()).isEmpty();
    }

    /** Through the command, a line a case. */
    private static List<Answer> evaluate(List<Map<String, String>> cases) {
        StringBuilder lines = new StringBuilder();
        cases.forEach(facts -> lines.append(JsonWriter.write(facts)).append('\n'));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = PolicyCommand.run(
                new String[] {"evaluate"},
                new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
        assertThat(status).as("exit code of evaluate").isZero();
        List<Answer> answers = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonReader::readObject)
                .map(decision ->
                        new Answer(String.valueOf(decision.get("outcome")), String.valueOf(decision.get("reason"))))
                .toList();
        assertThat(answers).hasSameSizeAs(cases);
        return answers;
    }

    private static Map<String, String> overClean(String overlay) {
        Map<String, String> facts = new LinkedHashMap<>(CLEAN);
        for (String pair : overlay.split(" ", -1)) {
            String[] parts = pair.split("=", 2);
            facts.put(parts[0], parts[1]);
        }
        return facts;
    }
}

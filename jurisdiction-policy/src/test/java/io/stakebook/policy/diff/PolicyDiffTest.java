package io.stakebook.policy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.PolicyLoader;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.RegionStates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The enumeration is held against the engine on random facts: whatever change they meet, it must have told. */
class PolicyDiffTest {
    private static final long SEED = 20_260_206;
    private static final Map<Field, List<String>> VALUES = new HashMap<>();

    static {
        List<String> places = List.of("", "CN", "HK", "SG", "US", "US-NY", "CN-GD");
        for (Field field : Field.values()) {
            VALUES.put(field, places);
        }
        VALUES.put(Field.ID, List.of(""));
        VALUES.put(
                Field.AS_OF,
                List.of(
                        "2020-01-01T00:00:00Z",
                        "2025-01-01T00:00:00Z",
                        "2026-03-01T00:00:00Z",
                        "2027-01-01T00:00:00Z",
                        "2029-01-01T00:00:00Z"));
        VALUES.put(
                Field.ACTIVITY, Arrays.stream(Activity.values()).map(Enum::name).toList());
        VALUES.put(Field.SUBJECT_TYPE, List.of("", "individual", "entity", "anonymous"));
        VALUES.put(Field.RESIDENCY_VERIFIED, List.of("", "yes", "yes", "no", "expired"));
        VALUES.put(Field.RESIDENCY_VERIFIED_AT, List.of("", "2019-06-01T00:00:00Z"));
        VALUES.put(Field.DOC_TYPE, List.of("", "passport", "hk_id"));
        VALUES.put(Field.IP_FLAG, List.of("", "none", "vpn", "hosting", "tor", "unresolved"));
        VALUES.put(Field.CN_IP_DAYS_90, List.of("", "29", "30", "90"));
        VALUES.put(Field.CN_IP_LAST_24H, List.of("", "yes"));
        VALUES.put(Field.DEVICE_TZ, List.of("", "Asia/Shanghai", "Europe/Zurich"));
        VALUES.put(Field.DEVICE_LANG, List.of("", "zh-CN"));
        VALUES.put(Field.CONTROL, List.of("", "majority", "minority", "25", "60"));
        VALUES.put(Field.ACCOUNT_STATE, List.of("", "existing"));
        VALUES.put(Field.POSITION_STATE, List.of("", "none", "active", "settled"));
        VALUES.put(Field.ASSET_CLASS, List.of("", "virtual_currency", "stablecoin", "cbdc", "rwa_token"));
        VALUES.put(Field.ASSET_PEG, List.of("", "USD", "CNY", "CNH"));
        VALUES.put(
                Field.APPROVAL,
                List.of("", "rmb_consent_valid", "cl13_valid", "csrc_filing_valid", "cl2_approval_and_infra"));
        VALUES.put(Field.OVERRIDE, List.of("", "", "valid"));
        VALUES.put(Field.LEGAL_HOLD, List.of("", "", "", "", "", "yes"));
    }

    private static String read(String name) {
        try (InputStream in = PolicyDiffTest.class.getResourceAsStream("/policies/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static PolicySet shipped(String from, String to, String... more) {
        List<String> texts = new ArrayList<>(List.of(more));
        texts.add(read("CN-YINFA-2021-237.yaml").replace(from, to));
        texts.add(read("CN-YINFA-2026-42.yaml").replace(from, to));
        return PolicySet.of(
                texts.stream().map(text -> PolicyLoader.load("policy", text)).toList());
    }

    /** The same law for another place, so that the stricter of two policies speaks. */
    private static String otherPlace() {
        return read("CN-YINFA-2026-42.yaml")
                .replace("perimeter: {include: [CN], exclude: [HK, MO, TW]}", "perimeter: {include: [US]}")
                .replace("supersedes: CN-YINFA-2021-237\n", "")
                .replace("policy: CN-YINFA-2026-42", "policy: US-OTHER");
    }

    private static Facts random(Random random) {
        Map<String, Object> object = new HashMap<>();
        VALUES.forEach((field, values) -> object.put(field.wire(), values.get(random.nextInt(values.size()))));
        return Facts.parse(object);
    }

    private static String verdict(PolicySet policies, Facts facts) {
        Decision decision = new PolicyEngine(policies, RegionStates.empty()).decide(facts);
        return decision.outcome() + " " + decision.reason();
    }

    private static void assertTellsWhatRandomFactsMeet(PolicySet before, PolicySet after) {
        Set<String> told = PolicyDiff.of(before, after).stream()
                .map(change -> change.text().split(";", -1)[0])
                .collect(Collectors.toSet());
        Random random = new Random(SEED);
        int met = 0;
        for (int i = 0; i < 20_000; i++) {
            Facts facts = random(random);
            String change = verdict(before, facts) + " -> " + verdict(after, facts);
            if (!verdict(before, facts).equals(verdict(after, facts))) {
                met++;
                assertThat(told).as(facts.canonical()).contains(change);
            }
        }
        assertThat(met).as("random facts that meet a change").isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BORROW, COLLATERALIZE], presence: -> COLLATERALIZE], presence:",
                "exclude: [HK, MO, TW] -> exclude: [HK, MO, TW, CN-GD]",
                "include: [CN] -> include: [CN, SG]",
                "controlReviewPct: 25 -> controlReviewPct: 26",
                "ipHistoryDays: 30 -> ipHistoryDays: 31",
                "weakReview: 3 -> weakReview: 2",
                "pegCurrencies: [CNY, CNH] -> pegCurrencies: [CNY, USD]",
                "2026-02-06 -> 2026-04-06",
                "overridable: true -> overridable: false",
            })
    void every_change_that_random_facts_meet_is_told(String edit) {
        String[] both = edit.split(" -> ", -1);
        assertTellsWhatRandomFactsMeet(shipped("policy:", "policy:"), shipped(both[0], both[1]));
    }

    @Test
    void changes_under_two_policies_at_once_are_told_as_the_stricter_decides() {
        PolicySet before = shipped("policy:", "policy:", otherPlace());

        assertTellsWhatRandomFactsMeet(
                before,
                shipped(
                        "policy:",
                        "policy:",
                        otherPlace().replace("BORROW, COLLATERALIZE], presence:", "COLLATERALIZE], presence:")));
        assertTellsWhatRandomFactsMeet(before, shipped("policy:", "policy:"));
    }

    @Test
    void every_attribute_that_a_rule_can_use_follows_from_one_group_of_facts() {
        EnumSet<Attribute> covered = EnumSet.of(Attribute.ACTIVITY, Attribute.PHASE);
        for (FactSpace.Group group : FactSpace.Group.values()) {
            assertThat(covered).doesNotContainAnyElementsOf(group.attributes());
            covered.addAll(group.attributes());
        }
        assertThat(covered).containsExactlyInAnyOrder(Attribute.values());
    }
}

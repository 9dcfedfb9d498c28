package io.stakebook.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.YesNo;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyEnginePropertiesTest {
    private static final PolicyEngine ENGINE = PolicyEngine.shipped();
    private static final List<Activity> ACTIVITIES = List.of(Activity.values());
    private static final Map<String, List<String>> VALUES = new HashMap<>();

    static {
        List<String> places = List.of("", "CN", "HK", "MO", "TW", "SG", "US", "CN-GD", "CN-HK");
        for (String place : List.of(
                "residency",
                "nationality",
                "doc_issuer",
                "tax_residency",
                "phone_country",
                "ip_country",
                "sim_issuer",
                "fiat_rail_country",
                "entity_domicile",
                "controller_domicile",
                "rwa_underlying",
                "place_of_act")) {
            VALUES.put(place, places);
        }
        VALUES.put(
                "as_of",
                List.of(
                        "2020-01-01T00:00:00Z",
                        "2025-01-01T00:00:00Z",
                        "2026-03-01T00:00:00Z",
                        "2027-01-01T00:00:00Z",
                        "2029-01-01T00:00:00Z"));
        VALUES.put("subject_type", List.of("", "individual", "entity", "anonymous"));
        VALUES.put("residency_verified", List.of("", "yes", "no", "expired"));
        VALUES.put("ip_flag", List.of("", "none", "vpn", "proxy", "hosting", "tor", "unresolved"));
        VALUES.put("doc_type", List.of("", "passport", "hk_id", "mainland_travel_permit_hkmo"));
        VALUES.put("cn_ip_days_90", List.of("", "0", "29", "30", "90"));
        VALUES.put("cn_ip_last_24h", List.of("", "yes", "no"));
        VALUES.put("device_tz", List.of("", "Asia/Shanghai", "Europe/Zurich"));
        VALUES.put("device_lang", List.of("", "zh-CN", "en-SG"));
        VALUES.put("control", List.of("", "majority", "de_facto", "minority", "10", "30", "60"));
        VALUES.put("account_state", List.of("", "none", "existing"));
        VALUES.put("position_state", List.of("", "none", "active", "unbonding", "settled"));
        VALUES.put("asset_class", List.of("", "virtual_currency", "stablecoin", "cbdc", "rwa_token"));
        VALUES.put("asset_peg", List.of("", "USD", "CNY", "CNH"));
        VALUES.put(
                "approval",
                List.of(
                        "",
                        "none",
                        "generic_vc_approval",
                        "rmb_consent_valid",
                        "cl13_valid",
                        "csrc_filing_valid",
                        "cl2_approval_and_infra"));
        VALUES.put("override", List.of("", "valid", "expired"));
        VALUES.put("legal_hold", List.of("", "no", "yes"));
    }

    @Provide
    Arbitrary<Facts> facts() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            Map<String, Object> object = new HashMap<>();
            object.put(
                    "activity",
                    ACTIVITIES.get(random.nextInt(ACTIVITIES.size())).name());
            VALUES.forEach((field, values) -> object.put(field, values.get(random.nextInt(values.size()))));
            return Facts.parse(object);
        });
    }

    @Property(tries = 4_000)
    void exit_is_never_closed_without_a_hold_but_for_the_mainland_rail(@ForAll("facts") Facts facts) {
        Decision decision = ENGINE.decide(facts);
        if (facts.activity().group() == ActivityGroup.EXIT
                && facts.activity() != Activity.WITHDRAW_FIAT
                && facts.legalHold() != YesNo.YES) {
            assertThat(decision).isInstanceOf(Decision.Permitted.class);
        }
    }

    @Property(tries = 2_000)
    void same_facts_decide_alike(@ForAll("facts") Facts facts) {
        Decision first = ENGINE.decide(facts);
        Decision again = PolicyEnginePropertiesTest.ENGINE.decide(
                facts.toBuilder().id("other").build());
        assertThat(again.outcome()).isEqualTo(first.outcome());
        assertThat(again.ruleId()).isEqualTo(first.ruleId());
        assertThat(again.factsHash()).isEqualTo(first.factsHash());
        assertThat(first.matchedRules().isEmpty() ? "" : first.matchedRules().get(0))
                .isEqualTo(first.ruleId());
    }

    @Property(tries = 4_000)
    void a_mainland_sign_never_opens_new_risk(@ForAll("facts") Facts facts) {
        if (facts.activity().group() != ActivityGroup.NEW_RISK) {
            return;
        }
        Region cn = new Region("CN");
        Decision before = ENGINE.decide(facts);
        for (Facts more : List.of(
                facts.toBuilder().residency(cn).build(),
                facts.toBuilder().ipCountry(cn).build(),
                facts.toBuilder().taxResidency(cn).build(),
                facts.toBuilder().simIssuer(cn).build(),
                facts.toBuilder().phoneCountry(cn).build(),
                facts.toBuilder().cnIpDays90(90).build(),
                facts.toBuilder().deviceLang("zh-CN").build())) {
            Decision after = ENGINE.decide(more);
            if (before instanceof Decision.Refused && !after.reason().equals("APPROVED")) {
                boolean opened =
                        after.outcome() == Outcome.PERMIT && !after.reason().equals("OVERRIDE") && !silent(after);
                assertThat(opened).as("%s then %s", before, after).isFalse();
            }
        }
    }

    /** Before 2026 an unproved status has no rule, and a stated one has. */
    private static boolean silent(Decision decision) {
        return decision.reason().equals("NO_RULE_IN_FORCE");
    }

    @Property(tries = 3_000)
    void a_region_toggle_only_tightens_and_leaves_exits_alone(@ForAll("facts") Facts facts, @ForAll RegionState state) {
        RegionStates toggled = RegionStates.of(
                1,
                List.of(new RegionToggle(new Region("SG"), state, "order 7", Instant.parse("2026-01-01T00:00:00Z"))));
        Decision free = ENGINE.decide(facts);
        Decision bound = ENGINE.with(toggled).decide(facts);
        assertThat(bound.outcome()).isGreaterThanOrEqualTo(free.outcome());
        if (facts.activity().group() == ActivityGroup.EXIT) {
            assertThat(bound.reason()).isEqualTo(free.reason());
        }
    }

    @Property(tries = 2_000)
    void canonical_facts_read_back_as_themselves(@ForAll("facts") Facts facts) {
        Map<String, Object> read = new HashMap<>();
        facts.canonical()
                .lines()
                .forEach(line -> read.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        assertThat(Facts.parse(read)).isEqualTo(facts);
    }
}

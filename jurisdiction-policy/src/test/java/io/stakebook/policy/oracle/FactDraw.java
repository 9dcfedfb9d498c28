package io.stakebook.policy.oracle;

import io.stakebook.policy.facts.Activity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Facts to ask about: every value of the contract and both sides of every date and threshold. An empty value takes the fact away. */
final class FactDraw {
    private static final List<String> ACTIVITIES =
            Stream.of(Activity.values()).map(Enum::name).toList();

    /** Acts that have rules of their own, or that most rules speak of. */
    private static final List<String> TELLING = List.of(
            "ACCOUNT_OPEN",
            "STAKE",
            "SUBSCRIBE",
            "TRADE_RWA",
            "ISSUE_TOKEN",
            "ISSUE_STABLECOIN",
            "ISSUE_RWA",
            "REWARD_ACCRUE");

    /** What is laid over these decides: a person and a firm nothing speaks against, and somebody nobody knows. */
    private static final List<Map<String, String>> BASES = List.of(
            Map.of(
                    "subject_type", "individual",
                    "residency", "SG",
                    "residency_verified", "yes",
                    "ip_country", "SG",
                    "ip_flag", "none",
                    "asset_class", "virtual_currency"),
            Map.of(
                    "subject_type", "entity",
                    "entity_domicile", "HK",
                    "residency_verified", "yes",
                    "ip_country", "HK",
                    "ip_flag", "hosting"),
            Map.of());

    /** No tie to the mainland, each way to have one, and the two of an issuer at home. */
    private static final List<Map<String, String>> TIES = List.of(
            Map.of(),
            Map.of("residency", "CN"),
            Map.of("controller_domicile", "CN", "control", "majority"),
            Map.of("controller_domicile", "CN", "control", "minority"),
            Map.of("ip_country", "CN"),
            Map.of("place_of_act", "CN"),
            Map.of("residency", "CN", "place_of_act", "CN"));

    private static final List<String> PLACES = List.of("", "CN", "HK", "SG");

    /** Other spellings of places; they share one reader, so that a draw is enough. */
    private static final List<String> SPELLINGS =
            List.of("cn", "CHN", "CN-GD", "CN-HK", "CN-MO", "CN-TW", "MO", "TW", "HKG", "US-NY", "XX");

    private static final Map<String, List<String>> VALUES = values();

    /** Facts that rules weigh against each other; drawn together they meet where one by one they would not. */
    private static final List<List<String>> THEMES = List.of(
            List.of("subject_type", "residency", "residency_verified", "entity_domicile"),
            List.of("entity_domicile", "controller_domicile", "control"),
            List.of("ip_country", "ip_flag", "place_of_act", "cn_ip_last_24h", "cn_ip_days_90"),
            List.of("nationality", "doc_issuer", "doc_type", "phone_country"),
            List.of("sim_issuer", "device_tz", "device_lang", "phone_country"),
            List.of("asset_class", "asset_peg", "rwa_underlying", "approval"),
            List.of("fiat_rail_country", "tax_residency"),
            List.of("as_of", "position_state", "account_state"),
            List.of("override"),
            List.of("legal_hold"));

    private FactDraw() {}

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        WireFacts.PLACES.forEach(place -> values.put(place, PLACES));
        values.put(
                "as_of",
                List.of(
                        "2021-09-23T23:59:59.999+08:00",
                        "2021-09-24T00:00:00+08:00",
                        "2026-02-05T15:59:59.999Z",
                        "2026-02-05T16:00:00Z",
                        "2026-05-05T23:59:59.999+08:00",
                        "2026-05-06T00:00:00+08:00",
                        "2028-02-05T23:59:59.999+08:00",
                        "2028-02-06T00:00:00+08:00"));
        values.put("subject_type", List.of("", "individual", "entity", "anonymous"));
        values.put("residency_verified", List.of("", "yes", "no", "expired"));
        values.put(
                "doc_type",
                List.of("", "passport", "hk_id", "mainland_travel_permit_hkmo", "mainland_travel_permit_tw"));
        values.put("ip_flag", List.of("", "none", "vpn", "proxy", "residential_proxy", "hosting", "tor", "unresolved"));
        values.put("cn_ip_days_90", List.of("", "0", "29", "30", "90"));
        values.put("cn_ip_last_24h", List.of("", "yes", "no"));
        values.put("device_tz", List.of("", "Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong"));
        values.put("device_lang", List.of("", "zh-CN", "zh-HK", "en"));
        values.put("control", List.of("", "majority", "de_facto", "minority", "24.9", "25", "50", "50.1"));
        values.put("account_state", List.of("", "none", "new", "existing"));
        values.put("position_state", List.of("", "none", "active", "unbonding", "settled"));
        values.put(
                "asset_class",
                List.of("", "virtual_currency", "liquid_staking_token", "stablecoin", "cbdc", "rwa_token"));
        values.put("asset_peg", List.of("", "USD", "HKD", "CNY", "CNH"));
        values.put(
                "approval",
                List.of(
                        "",
                        "none",
                        "generic_vc_approval",
                        "hkma_licence",
                        "rmb_consent_valid",
                        "cl13_valid",
                        "cl13_expired",
                        "csrc_filing_valid",
                        "csrc_filing_expired",
                        "cl2_approval_and_infra",
                        "cl2_approval_only",
                        "cl2_infra_only"));
        values.put("override", List.of("", "none", "valid", "expired"));
        values.put("legal_hold", List.of("", "no", "yes"));
        return values;
    }

    /** Each value alone over each base, for each activity, in the first weeks of the notice of 2026. */
    static List<Map<String, String>> oneByOne() {
        List<Map<String, String>> cases = new ArrayList<>();
        for (Map<String, String> base : BASES) {
            for (String activity : ACTIVITIES) {
                VALUES.forEach((field, values) -> {
                    for (String value : values) {
                        Map<String, String> facts = over(base, activity);
                        lay(facts, field, value);
                        cases.add(facts);
                    }
                });
            }
        }
        return cases;
    }

    /** One to four themes at once over a base. The same seed gives the same cases. */
    static List<Map<String, String>> together(int count, long seed) {
        Random random = new Random(seed);
        List<Map<String, String>> cases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, String> facts =
                    over(pick(BASES, random), pick(random.nextBoolean() ? ACTIVITIES : TELLING, random));
            int themes = 1 + random.nextInt(4);
            for (int j = 0; j < themes; j++) {
                for (String field : pick(THEMES, random)) {
                    lay(facts, field, value(field, random));
                }
            }
            cases.add(facts);
        }
        return cases;
    }

    /** Everything the four keys turn on, crossed. */
    static List<Map<String, String>> keys() {
        List<Map<String, String>> cases = crossed(
                TIES, "activity", List.of("TRADE_RWA", "ISSUE_RWA", "ISSUE_TOKEN", "ISSUE_STABLECOIN", "SUBSCRIBE"));
        cases = crossed(cases, "asset_class", VALUES.get("asset_class"));
        cases = crossed(cases, "asset_peg", List.of("", "USD", "CNY"));
        cases = crossed(cases, "rwa_underlying", List.of("", "CN", "SG"));
        List<String> keys =
                List.of("", "rmb_consent_valid", "cl13_valid", "csrc_filing_valid", "cl2_approval_and_infra");
        return overPerson(crossed(cases, "approval", keys));
    }

    /** Both sides of every date, crossed with every tie and activity, and with what rewards turn on. */
    static List<Map<String, String>> dates() {
        List<Map<String, String>> tied = crossed(TIES, "as_of", VALUES.get("as_of"));
        List<Map<String, String>> cases =
                crossed(crossed(tied, "asset_peg", List.of("", "CNY")), "activity", ACTIVITIES);
        List<Map<String, String>> rewards = crossed(tied, "activity", List.of("REWARD_ACCRUE"));
        cases.addAll(crossed(rewards, "position_state", VALUES.get("position_state")));
        return overPerson(cases);
    }

    private static List<Map<String, String>> crossed(
            List<Map<String, String>> cases, String field, List<String> values) {
        List<Map<String, String>> crossed = new ArrayList<>(cases.size() * values.size());
        for (Map<String, String> facts : cases) {
            for (String value : values) {
                Map<String, String> more = new LinkedHashMap<>(facts);
                more.put(field, value);
                crossed.add(more);
            }
        }
        return crossed;
    }

    private static List<Map<String, String>> overPerson(List<Map<String, String>> overlays) {
        return overlays.stream()
                .map(overlay -> {
                    Map<String, String> facts = over(BASES.get(0), "STAKE");
                    overlay.forEach((field, value) -> lay(facts, field, value));
                    return facts;
                })
                .toList();
    }

    private static String value(String field, Random random) {
        boolean spelled = WireFacts.PLACES.contains(field) && random.nextInt(4) == 0;
        return pick(spelled ? SPELLINGS : VALUES.get(field), random);
    }

    private static Map<String, String> over(Map<String, String> base, String activity) {
        Map<String, String> facts = new LinkedHashMap<>(base);
        facts.put("as_of", "2026-03-01T00:00:00Z");
        facts.put("activity", activity);
        return facts;
    }

    private static void lay(Map<String, String> facts, String field, String value) {
        if (value.isEmpty()) {
            facts.remove(field);
        } else {
            facts.put(field, value);
        }
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}

package io.stakebook.policy.oracle;

import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.DateTime;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads facts from the wire for the oracle, by the contract and nothing else: codes folded, what is not known empty. */
final class WireFacts {
    private static final DateTimeFormatter CEDAR_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    static final List<String> PLACES = List.of(
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
            "place_of_act");
    private static final List<String> WORDS = List.of(
            "subject_type",
            "residency_verified",
            "doc_type",
            "ip_flag",
            "cn_ip_last_24h",
            "device_tz",
            "device_lang",
            "account_state",
            "position_state",
            "asset_class",
            "asset_peg",
            "approval",
            "override",
            "legal_hold");

    private WireFacts() {}

    static CedarMap read(Map<String, String> wire) {
        CedarMap facts = new CedarMap();
        OffsetDateTime asOf = OffsetDateTime.parse(wire.get("as_of")).withOffsetSameInstant(ZoneOffset.UTC);
        facts.put("as_of", new DateTime(asOf.format(CEDAR_TIME)));
        for (String name : PLACES) {
            facts.put(name, new PrimString(country(wire.getOrDefault(name, ""))));
        }
        for (String name : WORDS) {
            facts.put(name, new PrimString(wire.getOrDefault(name, "")));
        }
        facts.put("control", new PrimString(control(wire.getOrDefault("control", ""))));
        facts.put("cn_ip_days_90", new PrimLong(Long.parseLong(wire.getOrDefault("cn_ip_days_90", "0"))));
        return facts;
    }

    private static String country(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "XX" -> "";
            case "CHN" -> "CN";
            case "HKG" -> "HK";
            case "CN-HK", "CN-MO", "CN-TW" -> upper.substring(3);
            default -> upper.length() > 2 ? upper.substring(0, 2) : upper;
        };
    }

    /** A share: above a half control, from a quarter on a review. */
    private static String control(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return text;
        }
        BigDecimal share = new BigDecimal(text);
        if (share.compareTo(BigDecimal.valueOf(50)) > 0) {
            return "majority";
        }
        return share.compareTo(BigDecimal.valueOf(25)) >= 0 ? "minority" : "none";
    }
}

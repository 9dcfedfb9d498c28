package io.stakebook.policy.facts;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.region.Region;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a decoded object into {@link Facts}, or says which field broke which rule with which value. */
final class FactsParser {
    private static final int MAX_TEXT = 200;
    private static final int MAX_TOKEN = 64;

    /** Links of the IANA zone database to the two zones of the mainland; devices still report them. */
    private static final Map<String, String> ZONE_LINKS = Map.of(
            "ASIA/CHONGQING", "Asia/Shanghai",
            "ASIA/CHUNGKING", "Asia/Shanghai",
            "ASIA/HARBIN", "Asia/Shanghai",
            "PRC", "Asia/Shanghai",
            "ASIA/SHANGHAI", "Asia/Shanghai",
            "ASIA/KASHGAR", "Asia/Urumqi",
            "ASIA/URUMQI", "Asia/Urumqi");

    private static final Set<String> NOTHING = Set.of("", "unknown");

    private FactsParser() {}

    static Facts parse(Map<String, ?> decoded) {
        for (Map.Entry<String, ?> entry : decoded.entrySet()) {
            if (Field.byWire(entry.getKey()).isEmpty()) {
                throw new InvalidFacts(
                        entry.getKey(), "is not a fact this policy contract knows", show(entry.getValue()));
            }
        }
        Activity activity = choice(decoded, Field.ACTIVITY, Activity.class);
        Instant asOf = instant(decoded, Field.AS_OF);
        if (activity == null) {
            throw new InvalidFacts(Field.ACTIVITY.wire(), "is required", "");
        }
        if (asOf == null) {
            throw new InvalidFacts(Field.AS_OF.wire(), "is required, as an RFC 3339 instant with an offset", "");
        }
        Facts.Builder facts = Facts.of(activity, asOf)
                .id(id(decoded))
                .subjectType(choice(decoded, Field.SUBJECT_TYPE, SubjectType.class, SubjectType.UNKNOWN))
                .residency(region(decoded, Field.RESIDENCY))
                .residencyVerified(choice(decoded, Field.RESIDENCY_VERIFIED, Verification.class, Verification.UNKNOWN))
                .residencyVerifiedAt(instant(decoded, Field.RESIDENCY_VERIFIED_AT))
                .nationality(region(decoded, Field.NATIONALITY))
                .docIssuer(region(decoded, Field.DOC_ISSUER))
                .docType(token(decoded, Field.DOC_TYPE))
                .taxResidency(region(decoded, Field.TAX_RESIDENCY))
                .phoneCountry(region(decoded, Field.PHONE_COUNTRY))
                .ipCountry(region(decoded, Field.IP_COUNTRY))
                .ipFlag(choice(decoded, Field.IP_FLAG, IpFlag.class, IpFlag.UNKNOWN))
                .cnIpLast24h(choice(decoded, Field.CN_IP_LAST_24H, YesNo.class, YesNo.UNKNOWN))
                .simIssuer(region(decoded, Field.SIM_ISSUER))
                .fiatRailCountry(region(decoded, Field.FIAT_RAIL_COUNTRY))
                .deviceTz(zone(decoded))
                .deviceLang(language(decoded))
                .entityDomicile(region(decoded, Field.ENTITY_DOMICILE))
                .controllerDomicile(region(decoded, Field.CONTROLLER_DOMICILE))
                .accountState(choice(decoded, Field.ACCOUNT_STATE, AccountState.class, AccountState.UNKNOWN))
                .positionState(choice(decoded, Field.POSITION_STATE, PositionState.class, PositionState.UNKNOWN))
                .assetClass(choice(decoded, Field.ASSET_CLASS, AssetClass.class, AssetClass.UNKNOWN))
                .assetPeg(peg(decoded))
                .rwaUnderlying(region(decoded, Field.RWA_UNDERLYING))
                .placeOfAct(region(decoded, Field.PLACE_OF_ACT))
                .approval(choice(decoded, Field.APPROVAL, Approval.class, Approval.UNKNOWN))
                .override(choice(decoded, Field.OVERRIDE, OverrideState.class, OverrideState.UNKNOWN))
                .legalHold(choice(decoded, Field.LEGAL_HOLD, YesNo.class, YesNo.UNKNOWN));
        Integer days = wholeNumber(decoded, Field.CN_IP_DAYS_90);
        if (days != null) {
            facts.cnIpDays90(days);
        }
        control(decoded, facts);
        return facts.build();
    }

    /** The name of an enumeration's value on the wire: activities as they are, everything else in lower case. */
    static String wire(Enum<?> value) {
        return value instanceof Activity ? value.name() : value.name().toLowerCase(Locale.ROOT);
    }

    private static String id(Map<String, ?> decoded) {
        Object raw = decoded.get(Field.ID.wire());
        if (raw instanceof Number number) {
            return number.toString();
        }
        return text(decoded, Field.ID);
    }

    private static Region region(Map<String, ?> decoded, Field field) {
        String text = text(decoded, field);
        try {
            return Region.parse(text);
        } catch (IllegalArgumentException notAPlace) {
            throw new InvalidFacts(
                    field.wire(), "must be an ISO 3166 country or subdivision code, or XX when not known", text);
        }
    }

    private static <E extends Enum<E>> E choice(Map<String, ?> decoded, Field field, Class<E> type, E absent) {
        E value = choice(decoded, field, type);
        return value == null ? absent : value;
    }

    private static <E extends Enum<E>> @Nullable E choice(Map<String, ?> decoded, Field field, Class<E> type) {
        String text = decoded.get(field.wire()) instanceof Boolean flag && hasYesNo(field)
                ? (flag ? "yes" : "no")
                : text(decoded, field);
        String wanted = text.replace('-', '_').toUpperCase(Locale.ROOT);
        if (NOTHING.contains(wanted.toLowerCase(Locale.ROOT))) {
            return null;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(wanted) && !value.name().equals("UNKNOWN")) {
                return value;
            }
        }
        throw new InvalidFacts(field.wire(), "must be one of " + names(type), text);
    }

    private static boolean hasYesNo(Field field) {
        return field == Field.CN_IP_LAST_24H || field == Field.LEGAL_HOLD || field == Field.RESIDENCY_VERIFIED;
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        StringBuilder list = new StringBuilder();
        for (E value : type.getEnumConstants()) {
            if (!value.name().equals("UNKNOWN")) {
                list.append(list.isEmpty() ? "" : ", ").append(wire(value));
            }
        }
        return list.toString();
    }

    private static void control(Map<String, ?> decoded, Facts.Builder facts) {
        Object raw = decoded.get(Field.CONTROL.wire());
        boolean number = raw instanceof Number
                || (raw instanceof String text
                        && !text.isBlank()
                        && text.strip().chars().allMatch(c -> c >= '0' && c <= '9'));
        if (number) {
            Integer percent = wholeNumber(decoded, Field.CONTROL);
            if (percent != null) {
                facts.controlPct(percent);
            }
        } else {
            facts.control(choice(decoded, Field.CONTROL, Control.class, Control.UNKNOWN));
        }
    }

    private static @Nullable Instant instant(Map<String, ?> decoded, Field field) {
        String text = text(decoded, field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException notAnInstant) {
            throw new InvalidFacts(
                    field.wire(),
                    "must be an RFC 3339 instant with an offset, such as 2026-02-06T00:00:00+08:00",
                    text);
        }
    }

    private static @Nullable Integer wholeNumber(Map<String, ?> decoded, Field field) {
        Object raw = decoded.get(field.wire());
        if (raw == null || (raw instanceof String text && text.isBlank())) {
            return null;
        }
        try {
            if (raw instanceof Integer || raw instanceof Long || raw instanceof BigInteger) {
                return new BigInteger(raw.toString()).intValueExact();
            }
            if (raw instanceof BigDecimal decimal) {
                return decimal.intValueExact();
            }
            if (raw instanceof String text) {
                return Integer.valueOf(text.strip());
            }
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new InvalidFacts(field.wire(), "must be a whole number", show(raw));
        }
        throw new InvalidFacts(field.wire(), "must be a whole number", show(raw));
    }

    private static String token(Map<String, ?> decoded, Field field) {
        String token = text(decoded, field).toLowerCase(Locale.ROOT).replace('-', '_');
        if (NOTHING.contains(token)) {
            return "";
        }
        boolean plain = token.length() <= MAX_TOKEN
                && token.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
        if (!plain) {
            throw new InvalidFacts(field.wire(), "must be a word of letters, digits and underscores", token);
        }
        return token;
    }

    private static String peg(Map<String, ?> decoded) {
        String code = text(decoded, Field.ASSET_PEG).toUpperCase(Locale.ROOT);
        if (code.isEmpty() || code.equals("UNKNOWN") || code.equals("NONE")) {
            return "";
        }
        if (code.length() < 3 || code.length() > 5 || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new InvalidFacts(
                    Field.ASSET_PEG.wire(), "must be a currency code such as USD, HKD, CNY or CNH", code);
        }
        return code.equals("RMB") ? "CNY" : code;
    }

    private static String zone(Map<String, ?> decoded) {
        String zone = text(decoded, Field.DEVICE_TZ);
        if (NOTHING.contains(zone.toLowerCase(Locale.ROOT))) {
            return "";
        }
        boolean plain = zone.length() <= MAX_TOKEN
                && zone.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "/_+-:".indexOf(c) >= 0);
        if (!plain) {
            throw new InvalidFacts(Field.DEVICE_TZ.wire(), "must be an IANA time zone name", zone);
        }
        return ZONE_LINKS.getOrDefault(zone.toUpperCase(Locale.ROOT), zone);
    }

    private static String language(Map<String, ?> decoded) {
        String tag = text(decoded, Field.DEVICE_LANG).replace('_', '-');
        if (NOTHING.contains(tag.toLowerCase(Locale.ROOT))) {
            return "";
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            // The script is dropped where a country is named: zh-Hans-CN and zh-CN are one language to a rule.
            return locale.getCountry().isEmpty()
                    ? locale.toLanguageTag()
                    : locale.getLanguage() + "-" + locale.getCountry();
        } catch (IllformedLocaleException notATag) {
            throw new InvalidFacts(Field.DEVICE_LANG.wire(), "must be a BCP 47 language tag", tag);
        }
    }

    private static String text(Map<String, ?> decoded, Field field) {
        Object raw = decoded.get(field.wire());
        if (raw == null) {
            return "";
        }
        if (!(raw instanceof String text)) {
            throw new InvalidFacts(field.wire(), "must be a string", show(raw));
        }
        String stripped = text.strip();
        if (stripped.length() > MAX_TEXT) {
            throw new InvalidFacts(
                    field.wire(),
                    "must not be longer than " + MAX_TEXT + " characters",
                    stripped.substring(0, 40) + "…");
        }
        return stripped;
    }

    private static String show(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}

package io.stakebook.policy.facts;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.json.JsonWriter;
import io.stakebook.policy.region.Region;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns a decoded object into {@link Facts}, or says which field broke which rule with which value. */
final class FactsParser {
    private static final int MAX_TEXT = 200;
    private static final int MAX_TOKEN = 64;

    /** Cloudflare's country of a request that left the Tor network. */
    private static final String TOR_EXIT = "T1";

    private static final BigDecimal HALF = BigDecimal.valueOf(50);
    private static final int MAX_DECIMALS = 20;

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
            throw new InvalidFacts(
                    Field.ACTIVITY.wire(),
                    "is required, as one of " + names(Activity.class),
                    text(decoded, Field.ACTIVITY));
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
                .ipFlag(ipFlag(decoded))
                .cnIpLast24h(choice(decoded, Field.CN_IP_LAST_24H, YesNo.class, YesNo.UNKNOWN))
                .simIssuer(region(decoded, Field.SIM_ISSUER))
                .fiatRailCountry(region(decoded, Field.FIAT_RAIL_COUNTRY))
                .deviceTz(device(decoded, Field.DEVICE_TZ, DeviceText::zone))
                .deviceLang(device(decoded, Field.DEVICE_LANG, DeviceText::language))
                .entityDomicile(region(decoded, Field.ENTITY_DOMICILE))
                .controllerDomicile(region(decoded, Field.CONTROLLER_DOMICILE))
                .accountState(choice(decoded, Field.ACCOUNT_STATE, AccountState.class, AccountState.UNKNOWN))
                .positionState(choice(decoded, Field.POSITION_STATE, PositionState.class, PositionState.UNKNOWN))
                .assetClass(choice(decoded, Field.ASSET_CLASS, AssetClass.class, AssetClass.UNKNOWN))
                .assetPeg(PegCode.parse(text(decoded, Field.ASSET_PEG)))
                .rwaUnderlying(region(decoded, Field.RWA_UNDERLYING))
                .placeOfAct(region(decoded, Field.PLACE_OF_ACT))
                .approval(choice(decoded, Field.APPROVAL, RegulatoryApproval.class, RegulatoryApproval.UNKNOWN))
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
        return stripped(decoded, Field.ID, "must be a string or a number");
    }

    /** An exit of Tor has no country; no flag that a caller could add says more about the place. */
    private static IpFlag ipFlag(Map<String, ?> decoded) {
        IpFlag flag = choice(decoded, Field.IP_FLAG, IpFlag.class, IpFlag.UNKNOWN);
        return text(decoded, Field.IP_COUNTRY).equalsIgnoreCase(TOR_EXIT) ? IpFlag.TOR : flag;
    }

    private static String device(Map<String, ?> decoded, Field field, UnaryOperator<String> reader) {
        String text = text(decoded, field);
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return "";
        }
        if (text.length() > MAX_TOKEN) {
            throw new InvalidFacts(field.wire(), "must not be longer than " + MAX_TOKEN + " characters", text);
        }
        return reader.apply(text);
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
        String text = word(decoded, field);
        String wanted = text.replace('-', '_').toUpperCase(Locale.ROOT);
        if (NOTHING.contains(wanted.toLowerCase(Locale.ROOT))) {
            return null;
        }
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(wanted) && !value.name().equals("UNKNOWN")) {
                return value;
            }
        }
        String alsoFlag = hasYesNo(field) ? ", or true or false" : "";
        throw new InvalidFacts(field.wire(), "must be one of " + names(type) + alsoFlag, text);
    }

    /** Anything but a text is shown as it is, and so is none of the words. */
    private static String word(Map<String, ?> decoded, Field field) {
        Object raw = decoded.get(field.wire());
        if (raw instanceof Boolean flag && hasYesNo(field)) {
            return flag ? "yes" : "no";
        }
        return raw == null || raw instanceof String ? text(decoded, field) : show(raw);
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

    /** A share in per cent or one of the words. Above a half any fraction more is a majority, so that it is rounded up there. */
    private static void control(Map<String, ?> decoded, Facts.Builder facts) {
        Object raw = decoded.get(Field.CONTROL.wire());
        String text = raw instanceof Number ? raw.toString() : text(decoded, Field.CONTROL);
        boolean number = !text.isEmpty() && "-+.0123456789".indexOf(text.charAt(0)) >= 0;
        if (number) {
            facts.controlPct(percent(text));
            return;
        }
        try {
            facts.control(choice(decoded, Field.CONTROL, Control.class, Control.UNKNOWN));
        } catch (InvalidFacts noWord) {
            throw controlFault(text);
        }
    }

    private static int percent(String text) {
        String digits =
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        try {
            BigDecimal share = new BigDecimal(digits);
            if (digits.equals(text) && share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0) {
                // 0.51 for 51 per cent would be control that nobody sees.
                throw new InvalidFacts(
                        Field.CONTROL.wire(),
                        "must be written with % when it is above 0 and not above 1 per cent",
                        text);
            }
            boolean possible = share.signum() >= 0 && share.compareTo(BigDecimal.valueOf(100)) <= 0;
            if (possible && share.scale() <= MAX_DECIMALS) {
                return share.setScale(0, share.compareTo(HALF) > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .intValueExact();
            }
        } catch (NumberFormatException notANumber) {
            throw controlFault(text);
        }
        throw controlFault(text);
    }

    private static InvalidFacts controlFault(String text) {
        return new InvalidFacts(
                Field.CONTROL.wire(),
                "must be one of " + names(Control.class) + ", or a share in per cent from 0 to 100 with at most "
                        + MAX_DECIMALS + " decimals, such as 50.5",
                text);
    }

    private static @Nullable Instant instant(Map<String, ?> decoded, Field field) {
        String text = text(decoded, field);
        return text.isEmpty() ? null : FactTime.parse(field.wire(), text);
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
            if (raw instanceof String) {
                return Integer.valueOf(text(decoded, field));
            }
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new InvalidFacts(field.wire(), "must be a whole number from 0 to 90", show(raw));
        }
        throw new InvalidFacts(field.wire(), "must be a whole number from 0 to 90", show(raw));
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

    /** The text without blanks around it; nothing but ASCII, since upper case turns other letters into codes they are not. */
    private static String text(Map<String, ?> decoded, Field field) {
        String text = stripped(decoded, field, "must be a string");
        if (!isAscii(text)) {
            throw new InvalidFacts(field.wire(), "must be written in ASCII letters, digits and signs", text);
        }
        return text;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String stripped(Map<String, ?> decoded, Field field, String kind) {
        Object raw = decoded.get(field.wire());
        if (raw == null) {
            return "";
        }
        if (!(raw instanceof String text)) {
            throw new InvalidFacts(field.wire(), kind, show(raw));
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
        String text = value instanceof String plain ? plain : JsonWriter.write(value);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}

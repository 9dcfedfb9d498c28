package io.stakebook.policy.facts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every fact by its name on the wire; the order is the order of the canonical rendering and never changes. */
public enum Field {
    ID,
    AS_OF,
    SUBJECT_TYPE,
    RESIDENCY,
    RESIDENCY_VERIFIED,
    RESIDENCY_VERIFIED_AT,
    NATIONALITY,
    DOC_ISSUER,
    DOC_TYPE,
    TAX_RESIDENCY,
    PHONE_COUNTRY,
    IP_COUNTRY,
    IP_FLAG,
    CN_IP_DAYS_90,
    CN_IP_LAST_24H,
    SIM_ISSUER,
    FIAT_RAIL_COUNTRY,
    DEVICE_TZ,
    DEVICE_LANG,
    ENTITY_DOMICILE,
    CONTROLLER_DOMICILE,
    CONTROL,
    ACCOUNT_STATE,
    POSITION_STATE,
    ACTIVITY,
    ASSET_CLASS,
    ASSET_PEG,
    RWA_UNDERLYING,
    PLACE_OF_ACT,
    APPROVAL,
    OVERRIDE,
    LEGAL_HOLD;

    private static final Map<String, Field> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::wire, field -> field));

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The fact's name in JSON and YAML. */
    public String wire() {
        return wire;
    }

    public static Optional<Field> byWire(String name) {
        return Optional.ofNullable(BY_WIRE.get(name));
    }
}

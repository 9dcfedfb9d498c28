package io.stakebook.policy.model;

import static java.util.Objects.requireNonNull;

import io.stakebook.policy.facts.AccountState;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.AssetClass;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.facts.PositionState;
import io.stakebook.policy.facts.RegulatoryApproval;
import io.stakebook.policy.facts.SubjectType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rule may range over. Each attribute has a finite domain and says which facts it is derived from. */
public enum Attribute {
    ACTIVITY("activity", Activity.class),
    LEGAL_HOLD("legalHold", Domains.Flag.class),
    STATUS("status", Domains.Status.class),
    PRESENCE("presence", Domains.Side.class),
    PLACE_OF_ACT("placeOfAct", Domains.Side.class),
    IP("ip", Domains.IpPlace.class),
    PROOF("proof", Domains.Proof.class),
    WEAK("weak", Domains.WeakBand.class),
    RESIDENCE_STATED("residenceStated", Domains.Flag.class),
    TAX("taxResidency", Domains.Side.class),
    IP_HISTORY("ipHistory", Domains.Flag.class),
    IP_LAST_24H("ipLast24h", Domains.Flag.class),
    PHONE("phone", Domains.Side.class),
    RAIL("rail", Domains.Side.class),
    ASSET("asset", AssetClass.class),
    PEG("peg", Domains.Side.class),
    UNDERLYING("underlying", Domains.Side.class),
    APPROVAL("approval", RegulatoryApproval.class),
    PHASE("phase", Domains.Phase.class),
    POSITION("position", PositionState.class),
    ACCOUNT("account", AccountState.class),
    SUBJECT("subject", SubjectType.class);

    private final String key;
    private final Class<? extends Enum<?>> domain;

    Attribute(String key, Class<? extends Enum<?>> domain) {
        this.key = key;
        this.domain = domain;
    }

    /** The attribute's name in a policy file. */
    public String key() {
        return key;
    }

    /** Number of values. */
    public int size() {
        return values(domain).length;
    }

    /** The value's name in a policy file: as written in {@link Activity}, lower case everywhere else. */
    public String nameOf(int ordinal) {
        String name = values(domain)[ordinal].name();
        return this == ACTIVITY ? name : name.toLowerCase(Locale.ROOT);
    }

    /** Ordinal of a value by its exact name in a policy file, or -1. */
    int ordinalOf(String name) {
        for (int i = 0; i < size(); i++) {
            if (nameOf(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    static Optional<Attribute> byKey(String key) {
        for (Attribute attribute : values()) {
            if (attribute.key.equals(key)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /** The facts this attribute is derived from. */
    public List<Field> facts() {
        return switch (this) {
            case ACTIVITY -> List.of(Field.ACTIVITY);
            case LEGAL_HOLD -> List.of(Field.LEGAL_HOLD);
            case STATUS -> List.of(Field.RESIDENCY, Field.ENTITY_DOMICILE, Field.CONTROLLER_DOMICILE, Field.CONTROL);
            case PRESENCE -> List.of(Field.IP_COUNTRY, Field.PLACE_OF_ACT);
            case PLACE_OF_ACT -> List.of(Field.PLACE_OF_ACT);
            case IP -> List.of(Field.IP_COUNTRY, Field.IP_FLAG, Field.SUBJECT_TYPE);
            case PROOF ->
                List.of(Field.RESIDENCY_VERIFIED, Field.RESIDENCY_VERIFIED_AT, Field.AS_OF, Field.SUBJECT_TYPE);
            case WEAK ->
                List.of(
                        Field.NATIONALITY,
                        Field.DOC_ISSUER,
                        Field.DOC_TYPE,
                        Field.PHONE_COUNTRY,
                        Field.SIM_ISSUER,
                        Field.DEVICE_TZ,
                        Field.DEVICE_LANG,
                        Field.FIAT_RAIL_COUNTRY);
            case RESIDENCE_STATED -> List.of(Field.RESIDENCY, Field.ENTITY_DOMICILE);
            case TAX -> List.of(Field.TAX_RESIDENCY);
            case IP_HISTORY -> List.of(Field.CN_IP_DAYS_90);
            case IP_LAST_24H -> List.of(Field.CN_IP_LAST_24H);
            case PHONE -> List.of(Field.PHONE_COUNTRY);
            case RAIL -> List.of(Field.FIAT_RAIL_COUNTRY);
            case ASSET -> List.of(Field.ASSET_CLASS, Field.ACTIVITY, Field.RWA_UNDERLYING);
            case PEG -> List.of(Field.ASSET_PEG);
            case UNDERLYING -> List.of(Field.RWA_UNDERLYING);
            case APPROVAL -> List.of(Field.APPROVAL);
            case PHASE -> List.of(Field.AS_OF);
            case POSITION -> List.of(Field.POSITION_STATE);
            case ACCOUNT -> List.of(Field.ACCOUNT_STATE);
            case SUBJECT -> List.of(Field.SUBJECT_TYPE);
        };
    }

    private static Enum<?>[] values(Class<? extends Enum<?>> domain) {
        return requireNonNull(domain.getEnumConstants());
    }
}

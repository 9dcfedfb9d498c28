package io.stakebook.policy.facts;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.region.Region;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a decision is made. Absent means not known: regions are {@link Region#UNKNOWN}, enumerations their
 * {@code UNKNOWN}, texts empty.
 *
 * @param id the caller's own reference, echoed; no rule reads it
 * @param asOf the instant the act commits; picks the version of the law
 * @param residencyVerifiedAt when the proof of address was taken, if known; not after {@code asOf}; lets the policy age it
 * @param docType lower-case token such as {@code passport} or {@code hk_id}; any token is accepted, the policy names those that matter
 * @param cnIpDays90 days with an address inside the perimeter among the last 90, 0 to 90
 * @param deviceTz IANA zone name
 * @param deviceLang BCP 47 tag
 * @param controlPct share held by the controller in per cent, when given as a number instead of a word; whole, a fraction above a
 *     half rounded up, one below cut off
 * @param assetPeg currency code the asset is pegged to, upper case; {@code RMB} is read as {@code CNY}
 * @param placeOfAct where the act takes place when that is known by other means than the address
 */
public record Facts(
        String id,
        Instant asOf,
        SubjectType subjectType,
        Region residency,
        Verification residencyVerified,
        Optional<Instant> residencyVerifiedAt,
        Region nationality,
        Region docIssuer,
        String docType,
        Region taxResidency,
        Region phoneCountry,
        Region ipCountry,
        IpFlag ipFlag,
        OptionalInt cnIpDays90,
        YesNo cnIpLast24h,
        Region simIssuer,
        Region fiatRailCountry,
        String deviceTz,
        String deviceLang,
        Region entityDomicile,
        Region controllerDomicile,
        Control control,
        OptionalInt controlPct,
        AccountState accountState,
        PositionState positionState,
        Activity activity,
        AssetClass assetClass,
        String assetPeg,
        Region rwaUnderlying,
        Region placeOfAct,
        RegulatoryApproval approval,
        OverrideState override,
        YesNo legalHold) {

    private static final int WINDOW_DAYS = 90;

    public Facts {
        cnIpDays90.ifPresent(days -> requireRange(Field.CN_IP_DAYS_90, days, WINDOW_DAYS));
        controlPct.ifPresent(percent -> requireRange(Field.CONTROL, percent, 100));
        Instant act = asOf;
        residencyVerifiedAt.filter(taken -> taken.isAfter(act)).ifPresent(taken -> {
            throw new InvalidFacts(
                    Field.RESIDENCY_VERIFIED_AT.wire(), "must not be later than as_of (" + act + ")", taken.toString());
        });
    }

    private static void requireRange(Field field, int value, int max) {
        if (value < 0 || value > max) {
            throw new InvalidFacts(field.wire(), "must be a whole number from 0 to " + max, Integer.toString(value));
        }
    }

    /**
     * Reads facts from a decoded JSON or YAML object: strings, integers for counts, booleans where a yes or no is meant.
     * Spellings are normalised; null and the empty text mean not known.
     *
     * @throws InvalidFacts naming the field, the rule and the value
     */
    public static Facts parse(Map<String, ?> decoded) {
        return FactsParser.parse(decoded);
    }

    /** Starts facts for one act at one instant, everything else not known. */
    public static Builder of(Activity activity, Instant asOf) {
        return new Builder(activity, asOf);
    }

    /** A copy to change. */
    public Builder toBuilder() {
        Builder copy = new Builder(activity, asOf);
        copy.id = id;
        copy.subjectType = subjectType;
        copy.residency = residency;
        copy.residencyVerified = residencyVerified;
        copy.residencyVerifiedAt = residencyVerifiedAt;
        copy.nationality = nationality;
        copy.docIssuer = docIssuer;
        copy.docType = docType;
        copy.taxResidency = taxResidency;
        copy.phoneCountry = phoneCountry;
        copy.ipCountry = ipCountry;
        copy.ipFlag = ipFlag;
        copy.cnIpDays90 = cnIpDays90;
        copy.cnIpLast24h = cnIpLast24h;
        copy.simIssuer = simIssuer;
        copy.fiatRailCountry = fiatRailCountry;
        copy.deviceTz = deviceTz;
        copy.deviceLang = deviceLang;
        copy.entityDomicile = entityDomicile;
        copy.controllerDomicile = controllerDomicile;
        copy.control = control;
        copy.controlPct = controlPct;
        copy.accountState = accountState;
        copy.positionState = positionState;
        copy.assetClass = assetClass;
        copy.assetPeg = assetPeg;
        copy.rwaUnderlying = rwaUnderlying;
        copy.placeOfAct = placeOfAct;
        copy.approval = approval;
        copy.override = override;
        copy.legalHold = legalHold;
        return copy;
    }

    /** The normalised value of a fact as text; empty when not known. */
    public String text(Field field) {
        return switch (field) {
            case ID -> id;
            case AS_OF -> asOf.toString();
            case SUBJECT_TYPE -> word(subjectType);
            case RESIDENCY -> residency.code();
            case RESIDENCY_VERIFIED -> word(residencyVerified);
            case RESIDENCY_VERIFIED_AT ->
                residencyVerifiedAt.map(Instant::toString).orElse("");
            case NATIONALITY -> nationality.code();
            case DOC_ISSUER -> docIssuer.code();
            case DOC_TYPE -> docType;
            case TAX_RESIDENCY -> taxResidency.code();
            case PHONE_COUNTRY -> phoneCountry.code();
            case IP_COUNTRY -> ipCountry.code();
            case IP_FLAG -> word(ipFlag);
            case CN_IP_DAYS_90 -> cnIpDays90.isPresent() ? Integer.toString(cnIpDays90.getAsInt()) : "";
            case CN_IP_LAST_24H -> word(cnIpLast24h);
            case SIM_ISSUER -> simIssuer.code();
            case FIAT_RAIL_COUNTRY -> fiatRailCountry.code();
            case DEVICE_TZ -> deviceTz;
            case DEVICE_LANG -> deviceLang;
            case ENTITY_DOMICILE -> entityDomicile.code();
            case CONTROLLER_DOMICILE -> controllerDomicile.code();
            case CONTROL -> controlPct.isPresent() ? Integer.toString(controlPct.getAsInt()) : word(control);
            case ACCOUNT_STATE -> word(accountState);
            case POSITION_STATE -> word(positionState);
            case ACTIVITY -> activity.name();
            case ASSET_CLASS -> word(assetClass);
            case ASSET_PEG -> assetPeg;
            case RWA_UNDERLYING -> rwaUnderlying.code();
            case PLACE_OF_ACT -> placeOfAct.code();
            case APPROVAL -> word(approval);
            case OVERRIDE -> word(override);
            case LEGAL_HOLD -> word(legalHold);
        };
    }

    private static String word(Enum<?> value) {
        return value.name().equals("UNKNOWN") ? "" : FactsParser.wire(value);
    }

    /**
     * Everything a rule can read, one {@code name=value} line per known fact in the order of {@link Field}; {@code id} is left
     * out, so that equal facts render equally whoever asks. This is what a decision's facts hash covers.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder(256);
        for (Field field : Field.values()) {
            String value = field == Field.ID ? "" : text(field);
            if (!value.isEmpty()) {
                text.append(field.wire()).append('=').append(value).append('\n');
            }
        }
        return text.toString();
    }

    /** Builds facts in Java; for anything that comes from outside use {@link Facts#parse}. */
    public static final class Builder {
        private String id = "";
        private final Instant asOf;
        private SubjectType subjectType = SubjectType.UNKNOWN;
        private Region residency = Region.UNKNOWN;
        private Verification residencyVerified = Verification.UNKNOWN;
        private Optional<Instant> residencyVerifiedAt = Optional.empty();
        private Region nationality = Region.UNKNOWN;
        private Region docIssuer = Region.UNKNOWN;
        private String docType = "";
        private Region taxResidency = Region.UNKNOWN;
        private Region phoneCountry = Region.UNKNOWN;
        private Region ipCountry = Region.UNKNOWN;
        private IpFlag ipFlag = IpFlag.UNKNOWN;
        private OptionalInt cnIpDays90 = OptionalInt.empty();
        private YesNo cnIpLast24h = YesNo.UNKNOWN;
        private Region simIssuer = Region.UNKNOWN;
        private Region fiatRailCountry = Region.UNKNOWN;
        private String deviceTz = "";
        private String deviceLang = "";
        private Region entityDomicile = Region.UNKNOWN;
        private Region controllerDomicile = Region.UNKNOWN;
        private Control control = Control.UNKNOWN;
        private OptionalInt controlPct = OptionalInt.empty();
        private AccountState accountState = AccountState.UNKNOWN;
        private PositionState positionState = PositionState.UNKNOWN;
        private final Activity activity;
        private AssetClass assetClass = AssetClass.UNKNOWN;
        private String assetPeg = "";
        private Region rwaUnderlying = Region.UNKNOWN;
        private Region placeOfAct = Region.UNKNOWN;
        private RegulatoryApproval approval = RegulatoryApproval.UNKNOWN;
        private OverrideState override = OverrideState.UNKNOWN;
        private YesNo legalHold = YesNo.UNKNOWN;

        private Builder(Activity activity, Instant asOf) {
            this.activity = activity;
            this.asOf = asOf;
        }

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder subjectType(SubjectType value) {
            subjectType = value;
            return this;
        }

        public Builder residency(Region value) {
            residency = value;
            return this;
        }

        public Builder residencyVerified(Verification value) {
            residencyVerified = value;
            return this;
        }

        public Builder residencyVerifiedAt(@Nullable Instant value) {
            residencyVerifiedAt = Optional.ofNullable(value);
            return this;
        }

        public Builder nationality(Region value) {
            nationality = value;
            return this;
        }

        public Builder docIssuer(Region value) {
            docIssuer = value;
            return this;
        }

        public Builder docType(String value) {
            docType = value;
            return this;
        }

        public Builder taxResidency(Region value) {
            taxResidency = value;
            return this;
        }

        public Builder phoneCountry(Region value) {
            phoneCountry = value;
            return this;
        }

        public Builder ipCountry(Region value) {
            ipCountry = value;
            return this;
        }

        public Builder ipFlag(IpFlag value) {
            ipFlag = value;
            return this;
        }

        public Builder cnIpDays90(int value) {
            cnIpDays90 = OptionalInt.of(value);
            return this;
        }

        public Builder cnIpLast24h(YesNo value) {
            cnIpLast24h = value;
            return this;
        }

        public Builder simIssuer(Region value) {
            simIssuer = value;
            return this;
        }

        public Builder fiatRailCountry(Region value) {
            fiatRailCountry = value;
            return this;
        }

        public Builder deviceTz(String value) {
            deviceTz = value;
            return this;
        }

        public Builder deviceLang(String value) {
            deviceLang = value;
            return this;
        }

        public Builder entityDomicile(Region value) {
            entityDomicile = value;
            return this;
        }

        public Builder controllerDomicile(Region value) {
            controllerDomicile = value;
            return this;
        }

        public Builder control(Control value) {
            control = value;
            return this;
        }

        public Builder controlPct(int value) {
            controlPct = OptionalInt.of(value);
            return this;
        }

        public Builder accountState(AccountState value) {
            accountState = value;
            return this;
        }

        public Builder positionState(PositionState value) {
            positionState = value;
            return this;
        }

        public Builder assetClass(AssetClass value) {
            assetClass = value;
            return this;
        }

        public Builder assetPeg(String value) {
            assetPeg = value;
            return this;
        }

        public Builder rwaUnderlying(Region value) {
            rwaUnderlying = value;
            return this;
        }

        public Builder placeOfAct(Region value) {
            placeOfAct = value;
            return this;
        }

        public Builder approval(RegulatoryApproval value) {
            approval = value;
            return this;
        }

        public Builder override(OverrideState value) {
            override = value;
            return this;
        }

        public Builder legalHold(YesNo value) {
            legalHold = value;
            return this;
        }

        public Facts build() {
            return new Facts(
                    id,
                    asOf,
                    subjectType,
                    residency,
                    residencyVerified,
                    residencyVerifiedAt,
                    nationality,
                    docIssuer,
                    docType,
                    taxResidency,
                    phoneCountry,
                    ipCountry,
                    ipFlag,
                    cnIpDays90,
                    cnIpLast24h,
                    simIssuer,
                    fiatRailCountry,
                    deviceTz,
                    deviceLang,
                    entityDomicile,
                    controllerDomicile,
                    control,
                    controlPct,
                    accountState,
                    positionState,
                    activity,
                    assetClass,
                    assetPeg,
                    rwaUnderlying,
                    placeOfAct,
                    approval,
                    override,
                    legalHold);
        }
    }
}

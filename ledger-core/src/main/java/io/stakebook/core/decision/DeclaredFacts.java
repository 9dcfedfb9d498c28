package io.stakebook.core.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is on file about a customer that a policy weighs, as declared or verified; null means not known. Values are those
 * of the policy contract (two-letter countries, lower-case names); they are checked by the policy module when the facts
 * are stored. Holds no name, no document number and no address.
 *
 * @param residencyVerifiedAt when the proof of residence was accepted, RFC 3339
 * @param control how the named controller holds an entity, or the percentage held
 * @param approvalUntil the moment from which the approval counts no more, RFC 3339
 * @param overrideUntil the moment from which the override counts no more, RFC 3339
 */
public record DeclaredFacts(
        @Nullable String subjectType,
        @Nullable String residency,
        @Nullable String residencyVerified,
        @Nullable String residencyVerifiedAt,
        @Nullable String nationality,
        @Nullable String docIssuer,
        @Nullable String docType,
        @Nullable String taxResidency,
        @Nullable String phoneCountry,
        @Nullable String fiatRailCountry,
        @Nullable String entityDomicile,
        @Nullable String controllerDomicile,
        @Nullable String control,
        @Nullable String approval,
        @Nullable String approvalUntil,
        @Nullable String override,
        @Nullable String overrideUntil,
        @Nullable String legalHold) {

    static final String APPROVAL_UNTIL = "approval_until";
    static final String OVERRIDE_UNTIL = "override_until";

    /** The known facts by their name in the policy contract, and the two ends, which no policy reads, in a fixed order. */
    public Map<String, String> byName() {
        Map<String, String> known = new LinkedHashMap<>();
        put(known, "subject_type", subjectType);
        put(known, "residency", residency);
        put(known, "residency_verified", residencyVerified);
        put(known, "residency_verified_at", residencyVerifiedAt);
        put(known, "nationality", nationality);
        put(known, "doc_issuer", docIssuer);
        put(known, "doc_type", docType);
        put(known, "tax_residency", taxResidency);
        put(known, "phone_country", phoneCountry);
        put(known, "fiat_rail_country", fiatRailCountry);
        put(known, "entity_domicile", entityDomicile);
        put(known, "controller_domicile", controllerDomicile);
        put(known, "control", control);
        put(known, "approval", approval);
        put(known, APPROVAL_UNTIL, approvalUntil);
        put(known, "override", override);
        put(known, OVERRIDE_UNTIL, overrideUntil);
        put(known, "legal_hold", legalHold);
        return known;
    }

    /** Facts from the names of {@link #byName}; names that are not facts on file are an error of the caller. */
    public static DeclaredFacts of(Map<String, String> byName) {
        DeclaredFacts facts = new DeclaredFacts(
                byName.get("subject_type"),
                byName.get("residency"),
                byName.get("residency_verified"),
                byName.get("residency_verified_at"),
                byName.get("nationality"),
                byName.get("doc_issuer"),
                byName.get("doc_type"),
                byName.get("tax_residency"),
                byName.get("phone_country"),
                byName.get("fiat_rail_country"),
                byName.get("entity_domicile"),
                byName.get("controller_domicile"),
                byName.get("control"),
                byName.get("approval"),
                byName.get(APPROVAL_UNTIL),
                byName.get("override"),
                byName.get(OVERRIDE_UNTIL),
                byName.get("legal_hold"));
        if (!facts.byName().keySet().containsAll(byName.keySet())) {
            throw new IllegalArgumentException("not all of " + byName.keySet() + " are facts kept on file");
        }
        return facts;
    }

    private static void put(Map<String, String> known, String name, @Nullable String value) {
        if (value != null) {
            known.put(name, value);
        }
    }
}

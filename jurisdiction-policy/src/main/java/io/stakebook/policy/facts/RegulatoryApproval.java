package io.stakebook.policy.facts;

/** The one approval on file for this act. They are different keys: none of them opens another's lock. {@code UNKNOWN} opens nothing. */
public enum RegulatoryApproval {
    NONE,
    GENERIC_VC_APPROVAL,
    HKMA_LICENCE,
    RMB_CONSENT_VALID,
    CL13_VALID,
    CL13_EXPIRED,
    CSRC_FILING_VALID,
    CSRC_FILING_EXPIRED,
    CL2_APPROVAL_AND_INFRA,
    CL2_APPROVAL_ONLY,
    CL2_INFRA_ONLY,
    UNKNOWN;

    /** What is left of it once its time is over: its expired form, or nothing where it has none. */
    public RegulatoryApproval ended() {
        return switch (this) {
            case CL13_VALID, CL13_EXPIRED -> CL13_EXPIRED;
            case CSRC_FILING_VALID, CSRC_FILING_EXPIRED -> CSRC_FILING_EXPIRED;
            case NONE,
                    GENERIC_VC_APPROVAL,
                    HKMA_LICENCE,
                    RMB_CONSENT_VALID,
                    CL2_APPROVAL_AND_INFRA,
                    CL2_APPROVAL_ONLY,
                    CL2_INFRA_ONLY -> NONE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** True for one that can end: it is there, and its time is not over. */
    public boolean stands() {
        return ended() != this;
    }
}

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
    UNKNOWN
}

package io.stakebook.policy.model;

/** What the platform must do when it acts on a decision. */
public enum Obligation {
    /** Keep the facts of this decision as evidence. */
    EVIDENCE,
    /** Show the risk notice of clauses 17 and 19 and keep the receipt. */
    RISK_NOTICE,
    /** Ask for a fresh proof of address. */
    ASK_PROOF_OF_ADDRESS,
    /** Ask for the identity check to be finished. */
    COMPLETE_KYC,
    /** Tell the subject to try from another network; nothing changes on the account. */
    RETRY_ELSEWHERE,
    /** Offer the exit on chain instead of the closed rail. */
    OFFER_ON_CHAIN_EXIT,
    /** Put the case before an officer. */
    OFFICER_REVIEW,
    /** Accrued rewards are credited and never compounded. */
    NO_COMPOUNDING,
    /** Pay out by a claim handled by hand; the property is never forfeit. */
    MANUAL_CLAIM,
    /** Open a clue file that an officer can hand on. */
    CLUE_FILE,
    /** Record number, holder, scope and dates of the approval relied on. */
    RECORD_APPROVAL
}

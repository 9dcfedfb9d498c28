package io.stakebook.policy.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every reason of the contract with the outcomes it may stand for. Who reads a decision acts on its reason, so that a new one is an
 * addition to the contract and no matter of a policy file alone.
 */
public enum Reason {
    CN_DOMESTIC(Outcome.DENY),
    CN_DOMESTIC_237(Outcome.DENY),
    CN_CONTROLLED(Outcome.DENY),
    CN_MINORITY_CONTROL(Outcome.REVIEW),
    CN_PRESENCE(Outcome.DENY),
    CN_EXIT(Outcome.EXIT_ONLY),
    CN_EXIT_CLAIM(Outcome.EXIT_ONLY),
    EXIT_ALWAYS(Outcome.PERMIT),
    CN_WINDDOWN_ACCRUAL(Outcome.EXIT_ONLY),
    CN_ACCRUAL_ENDED(Outcome.DENY),
    NO_NEXUS_STATUS(Outcome.PERMIT),
    LEGAL_HOLD(Outcome.DENY),
    FIAT_RAIL_CN(Outcome.DENY),
    /** A review while nobody has stated the peg. */
    RMB_PEG_UNAPPROVED(Outcome.DENY, Outcome.REVIEW),
    CN_ISSUE_OVERSEAS(Outcome.DENY),
    RWA_CN_DOMESTIC(Outcome.DENY),
    RWA_CN_UNDERLYING_UNFILED(Outcome.DENY),
    CN_ASSIST(Outcome.DENY),
    CN_INFRA(Outcome.DENY),
    LOCATION_HIDDEN(Outcome.DENY),
    UNKNOWN_LOCATION(Outcome.DENY),
    CN_PHONE_UNVERIFIED(Outcome.DENY),
    CN_WEAK_ACCUMULATED(Outcome.REVIEW),
    CN_CONFLICT(Outcome.REVIEW),
    CN_IP_HISTORY(Outcome.REVIEW),
    CN_THEN_HIDDEN(Outcome.REVIEW),
    HIDDEN_IP_WITH_SIGNAL(Outcome.REVIEW),
    HIDDEN_IP_VERIFIED(Outcome.PERMIT),
    POA_STALE(Outcome.PERMIT),
    POA_STALE_WITH_SIGNAL(Outcome.REVIEW),
    KYC_INCOMPLETE(Outcome.REVIEW),
    WEAK_ONLY(Outcome.PERMIT),
    NO_CN_NEXUS(Outcome.PERMIT),
    APPROVED(Outcome.PERMIT),
    OVERRIDE(Outcome.PERMIT),
    NO_RULE_IN_FORCE(Outcome.PERMIT),
    REGION_NO_NEW(Outcome.DENY),
    REGION_EXIT_ONLY(Outcome.DENY, Outcome.EXIT_ONLY),
    REGION_STOP_REWARD(Outcome.DENY);

    private final Outcome one;
    private final Outcome other;

    Reason(Outcome only) {
        this(only, only);
    }

    Reason(Outcome one, Outcome other) {
        this.one = one;
        this.other = other;
    }

    /** The outcomes that may be given with this reason, mildest first. */
    public Set<Outcome> outcomes() {
        return EnumSet.of(one, other);
    }
}

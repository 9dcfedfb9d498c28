package io.stakebook.policy.model;

/** The small closed sets that facts are reduced to, so that rules range over lists and everything can be enumerated. */
public final class Domains {
    private Domains() {}

    public enum Flag {
        YES,
        NO
    }

    /** Inside or outside the perimeter; {@code UNKNOWN} when the fact is absent. */
    public enum Side {
        INSIDE,
        OUTSIDE,
        UNKNOWN
    }

    /** Standing ties, of the person, the firm or its owner. */
    public enum Status {
        DOMESTIC,
        CONTROLLED,
        /** A holding in the review band, or a holder inside whose share nobody has established. */
        MINORITY,
        NONE
    }

    public enum IpPlace {
        CLEAN,
        /** VPN, proxy, or a hosting network used by a person. */
        HIDDEN,
        UNRESOLVED,
        TOR
    }

    /** Proof of residence. */
    public enum Proof {
        FRESH,
        STALE,
        NONE
    }

    /** Weak signals counted against the policy's threshold. */
    public enum WeakBand {
        NONE,
        SOME,
        MANY
    }

    /** Which of the policy's dates have passed. */
    public enum Phase {
        OPEN,
        FORCED_UNBOND,
        CLAIM_ONLY
    }
}

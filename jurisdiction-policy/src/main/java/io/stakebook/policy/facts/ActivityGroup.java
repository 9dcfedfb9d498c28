package io.stakebook.policy.facts;

/** The groups of activities that rules speak about. */
public enum ActivityGroup {
    /** Adds exposure, or is a service the notice names. */
    NEW_RISK,
    /** Takes out what is already the subject's own, or lets them see it. */
    EXIT,
    /** Rewards on a position that already exists. */
    ACCRUE,
    /** Brings a token into the world. */
    ISSUE,
    /** Pays, shows or signs up somebody who brings business. */
    PARTNER,
    /** Runs a machine for us. */
    HOST
}

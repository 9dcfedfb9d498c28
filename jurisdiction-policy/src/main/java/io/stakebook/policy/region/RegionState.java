package io.stakebook.policy.region;

/** What an officer has set for a region, mildest first. None of them closes an exit; stopping one subject is a legal hold. */
public enum RegionState {
    /** Nothing beyond what the policies say. */
    ALLOW,
    /** No new risk; rewards go on. */
    NO_NEW,
    /** No new risk, issuing, partners or hosting; rewards on existing positions go on, uncompounded. */
    EXIT_ONLY,
    /** As {@link #EXIT_ONLY}, and rewards end too. */
    STOP_REWARD
}

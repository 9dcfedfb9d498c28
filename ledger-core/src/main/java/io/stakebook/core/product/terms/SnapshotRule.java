package io.stakebook.core.product.terms;

/** Which principal a day's reward is computed on. */
public enum SnapshotRule {
    /** Each moment's principal for as long as it stood. */
    TIME_WEIGHTED,
    /** The principal at the end of the UTC day, for the whole earning part of the day. */
    END_OF_DAY
}

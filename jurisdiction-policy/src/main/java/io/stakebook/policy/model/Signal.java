package io.stakebook.policy.model;

/** Weak signs of a tie to the perimeter; they are counted, never weighed. */
public enum Signal {
    /** Nationality or identity document, one signal together. */
    IDENTITY,
    PHONE,
    SIM,
    TIME_ZONE,
    LANGUAGE,
    /** A bank or payment rail on file. */
    FIAT_RAIL
}

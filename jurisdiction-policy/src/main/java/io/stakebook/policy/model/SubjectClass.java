package io.stakebook.policy.model;

/** The strongest thing that ties a subject to a perimeter, strongest first. */
public enum SubjectClass {
    /** A status inside the perimeter: residence of a person, registration of a firm. */
    DOMESTIC,
    /** Held by somebody inside, by majority or in fact. */
    CONTROLLED,
    /** Acts from inside, for this request. */
    PRESENT,
    /** Weak signals or a contradiction on file. */
    SIGNALLED,
    /** The place of this request is hidden. */
    HIDDEN,
    /** No proved residence. */
    UNKNOWN,
    /** None of these. */
    CLEAR
}

package io.stakebook.policy.facts;

/** Who acts; {@code UNKNOWN} is treated as a person. */
public enum SubjectType {
    INDIVIDUAL,
    ENTITY,
    ANONYMOUS,
    UNKNOWN
}

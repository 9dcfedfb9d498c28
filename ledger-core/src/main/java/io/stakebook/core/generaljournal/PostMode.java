package io.stakebook.core.generaljournal;

/** What one refused item means for the others of its request. */
public enum PostMode {
    /** All or nothing. */
    ATOMIC,
    /** Every item for itself, in order. */
    EACH
}

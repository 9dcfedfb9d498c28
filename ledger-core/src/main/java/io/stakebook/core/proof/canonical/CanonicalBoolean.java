package io.stakebook.core.proof.canonical;

/** {@code true} or {@code false}. */
public record CanonicalBoolean(boolean value) implements CanonicalValue {}

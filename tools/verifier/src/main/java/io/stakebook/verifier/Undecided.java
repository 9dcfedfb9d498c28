package io.stakebook.verifier;

/** Something outside the bundle keeps us from judging it. */
final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Undecided(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Stable reason. */
    String code() {
        return code;
    }
}

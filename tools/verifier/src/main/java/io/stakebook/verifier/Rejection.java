package io.stakebook.verifier;

/** The bundle is not in order. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Rejection(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Stable reason. */
    String code() {
        return code;
    }
}

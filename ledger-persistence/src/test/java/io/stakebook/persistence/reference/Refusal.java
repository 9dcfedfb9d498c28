package io.stakebook.persistence.reference;

/** The model says no. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refusal(String code) {
        super(code);
        this.code = code;
    }

    String code() {
        return code;
    }
}

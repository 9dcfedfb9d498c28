package io.stakebook.core.proof.bundle;

/** Events that are well formed but cannot be a book: a broken chain, an entry that does not balance, a wrong total. */
public final class BookViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    BookViolation(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable reason, as in {@code docs/reference/export-format.md}. */
    public String code() {
        return code;
    }
}

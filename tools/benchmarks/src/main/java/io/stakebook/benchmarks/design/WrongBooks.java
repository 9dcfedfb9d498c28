package io.stakebook.benchmarks.design;

/** The books of a turn do not add up; its figures are worth nothing. */
public final class WrongBooks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongBooks(String finding) {
        super(finding);
    }
}

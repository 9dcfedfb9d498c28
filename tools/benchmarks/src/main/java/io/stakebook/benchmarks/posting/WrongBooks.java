package io.stakebook.benchmarks.posting;

/** The books of a turn do not add up; its figures are worth nothing. */
final class WrongBooks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongBooks(String finding) {
        super(finding);
    }
}

package io.stakebook.launcher.demo;

/** Something that must hold did not; the message says what was expected and what was found. */
public final class StepFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StepFailed(String claim) {
        super(claim);
    }

    public StepFailed(String claim, Throwable cause) {
        super(claim, cause);
    }

    static void require(boolean holds, String claim) {
        if (!holds) {
            throw new StepFailed(claim);
        }
    }

    static void requireEqual(Object found, Object expected, String what) {
        if (!found.equals(expected)) {
            throw new StepFailed(what + ": expected " + expected + ", found " + found);
        }
    }
}

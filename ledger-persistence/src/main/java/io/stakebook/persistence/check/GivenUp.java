package io.stakebook.persistence.check;

/** A rule cannot be looked at to its end. What was found by then stands. */
final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why as the report says it */
    GivenUp(String why) {
        super(why);
    }
}

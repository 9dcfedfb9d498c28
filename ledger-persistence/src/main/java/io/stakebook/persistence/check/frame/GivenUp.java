package io.stakebook.persistence.check.frame;

/** A rule cannot be looked at to its end. What was found by then stands. */
public final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why as the report says it */
    public GivenUp(String why) {
        super(why);
    }
}

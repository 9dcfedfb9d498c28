package io.stakebook.core.proof;

/**
 * Evidence that does not have the one form the format allows.
 *
 * <p>The message names the object, the rule and where it was broken. It may quote hostile input: escape it before it is
 * shown on a terminal.
 */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A violation with no useful position. */
    public Malformed(String message) {
        super(message);
    }

    /** A violation at {@code offset} bytes from the start of the object that was read. */
    public Malformed(String message, long offset) {
        super(message + " at byte " + offset);
    }

    /** The same violation, said by the object that encloses the one it was found in. */
    public Malformed(String context, Malformed cause) {
        super(context + ": " + cause.getMessage(), cause);
    }
}

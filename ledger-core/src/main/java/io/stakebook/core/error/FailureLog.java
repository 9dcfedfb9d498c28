package io.stakebook.core.error;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Tells the log of a failure: what passes by itself in one line with its cause, because it comes back with every look until it
 * has passed, anything else with its stack.
 */
public final class FailureLog {

    private static final int LONGEST = 300;

    private FailureLog() {}

    /** Decides by the failure: an {@link Unavailable} passes. */
    public static void tell(Logger log, Level level, String what, Throwable failure) {
        if (passes(failure)) {
            passing(log, level, what, failure);
        } else {
            log.log(level, what, failure);
        }
    }

    /** One line; the stack is there for whoever looks for it, at {@link Level#DEBUG}. */
    public static void passing(Logger log, Level level, String what, Throwable failure) {
        log.log(level, what + " because: " + cause(failure));
        log.log(Level.DEBUG, what, failure);
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof Unavailable || (failure.getCause() != null && passes(failure.getCause()));
    }

    /** The sentence for the caller and what lies at the bottom of it, on one line. */
    static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = failure instanceof LedgerException reason ? reason.detail() : String.valueOf(failure);
        String line = root == failure ? said : said + " (" + root + ")";
        return Shown.of(line.replaceAll("\\s+", " ").strip(), LONGEST);
    }
}

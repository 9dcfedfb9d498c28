package io.stakebook.persistence.sql;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What a failed query means to the caller. */
public final class SqlFailures {

    private static final String QUERY_CANCELED = "57014";

    private SqlFailures() {}

    /** A connection, resource, operator, access or retry problem passes without us; anything else is a mistake of ours. */
    public static RuntimeException of(SQLException cause) {
        return of(cause, Bounds.READ);
    }

    /** @param longest what the query was given */
    static RuntimeException of(SQLException cause, Duration longest) {
        Optional<Unavailable> passing = passing(cause, longest);
        return passing.isPresent()
                ? passing.get()
                : new IllegalStateException("a query failed with SQL state " + cause.getSQLState(), cause);
    }

    /** The caller's answer, where asking again later may work. */
    public static Optional<Unavailable> passing(SQLException cause) {
        return passing(cause, Bounds.READ);
    }

    private static Optional<Unavailable> passing(SQLException cause, Duration longest) {
        if (!passesByItself(cause)) {
            return Optional.empty();
        }
        Unavailable unavailable = isStopped(cause)
                ? new Unavailable(
                        ErrorCode.QUERY_TOO_LONG,
                        "a query took longer than " + longest.toSeconds()
                                + " seconds and was stopped, or an operator of the"
                                + " database stopped it; it changed nothing. Ask for less at a time, or again later")
                : new Unavailable(
                        ErrorCode.OVERLOADED,
                        isPoolUsedUp(cause)
                                ? "every connection to the database is in use; ask again later"
                                : "the database did not answer a query; ask again later");
        unavailable.initCause(cause);
        return Optional.of(unavailable);
    }

    /** True when the server ended the query because of {@code statement_timeout}, or because somebody asked it to. */
    public static boolean isStopped(SQLException cause) {
        return QUERY_CANCELED.equals(cause.getSQLState());
    }

    /** The container says by its text alone whether its pool is used up or the database gives no connection. */
    private static boolean isPoolUsedUp(SQLException cause) {
        return cause.getSQLState() == null && String.valueOf(cause.getMessage()).contains("max-pool-size");
    }

    /**
     * True when asking again later may work. A pool that gets no connection says so without any state; 25P03 ends the session
     * of a node that stood still inside a transaction, 25P04 one whose transaction took longer than an operator lets it, 25006 is a
     * standby.
     */
    private static boolean passesByItself(SQLException cause) {
        String state = cause.getSQLState();
        return state == null || state.matches("(08|28|3D|40|53|55|57|58).*|25006|25P03|25P04");
    }
}

package io.stakebook.persistence.sql;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.sql.SQLException;

/** What a failed query means to the caller. */
public final class SqlFailures {

    private SqlFailures() {}

    /** A connection, resource, operator, access or retry problem passes without us; anything else is a mistake of ours. */
    public static RuntimeException of(SQLException cause) {
        if (passesByItself(cause)) {
            Unavailable unavailable =
                    new Unavailable(ErrorCode.OVERLOADED, "the database did not answer a query; ask again later");
            unavailable.initCause(cause);
            return unavailable;
        }
        return new IllegalStateException("a query failed with SQL state " + cause.getSQLState(), cause);
    }

    /**
     * True when asking again later may work. A pool that gets no connection says so without any state; 25P03 ends the session
     * of a node that stood still inside a transaction, 25006 is a standby.
     */
    public static boolean passesByItself(SQLException cause) {
        String state = cause.getSQLState();
        return state == null || state.matches("(08|28|3D|40|53|55|57|58).*|25006|25P03");
    }
}

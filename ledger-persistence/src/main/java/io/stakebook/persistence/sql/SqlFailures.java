package io.stakebook.persistence.sql;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.sql.SQLException;

/** What a failed query means to the caller. */
public final class SqlFailures {

    private SqlFailures() {}

    /** A connection, resource, operator or retry problem passes by itself; anything else is a mistake of ours. */
    public static RuntimeException of(SQLException cause) {
        String state = cause.getSQLState();
        if (state != null && state.matches("(08|40|53|55|57).*")) {
            Unavailable unavailable =
                    new Unavailable(ErrorCode.OVERLOADED, "the database did not answer a query; ask again later");
            unavailable.initCause(cause);
            return unavailable;
        }
        return new IllegalStateException("a query failed with SQL state " + state, cause);
    }
}

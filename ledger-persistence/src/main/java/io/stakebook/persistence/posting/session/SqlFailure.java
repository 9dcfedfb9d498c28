package io.stakebook.persistence.posting.session;

import io.stakebook.persistence.posting.batch.StaleBooks;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failed statement means for the batch. */
public enum SqlFailure {
    /** The connection is gone or the server cannot serve: reconnect, run again. The commit may or may not have happened. */
    CONNECTION,
    /** A statement took too long or somebody cancelled it: less at a time may pass. Whether it was the commit is not known. */
    CANCELLED,
    /** A rival won: run again. */
    CONTENTION,
    /** A key is there already: a rival wrote it, or a command asks for an identifier twice. */
    DUPLICATE,
    /** Running it again would fail again. */
    PERMANENT;

    public static SqlFailure of(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (state == null) {
            return CONNECTION;
        }
        if (state.equals("23505")) {
            return isOvertaken(failure) ? CONTENTION : DUPLICATE;
        }
        if (state.equals("57014")) {
            return CANCELLED;
        }
        if (state.startsWith("40") || state.equals("55P03")) {
            return CONTENTION;
        }
        // 08 connection, 57P shutdown, 53 resources, 58 system error, 25P03 idle in a transaction for too long, 25P04
        // in
        // one for too long: both end the session; 28 not let in, 3D no such database, 25006 a standby: the server is
        // not as it should be, the write
        // is.
        boolean gone = state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("58")
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.equals("25P03")
                || state.equals("25P04")
                || state.equals("25006");
        return gone ? CONNECTION : PERMANENT;
    }

    /** A rival extended an account first. */
    private static boolean isOvertaken(SQLException failure) {
        @Nullable
        ServerErrorMessage told = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return told != null && "posting_pkey".equals(told.getConstraint());
    }

    /** Somebody held a row for longer than we wait. */
    public static boolean isLockTimeout(Throwable failure) {
        return failure instanceof SQLException sql && "55P03".equals(sql.getSQLState());
    }

    /** False when the attempt may have been committed after all; no cause means that it was only rolled back. */
    public static boolean surelyUndone(@Nullable Throwable cause) {
        return cause == null
                || cause instanceof StaleBooks
                || (cause instanceof SQLException failure && of(failure) != CONNECTION && of(failure) != CANCELLED);
    }
}

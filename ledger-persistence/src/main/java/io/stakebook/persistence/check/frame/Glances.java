package io.stakebook.persistence.check.frame;

import io.stakebook.persistence.sql.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The looks that one check takes at the book, each in a repeatable-read snapshot of its own: while one stands, the server keeps
 * every version of a hot row.
 */
public final class Glances {

    /** Sorts and hashes of one stretch stay in memory; compiling a query costs more than a stretch. */
    private static final String SESSION = "set local work_mem = '64MB'; set local jit = off";

    /**
     * What belongs to the rows of a stretch is looked up: the planner takes a lookup for dearer than it is among rows that were
     * written together, and would read all of the other table for each stretch.
     */
    private static final String LOOKUPS = "set local enable_hashjoin = %1$s; set local enable_mergejoin = %1$s";

    private final Snapshot snapshot;
    private final Duration longest;
    private final int most;
    private final Patience patience;
    private @Nullable RuntimeException lost;

    /**
     * @param longest what a single query may take; zero for no bound
     * @param most rows of a stretch
     * @param patience of the pass
     */
    public Glances(Snapshot snapshot, Duration longest, int most, Patience patience) {
        this.snapshot = snapshot;
        this.longest = longest;
        this.most = most;
        this.patience = patience;
    }

    public int most() {
        return most;
    }

    /** What came of a look, or how it failed while the session lived on. */
    private record Seen<T>(
            @Nullable T value,
            @Nullable SQLException failure,
            @Nullable RuntimeException broken) {}

    /** Looks at rows that are told to somebody else. */
    public interface Walk {
        void run(Connection connection) throws SQLException;
    }

    /** As {@link #look}, for what cannot be done twice: once begun it is not tried again. */
    public void walk(Walk walk) throws SQLException {
        look(false, connection -> {
            walk.run(connection);
            return true;
        });
    }

    /** From here to the end of the look, or until told otherwise, rows are joined by looking them up. */
    public static void lookUp(Connection connection, boolean always) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute(LOOKUPS.formatted(always ? "off" : "on"));
        }
    }

    /**
     * @param work is done anew when its session is lost
     * @throws SQLException as {@code work} threw it
     * @throws RuntimeException as {@code work} threw it, or {@link #lost} when no session is to be had
     */
    public <T> T look(Snapshot.Work<T> work) throws SQLException {
        return look(true, work);
    }

    private <T> T look(boolean repeatable, Snapshot.Work<T> work) throws SQLException {
        Seen<T> seen = seen(repeatable, work);
        if (seen.failure() != null) {
            throw seen.failure();
        }
        if (seen.broken() != null) {
            throw seen.broken();
        }
        if (seen.value() == null) {
            throw new IllegalStateException("a look at the book came to nothing");
        }
        return seen.value();
    }

    private <T> Seen<T> seen(boolean repeatable, Snapshot.Work<T> work) {
        while (true) {
            AtomicBoolean begun = new AtomicBoolean();
            try {
                Seen<T> seen = snapshot.read(longest, connection -> attempt(connection, begun, work));
                patience.answered();
                return seen;
            } catch (RuntimeException e) {
                if ((begun.get() && !repeatable) || !patience.again(e)) {
                    lost = e;
                    throw e;
                }
            }
        }
    }

    /** True when it says that the database cannot be asked, and nothing of a rule. */
    public boolean lost(RuntimeException e) {
        return e == lost;
    }

    private static <T> Seen<T> attempt(Connection connection, AtomicBoolean begun, Snapshot.Work<T> work)
            throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute(SESSION);
        }
        Savepoint before = connection.setSavepoint();
        begun.set(true);
        try {
            return new Seen<>(work.run(connection), null, null);
        } catch (SQLException e) {
            backTo(connection, before, e);
            return new Seen<>(null, e, null);
        } catch (RuntimeException e) { // Whatever a row makes of the code that reads it, the other rules are looked at.
            backTo(connection, before, e);
            return new Seen<>(null, null, e);
        }
    }

    /** Fails when the session is gone, and with it every further look. */
    private static void backTo(Connection connection, Savepoint before, Exception failure) throws SQLException {
        try {
            connection.rollback(before);
        } catch (SQLException gone) {
            gone.addSuppressed(failure);
            throw gone;
        }
    }
}

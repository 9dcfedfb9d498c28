package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.session.EngineConnection;
import io.stakebook.persistence.posting.session.SignOfLife;
import io.stakebook.persistence.posting.session.SqlFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of the connections of the leased writer, with the thread that brings a decided batch down it. Used by the
 * engine's thread while nothing flies on it, by its own thread while something does.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Lane.class.getName());

    private final EngineConnection connection;
    private final Attempt attempt;
    private final Callers callers;
    private final ThreadPoolExecutor thread;
    private @Nullable Flight flight;

    Lane(String name, EngineConnection connection, Attempt attempt, Callers callers) {
        this.connection = connection;
        this.attempt = attempt;
        this.callers = callers;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), task -> {
            Thread worker = new Thread(task, "stakebook-posting-lane-" + name);
            worker.setDaemon(true);
            return worker;
        });
        thread.prestartAllCoreThreads(); // A machine that has no threads left says so at the start.
    }

    EngineConnection connection() {
        return connection;
    }

    /** Waits until nothing flies here. */
    void await() {
        if (flight != null) {
            flight.end();
            flight = null;
        }
    }

    /** Lets a draft fly whose transaction is open on this lane's connection. */
    void launch(Flight next) {
        flight = next;
        try {
            thread.execute(() -> fly(next));
        } catch (Throwable e) { // Whatever it is: the engine waits for the flight's end.
            end(next, e);
        }
    }

    private void fly(Flight one) {
        @Nullable Throwable failure = null;
        boolean landed = false;
        try {
            landed = land(connection.get(), one);
        } catch (Throwable e) { // Whatever it is: the engine waits for the flight's end.
            failure = e;
        }
        if (landed) {
            callers.landed(one.draft());
        } else {
            end(one, failure);
        }
    }

    /** @param failure null when only the flight ahead failed */
    private void end(Flight one, @Nullable Throwable failure) {
        try { // First: the flight ahead may wait for a row that is locked here.
            if (failure == null
                    || (failure instanceof SQLException sql && SqlFailure.of(sql) != SqlFailure.CONNECTION)) {
                connection.undo();
            } else {
                connection.drop();
            }
        } finally {
            // What the flight ahead left undone the fence misses here: that is no failure of this one.
            one.failed(failure != null && one.aheadHasLanded() ? failure : null);
        }
    }

    private boolean land(Connection open, Flight one) throws SQLException {
        attempt.writeBeside(open, one.draft(), one.following());
        SignOfLife alive = new SignOfLife(open);
        if (!one.aheadIsOrdered(alive)) {
            return false;
        }
        attempt.writeEntries(open, one.draft());
        one.ordered();
        if (!one.aheadHasLanded(alive)) {
            return false;
        }
        attempt.settle(open, one.draft());
        one.landed();
        return true;
    }

    @Override
    public void close() {
        await();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.log(Level.ERROR, "a lane of the posting engine did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.drop();
    }
}

package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.memory.FollowingRows;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import io.stakebook.persistence.posting.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Decides a batch from memory and brings it on its way. The engine's thread only. */
final class Runway {

    /** A batch this small is written at once by the engine's thread when nothing else flies: no hand-over to wait for. */
    private static final int INLINE = 16;

    private final Flights flights;
    private final Trust trust;
    private final Recovery recovery;
    private final HeldAccounts accounts;
    private final FollowingRows following;
    private final Attempt attempt;
    private final Callers callers;

    Runway(
            Flights flights,
            Trust trust,
            Recovery recovery,
            HeldAccounts accounts,
            FollowingRows following,
            Attempt attempt,
            Callers callers) {
        this.flights = flights;
        this.trust = trust;
        this.recovery = recovery;
        this.accounts = accounts;
        this.following = following;
        this.attempt = attempt;
        this.callers = callers;
    }

    void run(List<Ticket<?>> batch) {
        if (!flights.isEmpty() && mustWait(batch)) {
            recovery.land();
        }
        flights.awaitRoom();
        Lane lane = flights.nextLane();
        try {
            Connection connection = trust.connect(lane);
            Draft draft = attempt.decide(connection, batch, accounts);
            if (!draft.effects().limits.isEmpty()) {
                lane.connection().undo();
                recovery.runUnderLocks(batch);
            } else if (!draft.writes()) {
                idle(connection, draft);
            } else if (flights.isEmpty() && batch.size() <= INLINE) {
                finish(connection, draft);
            } else {
                takeOff(draft);
            }
        } catch (SQLException | StaleBooks | RuntimeException | Error e) {
            if (e instanceof SQLException failure && SqlFailure.of(failure) != SqlFailure.CONNECTION) {
                lane.connection().undo();
            } else {
                lane.connection().drop();
            }
            recovery.startAfresh(batch, e);
        }
    }

    /** Rows are locked and read only after every earlier batch; so is the outcome of a key that is on its way. */
    private boolean mustWait(List<Ticket<?>> batch) {
        for (Ticket<?> ticket : batch) {
            if (!ticket.needs().records().isEmpty() || flights.holdsKey(ticket.name())) {
                return true;
            }
        }
        return false;
    }

    private void takeOff(Draft draft) {
        accounts.moveOn(draft);
        List<AccountAtWork> rows = following.with(draft, flights::holdsRow);
        try {
            flights.takeOff(draft, rows);
        } catch (RuntimeException | Error e) {
            accounts.stillLag(rows);
            throw e;
        }
    }

    private void finish(Connection connection, Draft draft) throws SQLException {
        accounts.moveOn(draft);
        List<AccountAtWork> rows = following.with(draft, flights::holdsRow);
        try {
            attempt.finish(connection, draft, rows);
        } catch (SQLException | RuntimeException | Error e) {
            accounts.stillLag(rows);
            throw e;
        }
        callers.committed(draft);
    }

    /**
     * A draft without any effect is told when everything it saw is durable. What was lost on the way it may have seen, and an
     * equal number of postings does not say that they are the same: it is decided again.
     */
    private void idle(Connection connection, Draft draft) throws SQLException {
        // First: what flies and is lost is run again under locks, and this transaction may be at the gate.
        connection.rollback();
        if (!recovery.land()) {
            recovery.startAfresh(draft.batch(), null);
            return;
        }
        attempt.confirm(connection, draft);
        connection.rollback();
        callers.tell(draft.resolutions());
    }
}

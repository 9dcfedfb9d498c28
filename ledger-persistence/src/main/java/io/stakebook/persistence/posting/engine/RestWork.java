package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.memory.FollowingRows;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import io.stakebook.persistence.posting.session.EngineConnection;
import io.stakebook.persistence.posting.session.SqlFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What a node that writes from memory does between batches: it reads balances ahead of their first use and brings balance rows up
 * to date. Whatever goes wrong here, writes do not wait for it. The engine's thread only.
 */
final class RestWork {

    private static final Logger LOG = System.getLogger(RestWork.class.getName());

    /** How long the end of the engine waits for rows to follow; those that do not are behind and nothing else. */
    private static final Duration LAST_ROWS = Duration.ofSeconds(5);

    private final Flights flights;
    private final Trust trust;
    private final HeldAccounts accounts;
    private final FollowingRows following;
    private final Attempt attempt;

    RestWork(Flights flights, Trust trust, HeldAccounts accounts, FollowingRows following, Attempt attempt) {
        this.flights = flights;
        this.trust = trust;
        this.accounts = accounts;
        this.following = following;
        this.attempt = attempt;
    }

    /**
     * Reads a few balances ahead of their first use, on the connection that the next batch will take.
     *
     * @return true when there are more of them, to be read at once
     */
    boolean warm() {
        if (!accounts.cold()) {
            return false;
        }
        Lane lane = flights.nextLane();
        EngineConnection connection = lane.connection();
        try {
            accounts.warm(trust.connect(lane));
            connection.undo();
            return accounts.cold();
        } catch (SQLException | RuntimeException | Error e) { // Whatever it is: writes must not wait for it.
            connection.drop();
            if (e instanceof SQLException failure && mayPass(SqlFailure.of(failure))) {
                LOG.log(Level.DEBUG, "reading balances ahead goes on when the database lets us", e);
            } else {
                LOG.log(Level.WARNING, "balances are not read ahead any more; each is read with its first use", e);
                accounts.leaveCold();
            }
            return false;
        }
    }

    private static boolean mayPass(SqlFailure failure) {
        return failure == SqlFailure.CONNECTION || failure == SqlFailure.CONTENTION;
    }

    /** True while some balance rows are behind. */
    boolean waits() {
        return accounts.lagging() > 0;
    }

    /**
     * Brings balance rows up to date while nothing is asked.
     *
     * @return true when there are more of them, to be brought at once
     */
    boolean tidy() {
        if (!flights.isEmpty() || !waits()) {
            return false;
        }
        Lane lane = flights.nextLane();
        List<AccountAtWork> rows = List.of();
        try {
            Connection connection = trust.connect(lane);
            rows = following.atRest();
            attempt.follow(connection, rows);
            return waits();
        } catch (SQLException | RuntimeException | Error e) { // Whatever it is: writes must not wait for it.
            lane.connection().drop();
            accounts.stillLag(rows);
            LOG.log(Level.DEBUG, "balance rows stay behind for now; the next look brings them up to date", e);
            return false;
        }
    }

    /** Brings all balance rows up to date, if that can be done in time. */
    void tidyUp() {
        long end = System.nanoTime() + LAST_ROWS.toNanos();
        while (tidy() && System.nanoTime() - end < 0) {
            trust.tell();
        }
    }
}

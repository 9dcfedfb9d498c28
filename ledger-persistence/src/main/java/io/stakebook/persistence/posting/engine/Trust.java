package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.memory.HeldAccounts;
import java.sql.Connection;
import java.sql.SQLException;

/** How long memory may be trusted: while the lease lasts that it was read under, and on the server that it was read from. */
final class Trust {

    private final HeldAccounts accounts;
    private final Recovery recovery;
    private final EngineCounters counters;
    private String server = "";
    private long readUnder; // Takeovers are counted from one.

    Trust(HeldAccounts accounts, Recovery recovery, EngineCounters counters) {
        this.accounts = accounts;
        this.recovery = recovery;
        this.counters = counters;
        tell();
    }

    /** Shows what is in memory. */
    void tell() {
        counters.remembers(accounts.size(), accounts.lagging(), accounts.cold());
    }

    /**
     * The lane's connection; memory is that of its server. Another server, a standby that took over or one on which a book
     * was restored, may know less, and {@code posting_pkey} refuses a number that is taken, not one that leaves a gap.
     */
    Connection connect(Lane lane) throws SQLException {
        Connection connection = lane.connection().get();
        if (!lane.connection().server().equals(server)) {
            recovery.land();
            accounts.forget();
            accounts.beginCold();
            server = lane.connection().server();
        }
        return connection;
    }

    /** Trusts nothing that was read under an earlier lease, and reads ahead once under each. */
    void under(long takeover) {
        if (takeover != readUnder) {
            retreat();
            accounts.beginCold();
            readUnder = takeover; // Last: what ended early is begun again.
        }
    }

    /** The lease ran out under us: even when it is ours again, others may have written meanwhile. */
    void lapse() {
        readUnder = 0;
        retreat();
    }

    /** Ends what flies and trusts nothing any more. */
    void retreat() {
        recovery.land();
        accounts.forget();
        tell();
    }
}

package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.memory.FollowingRows;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import java.util.List;

/**
 * Writes from memory while this node holds the lease, and under locks while it does not, or memory was wrong too often of late:
 * balances in memory, three connections, commits in the order the batches were decided in. The engine's thread decides batch k+2
 * while the lanes of k and k+1 write theirs; of k+1 only the commit waits until k is durable. Where an account stands is what its
 * newest posting says; balance rows follow some batches later (ADR 0013).
 *
 * <p>When a batch fails, {@link Recovery} has it decided again under locks with all behind it. So nothing that goes wrong here, a
 * stale memory included, reaches a caller.
 */
final class LeasedWriting implements Writing {

    /** While batches are on their way, one that fails is noticed soon. */
    private static final long LOOK_AFTER_FLIGHTS_MILLIS = 2;

    /** So long nothing must be asked before balance rows are brought up to date for their own sake. */
    private static final long TIDY_AFTER_MILLIS = 20;

    private final Lease lease;
    private final BatchRunner locked;
    private final Flights flights;
    private final Recovery recovery;
    private final Trust trust;
    private final Runway runway;
    private final RestWork rest;
    private boolean remembering;

    /** @param locked writes while memory may not, and runs again what failed on its way */
    LeasedWriting(
            Lease lease,
            List<Lane> lanes,
            Attempt attempt,
            BatchRunner locked,
            HeldAccounts accounts,
            EngineCounters counters,
            Callers callers) {
        this.lease = lease;
        this.locked = locked;
        this.flights = new Flights(lanes);
        this.recovery = new Recovery(flights, accounts, attempt, locked, counters, callers);
        this.trust = new Trust(accounts, recovery, counters);
        FollowingRows following = new FollowingRows(accounts);
        this.runway = new Runway(flights, trust, recovery, accounts, following, attempt, callers);
        this.rest = new RestWork(flights, trust, accounts, following, attempt);
    }

    @Override
    public void start() {
        lease.start();
    }

    /**
     * Room for the next batch, and a few balances for those after it; true while there are more of them to read at once. A
     * lease that is late by a moment costs nothing here: whether memory is trusted is asked again when there is something to
     * write. What failed on its way is brought to its end in any case.
     */
    @Override
    public boolean makeReady() {
        if (!lease.held() || recovery.resting()) {
            recovery.reap();
            return false;
        }
        trust.under(lease.takeovers());
        remembering = true;
        flights.awaitRoom();
        recovery.reap();
        trust.tell();
        return rest.warm();
    }

    @Override
    public int most(Ticket<?> first, int behind) {
        // A batch that reads rows lands alone, so it leaves nothing for others to carry beside it.
        boolean beside = first.needs().records().isEmpty();
        return remembering && beside ? flights.share((1L + behind) * first.weight()) : Integer.MAX_VALUE;
    }

    @Override
    public void write(List<Ticket<?>> batch) {
        if (remembers()) {
            runway.run(batch);
        } else {
            locked.run(batch);
        }
    }

    /** True while this node may decide from memory; trusts nothing of it any more when it may not. */
    private boolean remembers() {
        boolean held = lease.held();
        boolean may = held && !recovery.resting();
        if (may) {
            trust.under(lease.takeovers());
        } else if (remembering && held) {
            trust.retreat();
        } else if (remembering) {
            trust.lapse();
        }
        remembering = may;
        return may;
    }

    @Override
    public boolean flying() {
        return !flights.isEmpty();
    }

    @Override
    public void land() {
        recovery.land();
    }

    @Override
    public boolean tidy() {
        return lease.held() && remembering && rest.tidy();
    }

    @Override
    public long pauseMillis() {
        if (flying()) {
            return LOOK_AFTER_FLIGHTS_MILLIS;
        }
        return rest.waits() ? TIDY_AFTER_MILLIS : LOOK_AGAIN_MILLIS;
    }

    @Override
    public boolean leaseHeld() {
        return lease.held();
    }

    @Override
    public long takeovers() {
        return lease.takeovers();
    }

    @Override
    public void close() {
        try {
            recovery.land();
            rest.tidyUp();
            trust.retreat();
        } finally {
            flights.close();
            lease.close();
        }
    }
}

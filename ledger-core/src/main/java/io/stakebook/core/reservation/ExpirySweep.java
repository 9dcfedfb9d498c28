package io.stakebook.core.reservation;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.posting.JobSteps;
import io.stakebook.core.posting.PostingEngine;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Expires the reservations whose time is over. Every node may sweep at any time: the key of an expiry names the
 * reservation and its version, so of several that try, one writes and the others are told its outcome.
 */
public final class ExpirySweep {

    private static final String SCOPE = "expiry";

    private static final Logger LOG = System.getLogger(ExpirySweep.class.getName());
    private static final int AT_ONCE = 500;
    private static final int MOST_ROUNDS = 20;

    private final JobSteps<ReservationStep> steps;
    private final Reservations reservations;
    private final Clock clock;
    private final IdSource ids;

    /** @param clock the business clock */
    public ExpirySweep(PostingEngine engine, Reservations reservations, Clock clock, IdSource ids) {
        this.steps =
                new JobSteps<>(engine, SCOPE, (step, at) -> step.reservation().state() + " at " + at, LOG);
        this.reservations = reservations;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Expires what is due, up to {@value #MOST_ROUNDS} times {@value #AT_ONCE}; waits for the commits.
     *
     * @return how many are resolved now
     */
    public int sweep() {
        Instant now = clock.instant();
        int resolved = 0;
        Optional<Reservations.Due> after = Optional.empty();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Reservation> due = reservations.due(now, after, AT_ONCE);
            resolved += expire(due);
            if (due.size() < AT_ONCE) {
                break;
            }
            after = Optional.of(place(due.get(due.size() - 1)));
        }
        return resolved;
    }

    private static Reservations.Due place(Reservation last) {
        Instant expiresAt = last.expiresAtOrNull();
        if (expiresAt == null) {
            throw new IllegalStateException("reservation " + last.id() + " never expires and is not due");
        }
        return new Reservations.Due(expiresAt, last.id());
    }

    private int expire(List<Reservation> due) {
        return steps.take(due.stream().map(this::step).toList());
    }

    private JobSteps.Step<ReservationStep> step(Reservation due) {
        return new JobSteps.Step<>(
                due.id() + "/" + due.version(),
                new ExpireReservation(due.id(), due.accounts(), new EntryId(ids.next())),
                "reservation=" + due.id() + " could not be expired now");
    }
}

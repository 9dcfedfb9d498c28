package io.stakebook.core.reservation;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.proof.merkle.Hash;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Expires the reservations whose time is over. Every node may sweep at any time: the key of an expiry names the
 * reservation and its version, so of several that try, one writes and the others are told its outcome.
 */
public final class ExpirySweep {

    private static final String SCOPE = "expiry";

    private static final Logger LOG = System.getLogger(ExpirySweep.class.getName());
    private static final int AT_ONCE = 500;
    private static final int MOST_ROUNDS = 20;

    private final PostingEngine engine;
    private final Reservations reservations;
    private final Clock clock;
    private final IdSource ids;

    /** @param clock the business clock */
    public ExpirySweep(PostingEngine engine, Reservations reservations, Clock clock, IdSource ids) {
        this.engine = engine;
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
        List<CompletableFuture<Outcome>> asked = new ArrayList<>(due.size());
        for (Reservation reservation : due) {
            ExpireReservation expire =
                    new ExpireReservation(reservation.id(), reservation.accounts(), new EntryId(ids.next()));
            asked.add(engine.submit(new Submission<>(
                            key(reservation),
                            expire,
                            new JobAnswers<>((step, at) -> step.reservation().state() + " at " + at)))
                    .toCompletableFuture());
        }
        int resolved = 0;
        for (int i = 0; i < due.size(); i++) {
            try {
                resolved += asked.get(i).join().answer().status() == JobAnswers.DONE ? 1 : 0;
            } catch (CompletionException e) {
                LOG.log(Level.WARNING, "reservation=" + due.get(i).id() + " could not be expired now", e.getCause());
            }
        }
        return resolved;
    }

    private static IdempotencyKey key(Reservation reservation) {
        String name = reservation.id() + "/" + reservation.version();
        String fingerprint = Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).toHex();
        return new IdempotencyKey(SCOPE, name, fingerprint);
    }
}

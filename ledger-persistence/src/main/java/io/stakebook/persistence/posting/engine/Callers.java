package io.stakebook.persistence.posting.engine;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Resolution;
import io.stakebook.persistence.posting.batch.Ticket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** What follows a batch: its events are handed on, its callers are told, everything is counted. Safe for threads. */
final class Callers {

    private static final Logger LOG = System.getLogger(Callers.class.getName());

    private final EngineCounters counters;
    private final EventIntake events;
    private final Executor completions;

    /** @param completions runs the callers' continuations, so that they cannot hold up the engine */
    Callers(EngineCounters counters, EventIntake events, Executor completions) {
        this.counters = counters;
        this.events = events;
        this.completions = completions;
    }

    /** After the commit of a draft, or in its place when there was nothing to write. */
    void committed(Draft draft) {
        counters.committed(draft);
        int left = draft.effects().events.size();
        if (left > 0) {
            events.recorded(draft.effects().entries, left);
        }
        tell(draft.resolutions());
    }

    /** Likewise, where the writer must go on whatever happens: what was written is found by its key. */
    void landed(Draft draft) {
        try {
            committed(draft);
        } catch (Throwable broken) {
            LOG.log(Level.ERROR, "a batch was written and its callers could not be told", broken);
            abandon(draft.batch());
        }
    }

    /** Without a commit. */
    void tell(Map<Ticket<?>, Resolution> resolutions) {
        resolutions.values().forEach(this::count);
        try {
            completions.execute(() -> resolutions.forEach(Callers::complete));
        } catch (RejectedExecutionException stopping) {
            resolutions.forEach(Callers::complete);
        }
    }

    /** Whether these writes happened is not known. */
    void abandon(Collection<Ticket<?>> batch) {
        counters.failed.add(batch.size());
        for (Ticket<?> ticket : batch) {
            ticket.promise()
                    .completeExceptionally(new Unavailable(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "whether the write happened is not known, ask again with the same key"));
        }
    }

    private void count(Resolution resolution) {
        if (resolution instanceof Resolution.Kept kept) {
            if (kept.replayed()) {
                counters.replayed.increment();
            }
        } else if (resolution instanceof Resolution.Failed failed
                && (failed.reason() instanceof Unavailable || failed.reason() instanceof Corrupt)) {
            counters.failed.increment();
        } else {
            counters.conflicts.increment();
        }
    }

    private static void complete(Ticket<?> ticket, Resolution resolution) {
        if (resolution instanceof Resolution.Kept kept) {
            ticket.promise().complete(kept.outcome());
        } else if (resolution instanceof Resolution.Failed failed) {
            ticket.promise().completeExceptionally(failed.reason());
        }
    }
}

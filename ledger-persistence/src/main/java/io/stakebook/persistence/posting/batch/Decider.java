package io.stakebook.persistence.posting.batch;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.posting.Trial;
import io.stakebook.persistence.decision.RecordedDecision;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.event.EventBodies;
import io.stakebook.persistence.event.PendingEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides one command against the batch's books and, only when all of it holds, adds its effects to the batch. A command
 * that fails leaves books and effects as they were, so it cannot harm its neighbours.
 */
public final class Decider {

    private static final Logger LOG = System.getLogger(Decider.class.getName());

    private final BatchBooks books;
    private final Effects effects;
    private final EventBodies bodies;
    private final Predicate<Class<?>> storable;

    public Decider(BatchBooks books, Effects effects, EventBodies bodies, Predicate<Class<?>> storable) {
        this.storable = storable;
        this.books = books;
        this.effects = effects;
        this.bodies = bodies;
    }

    public <R> Resolution decide(Ticket<R> ticket, Instant recordedAt) {
        ticket.attempt(recordedAt);
        books.open(ticket.needs(), ticket.key().callerOrNull(), recordedAt);
        try {
            Plan<R> plan = ticket.submission().command().decide(books);
            if (plan instanceof Plan.Accepted<R> accepted) {
                return accept(ticket, accepted, recordedAt);
            }
            if (plan instanceof Plan.Refused<R> refused) {
                return refuse(ticket, refused, recordedAt);
            }
            throw new AssertionError(plan);
        } catch (Rejected | NotFound reason) {
            return reject(ticket, reason, recordedAt);
        } catch (LedgerException reason) {
            return new Resolution.Failed(reason);
        } catch (RuntimeException | StackOverflowError broken) {
            return broken(ticket, broken);
        }
    }

    private <R> Resolution accept(Ticket<R> ticket, Plan.Accepted<R> plan, Instant recordedAt) {
        Trial trial = books.trial();
        List<PendingEvent> events = new ArrayList<>();
        List<UUID> entryIds = new ArrayList<>();
        for (JournalEntry asked : plan.entries()) {
            requireNew(asked.id());
            JournalEntry entry = trial.post(asked, plan.late());
            events.add(bodies.posted(entry));
            entryIds.add(entry.id().value());
        }
        for (Notice notice : plan.notices()) {
            events.add(bodies.told(notice, recordedAt));
        }
        for (Stored write : plan.writes()) {
            if (!storable.test(write.getClass())) {
                throw new IllegalStateException("no record store is registered for " + write.getClass());
            }
        }
        Answer answer = ticket.submission().answers().accepted(plan.result(), recordedAt);

        for (LimitChange change : plan.limits()) {
            books.state(change.account());
        }
        if (ticket.submission().dryRun()) {
            return new Resolution.Kept(answer, false, Resolution.Kept.REHEARSED);
        }
        @Nullable UUID decisionId = plan.decision().map(d -> d.id().value()).orElse(null);
        for (Trial.Line line : trial.lines()) {
            effects.lines.add(books.accept(line));
        }
        for (LimitChange change : plan.limits()) {
            books.accept(change);
            effects.limits.add(new Effects.Limited(change, recordedAt));
        }
        for (Stored write : plan.writes()) {
            books.accept(write);
        }
        for (JournalEntry entry : trial.entries()) {
            effects.add(new StampedEntry(entry, recordedAt));
        }
        plan.decision().ifPresent(decision -> effects.decisions.add(new RecordedDecision(decision, recordedAt)));
        effects.events.addAll(events);
        return keep(ticket, Resolution.Kept.ACCEPTED, answer, recordedAt, entryIds, decisionId);
    }

    /** Not kept: what has the identifier may be another command of this attempt, and the attempt may fail. */
    private void requireNew(EntryId entry) {
        if (effects.has(entry)) {
            throw new Conflict(
                    ErrorCode.ALREADY_EXISTS,
                    "entry id " + entry
                            + " is another entry's, of the book or written at the same time; nothing was done",
                    Map.of("entryId", entry.toString()));
        }
    }

    private <R> Resolution refuse(Ticket<R> ticket, Plan.Refused<R> plan, Instant recordedAt) {
        PendingEvent event = bodies.refused(plan.decision(), recordedAt);
        Answer answer = ticket.submission().answers().refused(plan.decision());
        if (ticket.submission().dryRun()) {
            return new Resolution.Kept(answer, false, Resolution.Kept.REHEARSED);
        }
        effects.decisions.add(new RecordedDecision(plan.decision(), recordedAt));
        effects.events.add(event);
        return keep(
                ticket,
                Resolution.Kept.REFUSED,
                answer,
                recordedAt,
                List.of(),
                plan.decision().id().value());
    }

    private Resolution reject(Ticket<?> ticket, LedgerException reason, Instant recordedAt) {
        if (!ticket.submission().command().keepsRefusal()) {
            return new Resolution.Failed(reason);
        }
        try {
            Answer answer = ticket.submission().answers().rejected(reason);
            if (ticket.submission().dryRun()) {
                return new Resolution.Kept(answer, false, Resolution.Kept.REHEARSED);
            }
            return keep(ticket, Resolution.Kept.REJECTED, answer, recordedAt, List.of(), null);
        } catch (RuntimeException broken) {
            return broken(ticket, broken);
        }
    }

    private Resolution keep(
            Ticket<?> ticket,
            char kind,
            Answer answer,
            Instant recordedAt,
            List<UUID> entries,
            @Nullable UUID decision) {
        effects.outcomes.add(new Effects.Kept(ticket.key(), kind, answer, recordedAt, entries, decision));
        return new Resolution.Kept(answer, false, kind);
    }

    private static Resolution broken(Ticket<?> ticket, Throwable cause) {
        String command = ticket.submission().command().getClass().getSimpleName();
        LOG.log(Level.ERROR, "command=" + command + " could not be decided", cause);
        Corrupt corrupt = new Corrupt(
                ErrorCode.INVARIANT_BROKEN,
                "the write " + command + " broke a rule of the ledger itself and was not done; the log says which");
        corrupt.initCause(cause);
        return new Resolution.Failed(corrupt);
    }
}

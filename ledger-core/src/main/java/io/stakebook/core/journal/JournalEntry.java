package io.stakebook.core.journal;

import io.stakebook.core.account.Side;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A journal entry as it is asked for: balanced per asset, at least two postings. It becomes a recorded entry when the
 * engine gives it {@code recordedAt}; both axes are UTC with microseconds.
 *
 * @param effectiveAt when the fact holds in the world
 * @param businessDate the UTC day in whose period finance counts it
 * @param carriedFrom the day it belongs to, when that day's period was closed and it was carried to {@code businessDate}
 */
public record JournalEntry(
        EntryId id,
        EntryKind kind,
        Phase phase,
        Instant effectiveAt,
        LocalDate businessDate,
        @Nullable LocalDate carriedFrom,
        EntryContext context,
        List<Posting> postings) {

    private static final int NANOS_PER_MICRO = 1_000;

    public JournalEntry {
        postings = List.copyOf(postings);
        if (postings.size() < 2) {
            throw new Rejected(
                    ErrorCode.ENTRY_TOO_SHORT,
                    "entry " + id + " needs at least two postings and has " + postings.size());
        }
        requireBalanced(id, postings);
        // Rows keep microseconds: a finer instant would order the entry otherwise in memory than in the book.
        if (effectiveAt.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO != 0) {
            throw new IllegalArgumentException(
                    "entry " + id + " is effective at " + effectiveAt + ", finer than a microsecond");
        }
    }

    /** An everyday entry, counted on its own day. */
    public JournalEntry(
            EntryId id,
            EntryKind kind,
            Instant effectiveAt,
            LocalDate businessDate,
            EntryContext context,
            List<Posting> postings) {
        this(id, kind, new Phase.Posted(), effectiveAt, businessDate, null, context, postings);
    }

    /** The same fact, counted on a later day because its own day's period takes no more. */
    public JournalEntry carriedTo(LocalDate open) {
        return new JournalEntry(id, kind, phase, effectiveAt, open, businessDate, context, postings);
    }

    /** The same entry, with the one who asked for it. */
    public JournalEntry postedBy(@Nullable String subject) {
        if (Objects.equals(context.postedBy(), subject)) {
            return this;
        }
        return new JournalEntry(
                id, kind, phase, effectiveAt, businessDate, carriedFrom, context.withPostedBy(subject), postings);
    }

    /** An entry whose business date is the UTC day of its effective time. */
    public static JournalEntry of(
            EntryId id, EntryKind kind, Instant effectiveAt, EntryContext context, List<Posting> postings) {
        return new JournalEntry(id, kind, effectiveAt, EntryDates.dayOf(effectiveAt), context, postings);
    }

    private static void requireBalanced(EntryId id, List<Posting> postings) {
        Map<AssetCode, BigInteger> debitLessCredit = new TreeMap<>();
        for (Posting posting : postings) {
            BigInteger signed = posting.side() == Side.DEBIT
                    ? posting.amount().units()
                    : posting.amount().units().negate();
            debitLessCredit.merge(posting.amount().asset(), signed, BigInteger::add);
        }
        debitLessCredit.forEach((asset, difference) -> {
            if (difference.signum() != 0) {
                throw new Rejected(
                        ErrorCode.ENTRY_UNBALANCED,
                        "entry " + id + " does not balance in " + asset + ": debits less credits are " + difference);
            }
        });
    }
}

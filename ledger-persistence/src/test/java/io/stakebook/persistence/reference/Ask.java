package io.stakebook.persistence.reference;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of a ledger, in plain values: both the model and the engine get it from here. */
sealed interface Ask {

    /** Entries, all or nothing, or each for itself. */
    record Post(List<Draft> drafts, boolean atomic) implements Ask {}

    /** An entry; reserved when it says so. */
    record Draft(
            UUID id,
            boolean reserve,
            @Nullable Instant expiresAt,
            @Nullable Instant effectiveAt,
            @Nullable LocalDate day,
            Late late,
            List<Line> lines) {}

    /** A line with what must hold of its account before the entry. */
    record Line(
            String account,
            boolean debit,
            BigInteger units,
            @Nullable Long expectedVersion,
            List<Wanted> wanted) {}

    /** {@code balance} is posted, pending or available; {@code comparison} is gte, lte or eq. */
    record Wanted(String balance, String comparison, BigInteger units) {}

    /** What is to happen to an entry of a closed day. */
    enum Late {
        CARRY,
        REFUSE,
        ADJUST
    }

    /** Settles parts of a reservation, everything when there are none; {@code last} gives the rest back. */
    record Settle(UUID reservation, List<Line> parts, boolean last, UUID entry, UUID release) implements Ask {}

    /** Voids a reservation. */
    record GiveBack(UUID reservation, UUID entry) implements Ask {}

    record Expire(UUID reservation, UUID entry) implements Ask {}

    /** New limits of an account. */
    record Bound(
            String account,
            @Nullable BigInteger minPosted,
            @Nullable BigInteger maxPosted,
            @Nullable BigInteger minAvailable,
            @Nullable BigInteger maxAvailable,
            @Nullable Long expectedVersion)
            implements Ask {}

    record Reverse(
            UUID original,
            UUID entry,
            @Nullable Instant effectiveAt,
            @Nullable LocalDate day) implements Ask {}
}

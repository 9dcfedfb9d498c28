package io.stakebook.core.reservation;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.money.Amount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a reservation is to be settled.
 *
 * @param parts what to post of it, balanced per asset; empty for all that remains
 * @param last true gives back what these parts leave, in the same command
 * @param effectiveAt null for the time of recording; not before the reservation's own
 * @param businessDate null for the UTC day of the effective time
 */
public record Settlement(
        List<Part> parts,
        boolean last,
        @Nullable Instant effectiveAt,
        @Nullable LocalDate businessDate,
        Lateness late,
        @Nullable String memo) {

    public Settlement {
        parts = List.copyOf(parts);
    }

    /** Everything that remains, now. */
    public static Settlement all() {
        return new Settlement(List.of(), false, null, null, Lateness.REFUSE, null);
    }

    /** These parts, now. */
    public static Settlement of(List<Part> parts, boolean last) {
        return new Settlement(parts, last, null, null, Lateness.REFUSE, null);
    }

    /** An amount of what is set aside on one side of one account; of several such legs the first are used first. */
    public record Part(AccountName account, Side side, Amount amount) {}
}

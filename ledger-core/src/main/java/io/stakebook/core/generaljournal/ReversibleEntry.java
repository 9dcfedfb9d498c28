package io.stakebook.core.generaljournal;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the book with the one fact about it that may still come: who reversed it. Nothing is stored for it beside
 * the entries themselves.
 */
public record ReversibleEntry(JournalEntry entry, @Nullable EntryId reversedByOrNull) implements Stored {

    /** The key under which a command needs an entry it may reverse. */
    public static RecordKey key(EntryId id) {
        return new RecordKey(ReversibleEntry.class, id.toString());
    }

    @Override
    public String recordId() {
        return entry.id().toString();
    }

    ReversibleEntry reversedBy(EntryId reversal) {
        return new ReversibleEntry(entry, reversal);
    }

    /** @throws Rejected {@code ENTRY_REVERSED} or {@code ENTRY_NOT_REVERSIBLE} */
    void requireReversible() {
        if (reversedByOrNull != null) {
            throw new Rejected(
                    ErrorCode.ENTRY_REVERSED,
                    "entry " + entry.id() + " was reversed by entry " + reversedByOrNull,
                    Map.of("entryId", entry.id().toString(), "reversedBy", reversedByOrNull.toString()));
        }
        @Nullable String instead = instead();
        if (instead != null) {
            throw new Rejected(
                    ErrorCode.ENTRY_NOT_REVERSIBLE,
                    "entry " + entry.id() + " of kind " + entry.kind().wire() + " is not reversed: " + instead,
                    Map.of(
                            "entryId", entry.id().toString(),
                            "kind", entry.kind().wire(),
                            "instead", instead));
        }
    }

    /** What undoes the entry when a reversal does not; null when it does. */
    private @Nullable String instead() {
        if (entry.phase() instanceof Phase.Reserved) {
            return "void the reservation";
        }
        if (entry.phase() instanceof Phase.Settled) {
            return "post a new entry with the sides swapped; a settlement is part of its reservation's history";
        }
        if (entry.phase() instanceof Phase.Released) {
            return "reserve again";
        }
        return switch (entry.kind()) {
            case GENERAL, HOUSE_FUNDING, DEPOSIT -> null;
            case REVERSAL -> "post the entry again";
            case SUBSCRIPTION_RESERVED, SUBSCRIPTION_EFFECTIVE -> "redeem the position";
            case REDEMPTION_REQUESTED, REDEMPTION_PAID -> "subscribe again";
            case REWARD_ACCRUAL, REWARD_RECEIVED, ACCRUAL_CORRECTION ->
                "resolve the break it shows in a provider's statement, which posts a correction";
            case REWARD_PAYOUT, REWARD_FORFEITED -> "post a new entry between the customer's wallet and the house";
            case REWARD_BACKING -> "post a new entry between the house wallet and the omnibus account";
            case WITHDRAWAL_REQUESTED -> "confirm the withdrawal, or deposit the coins again when they come back";
            case WITHDRAWAL_SETTLED -> "deposit the coins when they come back";
        };
    }
}

package io.stakebook.core.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.period.PeriodCalendar;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command decides against: locked, or from memory and proven before the commit. Includes the effects of commands accepted earlier in the same batch. Valid
 * only while {@link Command#decide} runs.
 */
public interface Books {

    /** The time this attempt will be recorded at: UTC, microseconds, never going back on one node. */
    Instant recordedAt();

    /** Subject of the caller whose request is decided; null when a job of the book asks. */
    @Nullable
    String callerOrNull();

    /** The jurisdiction policy in force for this batch. */
    ActivePolicy policy();

    /** The balance of a declared account, zero when it has had no posting. */
    Balance balance(AccountName account);

    /** Which business dates still take entries. */
    PeriodCalendar calendar();

    /** An asset of the book. */
    Asset asset(AssetCode code);

    /** A fresh copy of these books to post to. */
    default Trial trial() {
        return new Trial(this);
    }

    /** A declared row, empty when there is none. */
    <T extends Stored> Optional<T> find(Class<T> type, String id);
}

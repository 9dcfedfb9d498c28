package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A batch that is decided and not yet durable: what to write and what its callers will be told.
 *
 * @param opened numbers of the accounts this batch opens
 * @param unproven accounts that were only read, from memory: compared with the database before the commit
 * @param limitsSeen how many changes of limits were known to the memory it was decided from; empty when it was decided under locks
 */
public record Draft(
        List<Ticket<?>> batch,
        BatchBooks books,
        Effects effects,
        List<AccountAtWork> changed,
        Map<AccountName, Long> opened,
        List<AccountAtWork> unproven,
        OptionalLong limitsSeen,
        Map<Ticket<?>, Resolution> resolutions) {

    public Draft {
        batch = List.copyOf(batch);
    }

    /** True when it was decided from memory. */
    public boolean fromMemory() {
        return limitsSeen.isPresent();
    }

    /** True when there is something to write. */
    public boolean writes() {
        return !effects.isEmpty();
    }

    /** True when every other command's outcome is kept, so that its key guards it. */
    public boolean keepsAllBut(List<Ticket<?>> some) {
        Set<Ticket<?>> others = new HashSet<>(some);
        for (Map.Entry<Ticket<?>, Resolution> one : resolutions.entrySet()) {
            boolean kept =
                    one.getValue() instanceof Resolution.Kept outcome && outcome.kind() != Resolution.Kept.REHEARSED;
            if (!kept && !others.contains(one.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** The number of an account this batch posts to. */
    public long number(AccountAtWork state) {
        if (state.id() != 0) {
            return state.id();
        }
        Long number = opened.get(state.balance().account());
        if (number == null) {
            throw new IllegalStateException(
                    "account " + state.balance().account() + " was posted to and has no number");
        }
        return number;
    }
}

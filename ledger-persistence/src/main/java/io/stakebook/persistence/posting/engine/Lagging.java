package io.stakebook.persistence.posting.engine;

import io.stakebook.core.account.AccountName;
import io.stakebook.persistence.posting.batch.AccountState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Accounts whose balance rows are behind. They are taken in sweeps: the oldest together, each sweep in the order of account numbers, so
 * that rows that share a page are written together and every one has its turn. One thread only.
 */
final class Lagging {

    /** Accounts of a sweep at most; sorting so many takes about a millisecond. */
    private static final int MOST_A_SWEEP = 16_384;

    /** Accounts looked at, at most, for each that is wanted; of those whose state was forgotten the row stays behind. */
    private static final int LOOKS_A_ROW = 4;

    private record Behind(long number, AccountName account) {}

    private final ArrayDeque<Behind> later = new ArrayDeque<>();
    private final List<Behind> sweep = new ArrayList<>();
    private int next;

    /** An account whose row was not behind before. */
    void add(long number, AccountName account) {
        later.add(new Behind(number, account));
    }

    /**
     * Takes accounts from where the sweep came to.
     *
     * @param busy numbers of accounts that are left for later
     * @param state an account's state; null when its row is not known to be behind any more
     */
    List<AccountState> take(int count, LongPredicate busy, Function<AccountName, @Nullable AccountState> state) {
        List<AccountState> taken = new ArrayList<>(Math.min(count, size()));
        for (int looks = Math.min(size(), LOOKS_A_ROW * count); looks > 0 && taken.size() < count; looks--) {
            Behind behind = next();
            if (busy.test(behind.number())) {
                later.add(behind);
                continue;
            }
            @Nullable AccountState found = state.apply(behind.account());
            if (found != null) {
                taken.add(found);
            }
        }
        return taken;
    }

    private Behind next() {
        if (next == sweep.size()) {
            next = 0;
            sweep.clear();
            for (int i = Math.min(later.size(), MOST_A_SWEEP); i > 0; i--) {
                sweep.add(later.remove());
            }
            sweep.sort(Comparator.comparingLong(Behind::number));
        }
        return sweep.get(next++);
    }

    int size() {
        return later.size() + sweep.size() - next;
    }

    void clear() {
        later.clear();
        sweep.clear();
        next = 0;
    }
}

package io.stakebook.persistence.posting.memory;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Accounts whose balance rows are behind. They are taken in sweeps: the oldest together, each sweep in the order of account numbers, so
 * that rows that share a page are written together and every one has its turn. One thread only.
 */
final class Lagging {

    /** Accounts of a sweep at most; sorting so many takes about a millisecond. */
    private static final int MOST_A_SWEEP = 16_384;

    /** Accounts looked at, at most, for each that is wanted; of those whose state was forgotten the row stays behind. */
    private static final int LOOKS_A_ROW = 4;

    private final ArrayDeque<HeldAccount> later = new ArrayDeque<>();
    private final List<HeldAccount> sweep = new ArrayList<>();
    private int next;

    /** An account whose row was not behind before. */
    void add(HeldAccount account) {
        later.add(account);
    }

    /**
     * Takes accounts from where the sweep came to; from then on their rows count as up to date.
     *
     * @param busy numbers of accounts that are left for later
     * @return their states as they were
     */
    List<AccountAtWork> take(int count, LongPredicate busy) {
        List<AccountAtWork> taken = new ArrayList<>(Math.min(count, size()));
        for (int looks = Math.min(size(), LOOKS_A_ROW * count); looks > 0 && taken.size() < count; looks--) {
            HeldAccount account = next();
            if (busy.test(account.number())) {
                later.add(account);
            } else if (account.lags()) {
                taken.add(account.state());
                account.moveTo(account.state().followed());
            }
        }
        return taken;
    }

    private HeldAccount next() {
        if (next == sweep.size()) {
            next = 0;
            sweep.clear();
            for (int i = Math.min(later.size(), MOST_A_SWEEP); i > 0; i--) {
                sweep.add(later.remove());
            }
            sweep.sort(Comparator.comparingLong(HeldAccount::number));
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

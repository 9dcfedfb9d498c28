package io.stakebook.persistence.reference;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What several callers of one book know of it while they write: what was acknowledged, and balances a moment old. */
final class SharedBook implements AskMaker.Book {

    private final RealLedger real;
    private final MovableClock clock;
    private final int number;
    private final List<String> assets = new ArrayList<>();
    private final List<UUID> entries = new CopyOnWriteArrayList<>();
    private final List<ModelReservation> reservations = new CopyOnWriteArrayList<>();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> possible = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Long> versions = Map.of();
    private volatile Map<String, BigInteger> available = Map.of();

    SharedBook(RealLedger real, MovableClock clock, int number) {
        this.real = real;
        this.clock = clock;
        this.number = number;
        for (int i = 0; i < 2; i++) {
            assets.add("M%04d".formatted((number * 2 + i) % RealLedger.ASSETS));
        }
    }

    /** Takes an answer in. */
    void heard(Ask ask, Verdict verdict) {
        if (!verdict.accepted()) {
            return;
        }
        if (ask instanceof Ask.Post post) {
            for (int i = 0; i < post.drafts().size(); i++) {
                if (verdict.items().get(i).equals(Verdict.OK)) {
                    posted(post.drafts().get(i));
                }
            }
        } else if (ask instanceof Ask.Settle settle) {
            acknowledge(settle.entry());
            possible.add(settle.release());
        } else if (ask instanceof Ask.GiveBack gone) {
            acknowledge(gone.entry());
        } else if (ask instanceof Ask.Expire expire) {
            possible.add(expire.entry());
        } else if (ask instanceof Ask.Reverse reverse) {
            acknowledge(reverse.entry());
        }
    }

    private void posted(Ask.Draft draft) {
        acknowledge(draft.id());
        if (draft.reserve()) {
            reservations.add(ModelReservation.open(draft.id(), draft.lines(), draft.expiresAt()));
        }
    }

    private void acknowledge(UUID entry) {
        acknowledged.add(entry);
        entries.add(entry);
    }

    /** Entries that must be in the journal. */
    Set<UUID> acknowledged() {
        return acknowledged;
    }

    /** Entries that may be, because a command writes them only when something is left. */
    Set<UUID> possible() {
        return possible;
    }

    /** Looks at the balances. */
    void look() {
        Map<String, Long> seenVersions = new HashMap<>();
        Map<String, BigInteger> seenAvailable = new HashMap<>();
        for (String row : real.rows(assets)) {
            String[] words = row.split("[ /]", -1);
            ModelAccount fresh = ModelAccount.fresh(words[0]);
            BigInteger posted = new BigInteger(words[1]).subtract(new BigInteger(words[2]));
            BigInteger out = new BigInteger(fresh.growsByDebit() ? words[4] : words[3]);
            seenAvailable.put(words[0], (fresh.growsByDebit() ? posted : posted.negate()).subtract(out));
            seenVersions.put(words[0], Long.parseLong(words[6]));
        }
        versions = seenVersions;
        available = seenAvailable;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<String> assets() {
        return assets;
    }

    @Override
    public List<String> customers() {
        return real.customers();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public BigInteger available(String account) {
        return available.getOrDefault(account, BigInteger.ZERO);
    }

    @Override
    public long version(String account) {
        return versions.getOrDefault(account, 0L);
    }

    @Override
    public List<UUID> entries() {
        return List.copyOf(entries);
    }

    @Override
    public List<ModelReservation> reservations() {
        return List.copyOf(reservations);
    }
}

package io.stakebook.core.presence;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.recent.RecentlyUsed;
import java.time.Clock;
import java.util.Map;

/**
 * Keeps that a customer was seen in the mainland, at most once in ten minutes a customer. Remembers the customers seen last,
 * so that the others cost a write that changes nothing. Safe for threads.
 */
public final class MainlandWatch {

    private static final int MOST_REMEMBERED = 10_000;

    private final MainlandDays days;
    private final Clock clock;
    private final Map<CustomerId, MainlandDay> recent = new RecentlyUsed<>(MOST_REMEMBERED);

    /** @param clock of the book, which decisions go by */
    public MainlandWatch(MainlandDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /**
     * Keeps that the customer is behind a mainland address now.
     *
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when that cannot be kept; the next call tries again
     */
    public void seen(CustomerId customer) {
        MainlandDay day = MainlandDay.of(customer, clock.instant());
        synchronized (recent) {
            MainlandDay kept = recent.get(customer);
            if (kept != null && kept.covers(day)) {
                return;
            }
        }
        days.keep(day);
        // Only now: what was not kept must not be taken for kept.
        synchronized (recent) {
            recent.put(customer, day);
        }
    }
}

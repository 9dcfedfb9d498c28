package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.KeyName;
import io.stakebook.persistence.posting.batch.Ticket;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batches on their way, in the order they took off, with what each of them holds until it lands: the keys of its
 * commands and the balance rows it writes. One thread only.
 */
final class Flights {

    private final Deque<Flight> flights = new ArrayDeque<>();
    private final Map<KeyName, Integer> keys = new HashMap<>();

    /** Numbers of accounts whose balance rows are being written: two batches that wrote one could wait for each other. */
    private final Set<Long> rows = new HashSet<>();

    boolean isEmpty() {
        return flights.isEmpty();
    }

    /** About how many entries they carry. */
    long weight() {
        long weight = 0;
        for (Flight flight : flights) {
            weight += flight.weight();
        }
        return weight;
    }

    boolean holdsKey(KeyName name) {
        return keys.containsKey(name);
    }

    boolean holdsRow(long account) {
        return rows.contains(account);
    }

    /** @param following balance rows that go with it */
    Flight takeOff(Draft draft, List<AccountAtWork> following) {
        Flight flight = new Flight(draft, flights.peekLast(), following);
        flights.add(flight);
        hold(draft.batch(), 1);
        rows.addAll(draft.opened().values());
        following.forEach(state -> rows.add(state.id()));
        return flight;
    }

    /** The one that took off first, if it has come to an end. */
    @Nullable
    Flight firstEnded() {
        @Nullable Flight first = flights.peekFirst();
        return first != null && first.ended() ? first : null;
    }

    /** The first one is durable: what it held is free. */
    void firstLanded() {
        Flight landed = flights.removeFirst();
        hold(landed.draft().batch(), -1);
        landed.draft().opened().values().forEach(rows::remove);
        landed.following().forEach(state -> rows.remove(state.id()));
    }

    /** None of them holds anything any more; they are taken out one by one. */
    void letGo() {
        keys.clear();
        rows.clear();
    }

    /** Takes the first one out; null when there is none. */
    @Nullable
    Flight takeOut() {
        return flights.pollFirst();
    }

    private void hold(Collection<Ticket<?>> batch, int count) {
        for (Ticket<?> ticket : batch) {
            keys.merge(ticket.name(), count, (held, more) -> held + more == 0 ? null : held + more);
        }
    }
}

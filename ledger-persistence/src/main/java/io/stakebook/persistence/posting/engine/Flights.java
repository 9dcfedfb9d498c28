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
 * commands and the balance rows it writes. The lanes take turns. One thread only.
 */
final class Flights implements AutoCloseable {

    /** Below this, what a batch costs by itself outweighs what it gains by flying beside others. */
    private static final int LEAST_SHARE = 48;

    private final List<Lane> lanes;
    private final Deque<Flight> flights = new ArrayDeque<>();
    private final Map<KeyName, Integer> keys = new HashMap<>();

    /** Numbers of accounts whose balance rows are being written: two batches that wrote one could wait for each other. */
    private final Set<Long> rows = new HashSet<>();

    private int next;

    Flights(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    /**
     * How much of what waits the next batch should take: of all that waits and flies a lane's share. Whoever took everything
     * would fly far behind the others and make them wait, and leave nothing to decide meanwhile.
     *
     * @param waiting weight of what waits, about
     */
    int share(long waiting) {
        long all = waiting;
        for (Flight flight : flights) {
            all += flight.weight();
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_SHARE, all / lanes.size()));
    }

    /** The lane that the next batch takes. */
    Lane nextLane() {
        return lanes.get(next);
    }

    /** Waits until nothing flies on the next lane, so that what is queued meanwhile goes into one batch. */
    void awaitRoom() {
        nextLane().await();
    }

    /** Waits until nothing flies any more. */
    void await() {
        lanes.forEach(Lane::await);
    }

    boolean holdsKey(KeyName name) {
        return keys.containsKey(name);
    }

    boolean holdsRow(long account) {
        return rows.contains(account);
    }

    /**
     * Lets a draft fly whose transaction is open on the next lane.
     *
     * @param following balance rows that go with it
     */
    void takeOff(Draft draft, List<AccountAtWork> following) {
        Flight flight = new Flight(draft, flights.peekLast(), following);
        hold(draft.batch(), 1);
        rows.addAll(draft.opened().values());
        following.forEach(state -> rows.add(state.id()));
        flights.add(flight); // Last of what may fail: whatever is here is waited for, and comes to an end once it is
        // launched.
        nextLane().launch(flight);
        next = (next + 1) % lanes.size();
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

    /** Ends the lanes. */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}

package io.stakebook.persistence.event.sequencer;

import io.stakebook.persistence.entry.StampedEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries this node committed a moment ago, so that the sequencer need not read back what was just written. Only a help:
 * what is not here is read from the book. When there is no room the newer ones are left out, because the sequencer asks for
 * the older ones first. Safe for threads.
 */
final class FreshEntries {

    /** Postings of all entries kept; with what surrounds it, about half a kilobyte each. */
    static final int MOST_LINES = 100_000;

    /** An entry nobody asked for in so many rounds was, as a rule, read from the book before it came here. */
    private static final long ROUNDS = 200;

    private record Fresh(StampedEntry recorded, long round) {
        int lines() {
            return recorded.entry().postings().size();
        }
    }

    private final Map<UUID, Fresh> entries = new LinkedHashMap<>();
    private int lines;
    private long round;

    synchronized void add(List<StampedEntry> recorded) {
        for (StampedEntry one : recorded) {
            int more = one.entry().postings().size();
            if (lines + more > MOST_LINES) {
                return;
            }
            @Nullable Fresh older = entries.put(one.entry().id().value(), new Fresh(one, round));
            lines += more - (older == null ? 0 : older.lines());
        }
    }

    /** Gives away those that are here; begins a round. */
    synchronized Map<UUID, StampedEntry> take(Collection<UUID> ids) {
        Map<UUID, StampedEntry> found = new HashMap<>(2 * ids.size());
        for (UUID id : ids) {
            @Nullable Fresh fresh = entries.remove(id);
            if (fresh != null) {
                lines -= fresh.lines();
                found.put(id, fresh.recorded());
            }
        }
        round++;
        dropStale();
        return found;
    }

    private void dropStale() {
        Iterator<Fresh> eldest = entries.values().iterator();
        while (eldest.hasNext()) {
            Fresh fresh = eldest.next();
            if (round - fresh.round() <= ROUNDS) {
                return;
            }
            lines -= fresh.lines();
            eldest.remove();
        }
    }

    synchronized void clear() {
        entries.clear();
        lines = 0;
    }

    /** Postings of the entries kept. */
    synchronized int lines() {
        return lines;
    }
}

package io.stakebook.persistence.posting.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which keys need a look for an outcome before they are decided: those seen lately, and every key for a while after one
 * turned up that we had taken for new. A key that is never asked again, nearly all of them, costs no look.
 *
 * <p>Only a matter of speed: a key that has an outcome and was not looked for stops its batch by {@code idempotency_pkey},
 * and the batch is decided again with open eyes. One thread only.
 */
public final class KeyMemory {

    /** Marks of keys; a newer key overwrites an older one with the same place. */
    private static final int PLACES = 1 << 18;

    private static final Duration EYES_OPEN = Duration.ofSeconds(5);

    private final long[] marks = new long[PLACES];
    private long openUntil = System.nanoTime();

    /**
     * The tickets whose key is to be looked for; from now on all of them have been seen. A rehearsal is always among them: nothing
     * of it is kept, so no unique key would stop it.
     */
    public List<Ticket<?>> suspects(List<Ticket<?>> batch) {
        boolean open = openUntil - System.nanoTime() > 0;
        List<Ticket<?>> suspects = new ArrayList<>();
        for (Ticket<?> ticket : batch) {
            long mark = mark(ticket.name());
            int place = (int) mark & (PLACES - 1);
            if (open || ticket.submission().dryRun() || marks[place] == mark) {
                suspects.add(ticket);
            }
            marks[place] = mark;
        }
        return suspects;
    }

    /** A key taken for new had an outcome: others may follow. */
    public void openEyes() {
        openUntil = System.nanoTime() + EYES_OPEN.toNanos();
    }

    /** Never 0, the mark of an empty place. Two keys of one mark cost a look, nothing else. */
    private static long mark(KeyName name) {
        long bits = ((long) name.scope().hashCode() << 32) ^ (name.key().hashCode() & 0xFFFF_FFFFL);
        // Finaliser of MurmurHash3 (public domain): spreads the two hash codes over all bits.
        bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return (bits ^ (bits >>> 33)) | 1L << 63;
    }
}

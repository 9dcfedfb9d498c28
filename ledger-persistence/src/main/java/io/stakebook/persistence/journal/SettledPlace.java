package io.stakebook.persistence.journal;

import io.stakebook.persistence.posting.BatchBarrier;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The newest place in the order of recording below which nothing is still to come. Places are given out before a batch
 * commits, so that another node's batch could otherwise appear below what a list has shown already.
 */
final class SettledPlace {

    private static final String NEWEST =
            "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('journal_entry', 'place')), 0)";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private SettledPlace() {}

    /**
     * Waits for the batches at work, which is milliseconds; not for those that begin meanwhile. A batch that hangs for two
     * seconds is waited for no longer: its entries may then appear within the list.
     */
    static long newest(EntityManager em) {
        long newest = ((Number) em.createNativeQuery(NEWEST).getSingleResult()).longValue();
        Set<Object> atWork = atWork(em);
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (!atWork.isEmpty() && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(PAUSE_NANOS);
            atWork.retainAll(atWork(em));
        }
        return newest;
    }

    private static Set<Object> atWork(EntityManager em) {
        List<?> holders = em.createNativeQuery(BatchBarrier.HOLDERS).getResultList();
        return new HashSet<>(holders);
    }
}

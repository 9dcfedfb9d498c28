package io.stakebook.persistence.journal;

import io.stakebook.persistence.posting.BatchBarrier;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest place in the order of recording below which nothing is still to come. Places are given out before a batch
 * commits, so that another node's batch could otherwise appear below what a list has shown already.
 */
final class SettledPlace {

    private static final String NEWEST =
            "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('journal_entry', 'place')), 0)";

    private SettledPlace() {}

    static long newest(EntityManager em) {
        long newest = given(em);
        BatchesAtWork.await(millis -> atWork(em, millis));
        return newest;
    }

    /** The newest place given out; whether its entry is visible yet is not said. */
    static long given(EntityManager em) {
        return ((Number) em.createNativeQuery(NEWEST).getSingleResult()).longValue();
    }

    /** Waits until everything that was recorded by a moment is visible. */
    static void await(EntityManager em, Instant moment, Clock now) {
        BatchesAtWork.await(moment, now, millis -> atWork(em, millis));
    }

    private static Set<String> atWork(EntityManager em, long millis) {
        List<?> holders = em.createNativeQuery(BatchBarrier.HOLDERS)
                .setParameter(1, millis)
                .getResultList();
        return holders.stream().map(String::valueOf).collect(Collectors.toSet());
    }
}

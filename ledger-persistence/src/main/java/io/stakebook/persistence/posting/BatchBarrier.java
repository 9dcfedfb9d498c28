package io.stakebook.persistence.posting;

/**
 * The advisory lock that lets somebody wait until all batches of all nodes have ended that began before. Each batch holds
 * it shared, to the end of its transaction, from before it reads the calendar; who waits takes it exclusively for a moment.
 * Two different statements, so that the calendar is read in a snapshot newer than the lock.
 */
public final class BatchBarrier {

    /** "periods" */
    private static final long KEY = 0x70_6572_696F_6473L;

    /** First statement of a batch's look at the rules; held until the batch commits or rolls back. */
    public static final String HOLD = "select pg_advisory_xact_lock_shared(" + KEY + ")";

    /** Returns when every older holder is gone; give it back at once. */
    public static final String PASS = "select pg_advisory_xact_lock(" + KEY + ")";

    /** Who holds it now: a row per batch at work on any node, begun some milliseconds ago at least. */
    public static final String HOLDERS = "select l.virtualtransaction || '/' || l.pid from pg_locks l"
            + " left join pg_stat_activity a on a.pid = l.pid"
            + " where coalesce(clock_timestamp() - a.xact_start >= cast(? as bigint) * interval '1 millisecond', true)"
            + " and l.locktype = 'advisory' and l.mode = 'ShareLock' and l.granted"
            + " and (cast(l.classid as bigint) << 32) + cast(l.objid as bigint) = " + KEY
            + " and l.database = (select oid from pg_database where datname = current_database())";

    private BatchBarrier() {}
}

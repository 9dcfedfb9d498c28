package io.stakebook.persistence.posting;

/**
 * Keeps writers that decide under row locks apart from writers that decide from memory (ADR 0013). Any number of one kind go
 * together; the other kind waits until their transactions have ended.
 */
public final class WriterGate {

    /**
     * Ahead of everything that a batch locks which is decided under row locks; what follows sees all that was written from memory.
     * The barrier comes first on either side of the gate, or the two of them and a closing period could wait in a circle.
     */
    public static final String LOCKED = BatchBarrier.HOLD + ";\nlock table writer_gate in share mode";

    /** Ahead of everything that a batch locks which is decided from memory. */
    public static final String MEMORY = BatchBarrier.HOLD + ";\nlock table writer_gate in row exclusive mode";

    /**
     * The gate once more, in the round trip of the first write, with the number of changes of limits that were known when the
     * memory was read. Fails when it is no longer the newest.
     */
    public static final String FROM_MEMORY = "select writing_from_memory(?)";

    /**
     * The number of changes of limits, in the last result; read it before the limits. The gate comes first: the number moves
     * before the change is committed, and behind the gate no change is under way.
     */
    public static final String LIMITS_SEEN = MEMORY + ";\nselect last_value from limits_change";

    /** The accounts whose limits were changed after so many changes. */
    public static final String LIMITED_SINCE =
            "select distinct a.name from account_limits l join account a using (account_id) where l.change > ?";

    /**
     * Ends sessions at the gate, but for some, that have heard nothing from their node for a second: a node that was stopped inside a
     * {@code COPY}, where none of the server's own timeouts applies. A batch that loses its session is found or done again by
     * its keys.
     */
    public static final String DISMISS = """
            select pg_terminate_backend(a.pid)
              from pg_locks l
              join pg_stat_activity a on a.pid = l.pid
             where l.relation = 'writer_gate'::regclass and l.mode in ('RowExclusiveLock', 'ShareLock') and l.granted
               and l.database = (select oid from pg_database where datname = current_database())
               and a.wait_event = 'ClientRead'
               and greatest(a.query_start, a.state_change) < clock_timestamp() - interval '1 second'
               and a.pid <> all (?)
            """;

    private WriterGate() {}
}

package io.stakebook.benchmarks.design;

import java.sql.SQLException;
import javax.sql.DataSource;

/** One way of keeping a ledger on PostgreSQL. */
public interface Design {

    String title();

    /** Name of the database that {@link #prepare} fills; designs that share a name share it. */
    default String template() {
        return "template_" + title().replaceAll("[^a-zA-Z]+", "_").toLowerCase(java.util.Locale.ROOT);
    }

    /** Makes the schema and funds the accounts in an empty database; every turn gets a copy of it. */
    void prepare(DataSource template, int accounts) throws SQLException;

    /**
     * Begins a turn.
     *
     * @param callers requests that will be in flight
     */
    Turn begin(DataSource book, Workload workload, int callers) throws SQLException;

    /**
     * Proves the books after a turn.
     *
     * @param accepted transfers that were answered with yes
     * @throws WrongBooks when they do not add up, or hold more or fewer transfers than were answered
     */
    void prove(DataSource book, long accepted) throws SQLException;

    /** A running design. */
    interface Turn extends AutoCloseable {

        /** Books a transfer under a key of its own; {@code done} is told once, from any thread, when it is durable. */
        void submit(Transfer transfer, Done done);

        /** Mean transfers a transaction since the turn began; 1 for designs that commit each by itself. */
        double meanBatch();

        /** Waits for whatever a design does after it answered. */
        default void settle() throws SQLException, InterruptedException {}

        /** Ends the turn when nothing is in flight any more. */
        @Override
        void close();
    }

    /** Told what became of a transfer. */
    @FunctionalInterface
    interface Done {
        void with(Verdict verdict);
    }

    /** What became of a transfer. */
    enum Verdict {
        ACCEPTED,
        /** The payer could not cover it. */
        REFUSED,
        /** Neither: turned away or failed. */
        DROPPED
    }
}

package io.stakebook.persistence.sql;

import java.time.Duration;

/** How long a query of the pool may take: on the server, which stops it, and on the socket, should the server be gone. */
public final class Bounds {

    /** Of a read somebody waits for. */
    public static final Duration READ = Duration.ofSeconds(60);

    /** Of a query of a job, which grows with the book: a run's totals, the trial balance of a close. */
    public static final Duration JOB = Duration.ofHours(1);

    /** The socket waits longer than the server works, so that the server's word arrives. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(15);

    private Bounds() {}

    /** As {@code statement_timeout} and {@link java.sql.Connection#setNetworkTimeout} take it. */
    public static int millis(Duration longest) {
        return (int) Math.min(Integer.MAX_VALUE, longest.toMillis());
    }

    public static Duration ofSocket(Duration longest) {
        return longest.plus(ON_THE_WAY);
    }
}

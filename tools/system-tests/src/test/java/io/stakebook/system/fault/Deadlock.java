package io.stakebook.system.fault;

import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.system.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A second session that locks balances in the opposite order, highest first, and never gives in: PostgreSQL looks for a
 * deadlock when a session has waited for {@code deadlock_timeout}, and makes that session the victim. Ours looks after a
 * minute, so the ledger's is the one that fails.
 */
final class Deadlock {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String HOUSE = "select account_id from account where name = '1010.ETH.house'";
    private static final String HIGHEST =
            "select max(account_id) from account where name like '2010.ETH.cust%' and account_id > (" + HOUSE + ")";
    private static final String WAITING_FOR_US =
            "select count(*) from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))";
    private static final String SEEN =
            "select deadlocks from pg_stat_database where datname = '" + PostgresServer.NAME + "'";

    private Deadlock() {}

    /** @return how many deadlocks PostgreSQL resolved */
    static long provoke(Cluster cluster) throws SQLException {
        try (Connection session = cluster.database().superuser();
                Connection watch = cluster.database().superuser();
                Statement statement = session.createStatement()) {
            long before = Rows.number(watch, SEEN);
            session.setAutoCommit(false);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (Rows.number(watch, SEEN) == before && System.nanoTime() < end) {
                statement.execute("set local deadlock_timeout = '1min'");
                statement.execute("select 1 from balance where account_id = (" + HIGHEST + ") for update");
                awaitRival(watch, session);
                statement.execute("select 1 from balance where account_id = (" + HOUSE + ") for update");
                session.rollback();
                // Statistics of a session are told when it is idle.
                Pause.millis(300);
            }
            return Rows.number(watch, SEEN) - before;
        }
    }

    private static void awaitRival(Connection watch, Connection session) {
        long pid = Rows.number(session, "select pg_backend_pid()");
        String waiting = WAITING_FOR_US.replace("pg_backend_pid()", String.valueOf(pid));
        Pause.until("a session that waits for ours", Duration.ofSeconds(20), () -> {
            List<List<String>> rows = Rows.of(watch, waiting);
            return !rows.get(0).get(0).equals("0");
        });
    }
}

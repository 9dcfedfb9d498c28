package io.stakebook.system.staking;

import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.system.Pause;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** Terminates backends of the ledger's database at random moments: one at a time, and now and then all of them. */
final class Killer implements Callable<Integer> {

    private final PostgresServer server;
    private final long end;

    Killer(PostgresServer server, long end) {
        this.server = server;
        this.end = end;
    }

    /** @return how many were terminated */
    @Override
    public Integer call() throws SQLException {
        int killed = 0;
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                Pause.millis(100L + random.nextInt(700));
                int most = random.nextInt(8) == 0 ? 1000 : 1;
                // Half of them the one that is writing right now, where the harm is greatest.
                String first = random.nextBoolean() ? "case state when 'idle' then 1 else 0 end, random()" : "random()";
                try (ResultSet row = statement.executeQuery("select count(pg_terminate_backend(pid)) from"
                        + " (select pid from pg_stat_activity where datname = '" + PostgresServer.NAME
                        + "' and pid <> pg_backend_pid() order by " + first + " limit " + most + ") victims")) {
                    row.next();
                    killed += row.getInt(1);
                }
            }
        }
        return killed;
    }
}

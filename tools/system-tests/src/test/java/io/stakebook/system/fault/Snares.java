package io.stakebook.system.fault;

import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.system.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Triggers planted on the journal of the database under test. They wait for advisory locks that only the test takes, say
 * that entries are being inserted, and fail with planned errors.
 */
final class Snares {

    /** What the server says while entries are inserted. */
    static final String NOTICE = "stakebook fault: entries are inserted";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String PLANT = """
            create schema fault;
            create table fault.plan (turn bigint primary key, state text not null);
            create sequence fault.turn;
            create function fault.before_insert() returns trigger
                language plpgsql security definer set search_path = pg_catalog as
            $$
            declare
                at bigint := nextval('fault.turn');
                planned text;
            begin
                perform pg_advisory_xact_lock_shared(%1$d);
                raise notice '%3$s';
                select p.state into planned from fault.plan p where p.turn = at;
                if found then
                    raise exception 'planted by the fault suite' using errcode = planned;
                end if;
                return null;
            end
            $$;
            create function fault.before_commit() returns trigger
                language plpgsql security definer set search_path = pg_catalog as
            $$
            begin
                perform pg_advisory_xact_lock_shared(%2$d);
                return null;
            end
            $$;
            create trigger fault_before_insert before insert on public.journal_entry
                for each statement execute function fault.before_insert();
            create constraint trigger fault_before_commit after insert on public.journal_entry
                deferrable initially deferred for each row execute function fault.before_commit()
            """;

    /** Where a transaction can be made to stand still. */
    enum Point {
        /** Locks are taken and the commands decided; nothing is written. */
        BEFORE_INSERT(714_001),
        /** Everything is written and the commit has begun; it is not in the log of the database. */
        BEFORE_COMMIT(714_002);

        private final int lock;

        Point(int lock) {
            this.lock = lock;
        }
    }

    private final PostgresServer server;

    private Snares(PostgresServer server) {
        this.server = server;
    }

    static Snares plant(PostgresServer server) {
        String sql = PLANT.formatted(Point.BEFORE_INSERT.lock, Point.BEFORE_COMMIT.lock, NOTICE);
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return new Snares(server);
        } catch (SQLException e) {
            throw new IllegalStateException("the triggers cannot be planted", e);
        }
    }

    /** Makes the next inserts into the journal fail, one with each of these SQLSTATEs, every {@code apart} inserts. */
    void fail(List<String> states, int apart) {
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement();
                PreparedStatement plan = connection.prepareStatement("insert into fault.plan values (?, ?)")) {
            long turn;
            try (ResultSet row = statement.executeQuery("select last_value from fault.turn")) {
                row.next();
                turn = row.getLong(1);
            }
            for (String state : states) {
                turn += apart;
                plan.setLong(1, turn);
                plan.setString(2, state);
                plan.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Planned failures whose turn is still to come. */
    long failuresAhead() {
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from fault.plan where turn > (select last_value from fault.turn)")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes transactions stand still until it is closed. */
    Hold hold(Point point) {
        try {
            Connection session = server.superuser();
            try (Statement statement = session.createStatement()) {
                statement.execute("select pg_advisory_lock(" + point.lock + ")");
            }
            return new Hold(session, point);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A held point. */
    static final class Hold implements AutoCloseable {

        private static final String WAITING = """
                select a.client_port from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where l.locktype = 'advisory' and not l.granted and l.classid = 0 and l.objid = %d limit 1
                """;

        private final Connection session;
        private final Point point;

        private Hold(Connection session, Point point) {
            this.session = session;
            this.point = point;
        }

        /** The port from which the session that stands still was opened. */
        int awaitPort() {
            int[] port = {0};
            Pause.until("a transaction at " + point, PATIENCE, () -> {
                OptionalInt found = port();
                found.ifPresent(value -> port[0] = value);
                return found.isPresent();
            });
            return port[0];
        }

        private OptionalInt port() {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery(WAITING.formatted(point.lock))) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

package io.stakebook.system;

import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More reads wait for the database than there are connections, and threads, to serve them. */
@Order(8)
@ExtendWith(WithLedger.class)
class SlowReadsST {

    private static final int CONNECTIONS = 16;
    private static final int READERS = 80;
    private static final String WAITING = "select count(*) from pg_stat_activity"
            + " where application_name = 'stakebook reads' and wait_event_type = 'Lock'";

    @Test
    void readsThatHoldEveryConnection_leaveWritersAlone_andOthersAreToldToComeBack(Ledger ledger)
            throws SQLException, InterruptedException, ExecutionException {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (Connection locker = ledger.stack().database().superuser()) {
            locker.setAutoCommit(false);
            execute(locker, "lock table export_job in access exclusive mode");
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                waiting.add(readers.submit(() -> ledger.api().get(ledger.staff(FINANCE), "/v1/exports")));
            }
            awaitEveryConnectionWaits(ledger);

            ledger.api()
                    .post(
                            ledger.staff(FINANCE),
                            "/v1/entries",
                            Map.of("postings", Entries.paidIn("0.000001")),
                            Map.of())
                    .expect(201);
            Answer turnedAway =
                    ledger.api().get(ledger.staff(FINANCE), "/v1/reservations").expect(503);
            assertThat(turnedAway.code()).isEqualTo("OVERLOADED");
            assertThat(turnedAway.header("Retry-After")).isNotBlank();
            assertThat(turnedAway.text()).contains("every connection to the database is in use");

            locker.rollback();
            int served = 0;
            for (Future<Answer> one : waiting) {
                if (one.get().expect(200, 503).status() == 200) {
                    served++;
                }
            }
            assertThat(served).as("reads that got a connection").isGreaterThanOrEqualTo(CONNECTIONS);
            ledger.api().get(ledger.staff(FINANCE), "/v1/reservations").expect(200);
        } finally {
            readers.shutdownNow();
        }
    }

    private static void awaitEveryConnectionWaits(Ledger ledger) throws SQLException {
        long end = System.nanoTime() + 30_000_000_000L;
        try (Connection look = ledger.stack().database().superuser();
                Statement statement = look.createStatement()) {
            while (System.nanoTime() < end) {
                try (ResultSet row = statement.executeQuery(WAITING)) {
                    row.next();
                    if (row.getInt(1) == CONNECTIONS) {
                        return;
                    }
                }
                Pause.millis(50);
            }
        }
        throw new AssertionError("never did " + CONNECTIONS + " connections wait for the lock");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

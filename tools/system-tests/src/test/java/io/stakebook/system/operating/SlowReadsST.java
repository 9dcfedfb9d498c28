package io.stakebook.system.operating;

import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More reads wait for the database than are served at a time. */
@Order(8)
@ExtendWith(WithLedger.class)
class SlowReadsST {

    /** Connections of the pool, and how many of them reads may hold. */
    private static final int CONNECTIONS = 16;

    private static final int READS_AT_WORK = 12;

    /** More than are served, wait, or find a thread. */
    private static final int READERS = 80;

    private static final int SUBSCRIBERS = 24;

    /** What a writer may need beside reads that wait 5 seconds for a place: much less than one such wait. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    /** One wait for a connection of the pool, 5 seconds, and no second one. */
    private static final Duration ONE_WAIT = Duration.ofSeconds(9);

    private static final String WAITING = "select count(*) from pg_stat_activity"
            + " where application_name = 'stakebook reads' and wait_event_type = 'Lock'";

    @Test
    void readsThatAllWait_leaveWritersAndReadinessAlone_andOthersAreToldToComeBack(Ledger ledger)
            throws SQLException, InterruptedException, ExecutionException {
        Customer anna = ledger.open(Home.DE);
        ledger.fund(anna, "ETH", "9");
        String product = ledger.flexible("st-slow-reads", "ETH", Map.of("minimum", "0.1"));
        Api hasty = new Api(ledger.address(), ledger.contract(), AT_ONCE);
        String finance = ledger.staff(FINANCE);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (Connection locker = ledger.stack().database().superuser()) {
            locker.setAutoCommit(false);
            execute(locker, "lock table reward_break in access exclusive mode");
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                waiting.add(readers.submit(() -> ledger.api().get(finance, "/v1/breaks")));
            }
            awaitWaiting(ledger, READS_AT_WORK);

            hasty.post(finance, "/v1/entries", Map.of("postings", Entries.paidIn("0.000001")))
                    .expect(201);
            hasty.post(anna.token(), "/v1/subscriptions", Ledger.subscription(product, "ETH", "1"), anna.from())
                    .expect(201);
            hasty.get(null, "/health/ready").expect(200);
            Answer turnedAway = ledger.api().get(finance, "/v1/reservations").expect(503);
            assertThat(turnedAway.code()).isEqualTo("OVERLOADED");
            assertThat(turnedAway.header("Retry-After")).isNotBlank();
            assertThat(turnedAway.text()).contains("12 reads are at work");

            locker.rollback();
            int served = 0;
            for (Future<Answer> one : waiting) {
                if (one.get().expect(200, 503).status() == 200) {
                    served++;
                }
            }
            assertThat(served).as("reads that had a place").isGreaterThanOrEqualTo(READS_AT_WORK);
            for (int i = 0; i < 2 * READS_AT_WORK; i++) {
                ledger.api().get(finance, "/v1/reservations").expect(200);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void lookUpsOfWritesThatHoldEveryConnection_areToldSo_andWorkUnderTheSameKeyAfterwards(Ledger ledger)
            throws SQLException, InterruptedException, ExecutionException {
        Customer anna = ledger.open(Home.DE);
        ledger.fund(anna, "ETH", "90");
        String product = ledger.flexible("st-slow-reads", "ETH", Map.of("minimum", "0.1"));
        ExecutorService subscribers = Executors.newFixedThreadPool(SUBSCRIBERS);
        try (Connection locker = ledger.stack().database().superuser()) {
            locker.setAutoCommit(false);
            execute(locker, "lock table product in access exclusive mode");
            Map<String, Future<Answer>> asked = new LinkedHashMap<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                String key = Api.freshKey();
                asked.put(key, subscribers.submit(() -> subscribe(ledger.api(), anna, product, key)));
            }
            awaitWaiting(ledger, CONNECTIONS);
            Answer turnedAway = subscribe(
                            new Api(ledger.address(), ledger.contract(), ONE_WAIT), anna, product, Api.freshKey())
                    .expect(503);
            assertThat(turnedAway.code()).isEqualTo("OVERLOADED");
            assertThat(turnedAway.text()).contains("every connection to the database is in use");

            locker.rollback();
            for (Map.Entry<String, Future<Answer>> one : asked.entrySet()) {
                if (one.getValue().get().expect(201, 503).status() == 503) {
                    subscribe(ledger.api(), anna, product, one.getKey()).expect(201);
                }
            }
        } finally {
            subscribers.shutdownNow();
        }
    }

    private static Answer subscribe(Api api, Customer customer, String product, String key) {
        Map<String, String> headers = new LinkedHashMap<>(customer.from());
        headers.put("Idempotency-Key", key);
        return api.post(customer.token(), "/v1/subscriptions", Ledger.subscription(product, "ETH", "1"), headers);
    }

    private static void awaitWaiting(Ledger ledger, int connections) throws SQLException {
        long end = System.nanoTime() + 30_000_000_000L;
        try (Connection look = ledger.stack().database().superuser();
                Statement statement = look.createStatement()) {
            while (System.nanoTime() < end) {
                try (ResultSet row = statement.executeQuery(WAITING)) {
                    row.next();
                    if (row.getInt(1) == connections) {
                        return;
                    }
                }
                Pause.millis(50);
            }
        }
        throw new AssertionError("never did " + connections + " connections wait for the lock");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

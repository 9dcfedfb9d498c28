package io.stakebook.system.operating;

import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The address of the database leads to one that takes no writes, and later to one that does. */
@Order(86)
class StandbyST {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void databaseThatTakesNoWrites_makesTheNodeUnready_withTheReason_untilItTakesThem()
            throws SQLException, IOException {
        StackOptions options = StackOptions.in(Path.of("target", "standby")).with("stakebook.checks.every", "0");
        try (Stack stack = Stack.start(options, line -> System.out.println("[standby] " + line))) {
            Ledger ledger = new Ledger(stack);
            Customer anna = ledger.open(Home.DE);

            stack.database().kill();
            assertThat(ledger.api().get(null, "/metrics").expect(200).text())
                    .as("figures while the database is away")
                    .contains("stakebook_engine_queue_depth")
                    .containsPattern("stakebook_event_log_size\\S* -1")
                    .containsPattern("stakebook_check_age_seconds\\S* -1");
            Files.createFile(stack.directory().resolve("postgresql").resolve("standby.signal"));
            stack.database().restart();
            assertThat(await(ledger, 503, "read-only").path("databaseRefusal").asText())
                    .startsWith("the database takes no writes: it is a standby");

            execute(stack, "select pg_promote()");
            await(ledger, 200, "up");

            execute(stack, "alter database " + PostgresServer.NAME + " set default_transaction_read_only = on");
            stack.database().terminateBackends();
            assertThat(await(ledger, 503, "read-only").path("databaseRefusal").asText())
                    .startsWith("the database takes no writes: it is set to read-only");
            balances(ledger, anna, anna.address()).expect(200);
            // A read decides nothing: it is answered although the visit from the mainland cannot be kept.
            balances(ledger, anna, "114.114.114.114").expect(200);

            execute(
                    stack,
                    "set default_transaction_read_only = off",
                    "alter database " + PostgresServer.NAME + " reset default_transaction_read_only");
            stack.database().terminateBackends();
            await(ledger, 200, "up");
            ledger.api()
                    .post(
                            ledger.staff(FINANCE),
                            "/v1/house-funding",
                            Map.of("asset", "ETH", "amount", "1", "reference", "0xpromoted"),
                            Map.of())
                    .expect(201);
        }
    }

    private static Answer balances(Ledger ledger, Customer customer, String address) {
        Map<String, String> headers = Api.headers(customer.token());
        headers.put("X-Forwarded-For", address);
        return ledger.api().send("GET", "/v1/balances", headers, null);
    }

    private static void execute(Stack stack, String... statements) throws SQLException {
        try (Connection connection = stack.database().superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Polls readiness until it has the status and says so of the database. */
    private static JsonNode await(Ledger ledger, int status, String database) {
        return Readiness.await(
                ledger,
                "readiness " + status + " with a database that is " + database,
                LIMIT,
                (is, data) -> is == status && data.path("database").asText().equals(database));
    }
}

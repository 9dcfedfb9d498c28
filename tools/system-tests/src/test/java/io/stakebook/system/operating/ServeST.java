package io.stakebook.system.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.stack.Distribution;
import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Ports;
import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.launcher.stack.ServedNode;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.launcher.token.Pem;
import io.stakebook.launcher.token.Tokens;
import io.stakebook.system.Api;
import io.stakebook.system.Contract;
import io.stakebook.system.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node on a database that is not its own, as {@code serve} runs it. */
@Order(87)
class ServeST {

    @Test
    void node_stoppedInOrder_leavesItsLogUnderItsHome_andNothingElse(@TempDir Path home) throws IOException {
        try (Stack stack = Stack.startBackends(StackOptions.in(Path.of("target", "serve")), line -> {})) {
            Path place = home.resolve("place");
            ServedNode node = ServedNode.start(place, Ports.free(), settings(stack, home));

            assertThat(node.stop()).isTrue();

            assertThat(node.stop()).as("stopped once more").isFalse();
            assertThat(node.log()).content().contains("Payara Micro");
            try (Stream<Path> left = Files.walk(place)) {
                assertThat(left.filter(Files::isRegularFile)).containsExactly(node.log());
            }
        }
    }

    @Test
    void node_withADataSetOfAddressesThatIsNone_doesNotStart_andNamesTheSetting(@TempDir Path home) throws IOException {
        try (Stack stack = Stack.startBackends(StackOptions.in(Path.of("target", "serve")), line -> {})) {
            Path none = Files.writeString(home.resolve("anonymous.mmdb"), "no database at all");
            Map<String, String> settings = settings(stack, home);
            settings.put("stakebook.geo.anonymous-ip-file", none.toString());

            assertThatThrownBy(() -> ServedNode.start(home.resolve("place"), Ports.free(), settings))
                    .isInstanceOf(LaunchFailed.class)
                    .hasMessageContaining(
                            "configuration key stakebook.geo.anonymous-ip-file names a file that is no data"
                                    + " set of anonymous addresses");
        }
    }

    @Test
    void runningNode_thatANewerVersionOvertakes_saysSo_andIsUnreadyOnceItCannotReadWhatRulesWrites(@TempDir Path home)
            throws Exception {
        try (Stack stack = Stack.startBackends(StackOptions.in(Path.of("target", "serve")), line -> {});
                ServedNode node = ServedNode.start(home.resolve("place"), Ports.free(), settings(stack, home))) {
            Api api = api(node);
            JsonNode alone = ready(api, 200, "up");
            assertThat(alone.path("schema").asInt()).isPositive();
            assertThat(alone.has("schemaInDatabase")).isFalse();

            overtake(stack);
            assertThat(ready(api, 200, "up").path("schemaInDatabase").asText()).isEqualTo("999");
            execute(
                    stack,
                    "insert into region_book (id, version, toggles, active_since) values"
                            + " ('regions', 1, 'IS HALF_CLOSED 2026-01-01T00:00:00Z of a later version', now())");
            assertThat(ready(api, 503, "not-understood").path("databaseRefusal").asText())
                    .contains("a newer version may have written them");

            execute(stack, "update region_book set toggles = 'IS NO_NEW 2026-01-01T00:00:00Z of this version'");
            ready(api, 200, "up");
        }
    }

    private static Api api(ServedNode node) {
        return new Api(node.address(), Contract.in(Distribution.built().war()));
    }

    private static JsonNode ready(Api api, int status, String database) {
        return Readiness.await(
                api,
                "readiness " + status + " with a database that is " + database,
                Duration.ofSeconds(30),
                (is, data) -> is == status && data.path("database").asText().equals(database));
    }

    /** What Flyway writes down when a newer version migrates. */
    private static void overtake(Stack stack) throws SQLException {
        execute(
                stack,
                "insert into flyway_schema_history select installed_rank + 1, '999', 'to come', type,"
                        + " 'V999__to_come.sql', 0, installed_by, installed_on, execution_time, success"
                        + " from flyway_schema_history order by installed_rank desc limit 1");
    }

    private static void execute(Stack stack, String sql) throws SQLException {
        try (Connection connection = stack.database().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void node_onASchemaThatANewerVersionMigrated_doesNotStart_andSaysSo_unlessTheOperatorSaysThatItFits(
            @TempDir Path home) throws Exception {
        try (Stack stack = Stack.startBackends(StackOptions.in(Path.of("target", "serve")), line -> {})) {
            Map<String, String> settings = settings(stack, home);
            ServedNode.start(home.resolve("place"), Ports.free(), settings).close();
            overtake(stack);

            assertThatThrownBy(() -> ServedNode.start(home.resolve("place"), Ports.free(), settings))
                    .isInstanceOf(LaunchFailed.class)
                    .hasMessageContaining("a newer Stakebook has migrated this database to schema V999")
                    .hasMessageContaining("restore the backup from before the upgrade");
            settings.put("stakebook.schema.accept-newer", "999");
            try (ServedNode back = ServedNode.start(home.resolve("place"), Ports.free(), settings)) {
                assertThat(ready(api(back), 200, "up").path("schemaInDatabase").asText())
                        .isEqualTo("999");
            }
        }
    }

    private static Map<String, String> settings(Stack stack, Path home) throws IOException {
        Path signing = Files.writeString(
                home.resolve("signing.pem"), Pem.of(Pem.newEd25519Pair().getPrivate()));
        Path issuer = Files.writeString(
                home.resolve("issuer.pem"),
                Tokens.generate(Stack.ISSUER, Clock.systemUTC()).publicKeyPem());
        Map<String, String> settings = new TreeMap<>();
        settings.put("stakebook.db.url", stack.database().jdbcUrl());
        settings.put("stakebook.db.user", PostgresServer.NAME);
        settings.put("stakebook.db.password", PostgresServer.NAME);
        settings.put("stakebook.relay.enabled", "false");
        settings.put("stakebook.keys.signing", signing.toString());
        settings.put("stakebook.exports.directory", home.resolve("exports").toString());
        settings.put("mp.jwt.verify.issuer", Stack.ISSUER);
        settings.put("mp.jwt.verify.publickey.location", issuer.toUri().toString());
        return settings;
    }
}

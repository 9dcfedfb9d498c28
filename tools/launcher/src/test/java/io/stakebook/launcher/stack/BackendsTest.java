package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {

    private final Path home;

    BackendsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void databaseAndBroker_killedAndStartedAgain_stillHoldWhatTheyAcknowledged() throws Exception {
        Path directory;
        try (Stack stack = Stack.startBackends(StackOptions.in(home), line -> {})) {
            directory = stack.directory();
            execute(stack, "create table kept (n int)", "insert into kept values (7)");
            produce(stack, "first");

            stack.database().kill();
            stack.database().restart();
            stack.broker().kill();
            stack.broker().restart();

            assertThat(number(stack, "select n from kept")).isEqualTo(7);
            assertThat(consume(stack)).containsExactly("first");
            assertThat(number(stack, "show server_version_num"))
                    .as("the version whose files a kept directory must have")
                    .isBetween(PostgresServer.MAJOR * 10_000, PostgresServer.MAJOR * 10_000 + 9_999);
            assertThat(text(stack, "show fsync")).isEqualTo("on");
            assertThat(text(stack, "show synchronous_commit")).isEqualTo("on");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void process_killedFromOutside_isReportedByNameWithItsLog() throws Exception {
        CompletableFuture<LaunchFailed> reported = new CompletableFuture<>();
        LaunchFailed death;
        try (Stack stack = Stack.startBackends(StackOptions.in(home), line -> {})) {
            stack.onDeath(reported::complete);

            ProcessHandle.of(stack.broker().process().pid()).ifPresent(ProcessHandle::destroyForcibly);

            death = reported.get(10, TimeUnit.SECONDS);
        }
        assertThat(death).hasMessageStartingWith("Kafka died (exit status 137)").hasMessageEndingWith("kafka.log");
        Path log = Path.of(String.valueOf(death.getMessage()).replaceAll(".* ", ""));
        assertThat(Files.readString(log, StandardCharsets.UTF_8)).contains("kafka");
    }

    @Test
    void backends_terminated_dropTheirConnectionsAndNothingElse() throws Exception {
        try (Stack stack = Stack.startBackends(StackOptions.in(home), line -> {});
                Connection victim = ledger(stack)) {
            assertThat(stack.database().terminateBackends()).isEqualTo(1);

            assertThat(victim.isValid(2)).isFalse();
            assertThat(number(stack, "select 1")).isEqualTo(1);
        }
    }

    private static Connection ledger(Stack stack) throws SQLException {
        return DriverManager.getConnection(stack.database().jdbcUrl(), PostgresServer.NAME, PostgresServer.NAME);
    }

    private static void execute(Stack stack, String... statements) throws SQLException {
        try (Connection connection = ledger(stack);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String text(Stack stack, String query) throws SQLException {
        try (Connection connection = ledger(stack);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return Optional.ofNullable(rows.getString(1)).orElseThrow();
        }
    }

    private static int number(Stack stack, String query) throws SQLException {
        return Integer.parseInt(text(stack, query));
    }

    private static void produce(Stack stack, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.broker().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", 0, "key", value)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(Stack stack) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.broker().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            for (int i = 0; i < 20 && values.isEmpty(); i++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}

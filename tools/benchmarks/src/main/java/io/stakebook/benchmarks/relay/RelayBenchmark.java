package io.stakebook.benchmarks.relay;

import io.stakebook.benchmarks.Benchmark;
import io.stakebook.benchmarks.Options;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Medians;
import io.stakebook.benchmarks.measure.Table;
import io.stakebook.core.event.LoggedEvent;
import io.stakebook.launcher.stack.ApiServer;
import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code bench relay}: a server publishes a log from its beginning, against a plain producer of the same records. */
public final class RelayBenchmark implements Benchmark {

    private static final String BOOK = "bench_relay";
    private static final int ACCOUNTS = 10_000;
    private static final int IN_FLIGHT = 1_024;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String summary() {
        return "a server publishes a log to Kafka, against a plain producer of the same records";
    }

    @Override
    public String usage() {
        return "[--events N] [--rounds N]";
    }

    @Override
    public List<String> quick() {
        return List.of("--events", "60000", "--rounds", "1");
    }

    @Override
    public void run(Options options, PrintStream out, PrintStream progress) throws Exception {
        int events = options.number("--events", 200_000, 10_000);
        int rounds = options.number("--rounds", 3, 1);
        Path data = Benchmark.data(options);
        options.finish();

        try (Stack stack = Stack.startBackends(StackOptions.in(data), progress::println)) {
            List<LoggedEvent> log = write(stack, events);
            progress.println(log.size() + " events are in the log");
            Topics topics = new Topics(stack.broker().bootstrapServers());
            double[] relay = new double[rounds];
            double[] plain = new double[rounds];
            double[] ratio = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                relay[round] = published(stack, topics, "bench.relay." + round, log.size());
                plain[round] = PlainProducer.rate(topics, "bench.plain." + round, log);
                ratio[round] = relay[round] / plain[round];
                progress.println("round " + (round + 1) + " of " + rounds + " done");
            }
            report(out, log, rounds, Medians.of(relay), Medians.of(plain), Medians.of(ratio));
        }
    }

    /** A book of its own, written by the engine; its events as they stand in the log. */
    private static List<LoggedEvent> write(Stack stack, int events) throws SQLException, InterruptedException {
        try (Connection connection = stack.database().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + BOOK + " owner " + PostgresServer.NAME);
        }
        PGSimpleDataSource book = new PGSimpleDataSource();
        book.setUrl(url(stack));
        book.setUser(PostgresServer.NAME);
        book.setPassword(PostgresServer.NAME);
        EngineDesign engine = EngineDesign.in(EngineMode.served()).withSequencer();
        engine.prepare(book, ACCOUNTS);
        try (Turn turn = engine.begin(book)) {
            ClosedLoop.times(Workload.HOT, ACCOUNTS, events).run(turn, IN_FLIGHT);
            turn.settle();
        }
        EngineDesign.proveBalances(book);
        List<LoggedEvent> log = new ArrayList<>();
        try (Connection connection = book.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select seq, owner, leaf from event_log order by seq");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                log.add(new LoggedEvent(row.getLong(1), row.getString(2), row.getBytes(3)));
            }
        }
        return log;
    }

    /** Events a second that readers see of a server that was just started. */
    private static double published(Stack stack, Topics topics, String topic, long events)
            throws ExecutionException, InterruptedException {
        topics.create(topic);
        CompletableFuture<Double> growth = CompletableFuture.supplyAsync(() -> topics.growth(topic, events));
        ApiServer server = stack.startServer(
                Map.of("stakebook.db.url", url(stack), "stakebook.kafka.topic", topic, "stakebook.checks.every", "0"));
        try {
            return growth.join();
        } finally {
            server.stop();
        }
    }

    private static String url(Stack stack) {
        return "jdbc:postgresql://localhost:" + stack.database().port() + "/" + BOOK;
    }

    private static void report(
            PrintStream out, List<LoggedEvent> log, int rounds, double relay, double plain, double ratio) {
        long bytes = log.stream().mapToLong(event -> event.leaf().length).sum();
        out.printf(
                Locale.ROOT,
                "bench relay: %d events of %d B, 3 partitions, one broker; %d rounds, median%n%n",
                log.size(),
                bytes / log.size(),
                rounds);
        new Table("way", "events/s")
                .row("server, read from the log and published in transactions", number("%.0f", relay))
                .row("plain idempotent producer from memory, no transactions", number("%.0f", plain))
                .row("server ÷ plain producer", number("%.2f×", ratio))
                .print(out);
    }

    private static String number(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}

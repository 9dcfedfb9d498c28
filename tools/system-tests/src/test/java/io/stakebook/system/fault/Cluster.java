package io.stakebook.system.fault;

import io.stakebook.launcher.stack.ApiServer;
import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** Two servers of the ledger behind proxies of ours, with customers, a product and a history of what clients were told. */
final class Cluster implements AutoCloseable {

    static final String ASSET = "ETH";
    private static final String PRODUCT = "fault-flexible";
    private static final int NODES = 2;
    private static final int CUSTOMERS = 3;

    private final Stack stack;
    private final BrokerProxy broker;
    private final List<Node> nodes;
    private final Ledger ledger;
    private final Snares snares;
    private final List<Customer> customers = new ArrayList<>();
    private final History history;
    private final TopicLog topic;

    private Cluster(Stack stack, BrokerProxy broker) {
        this.stack = stack;
        this.broker = broker;
        List<PostgresProxy> proxies = new ArrayList<>();
        List<CompletableFuture<ApiServer>> starting = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            PostgresProxy proxy = new PostgresProxy(
                    "database-proxy-" + (i + 1), stack.database().port());
            proxy.open();
            proxies.add(proxy);
            String url = "jdbc:postgresql://localhost:" + proxy.port() + "/" + PostgresServer.NAME;
            // All at once, on an empty database: who makes the schema is theirs to settle.
            starting.add(CompletableFuture.supplyAsync(() -> stack.startServer(Map.of("stakebook.db.url", url))));
        }
        starting.forEach(CompletableFuture::join);
        this.ledger = new Ledger(stack);
        List<Node> started = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            started.add(new Node(starting.get(i).join(), proxies.get(i), ledger.contract()));
        }
        this.nodes = List.copyOf(started);
        this.snares = Snares.plant(stack.database());
        ledger.flexible(PRODUCT, ASSET, Map.of("minimum", "0.01"));
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(ledger.open(Home.DE));
        }
        this.history = new History(Path.of("target", "faults"));
        this.topic = new TopicLog(stack.broker().bootstrapServers(), Stack.TOPIC);
    }

    static Cluster start() {
        System.out.println(
                "[faults] seed " + Seed.value() + ", to be repeated with -Dstakebook.faults.seed=" + Seed.value());
        BrokerProxy broker = new BrokerProxy();
        StackOptions options = StackOptions.in(Path.of("target", "faults"))
                // Servers that are killed again and again: a quick start is worth more here than speed later.
                .withJava("-Xms384m", "-Xmx384m", "-Xmn128m", "-XX:TieredStopAtLevel=1")
                .withBrokerDoor(broker.port());
        for (String setting : Seed.settings()) {
            options = options.with(
                    setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Stack stack = Stack.startBackends(options, line -> System.out.println("[faults] " + line));
        try {
            broker.leadTo(stack.broker().innerPort());
            broker.open();
            return new Cluster(stack, broker);
        } catch (RuntimeException | Error e) {
            stack.keepLogs();
            stack.close();
            throw e;
        }
    }

    Stack stack() {
        return stack;
    }

    Ledger ledger() {
        return ledger;
    }

    PostgresServer database() {
        return stack.database();
    }

    BrokerProxy broker() {
        return broker;
    }

    Snares snares() {
        return snares;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Customer> customers() {
        return customers;
    }

    History history() {
        return history;
    }

    TopicLog topic() {
        return topic;
    }

    String product() {
        return PRODUCT;
    }

    /** Waits for every node that boots. */
    void awaitNodes() {
        nodes.forEach(Node::awaitBoot);
    }

    Node anyNode() {
        return node("is in service", Node::inService);
    }

    Node anyNode(Random random) {
        List<Node> serving = nodes.stream().filter(Node::inService).toList();
        return serving.get(random.nextInt(serving.size()));
    }

    /** The node whose session was opened from {@code port}, as PostgreSQL sees it. */
    Node owner(int port) {
        return node(
                "owns the session from port " + port, node -> node.database().carries(port));
    }

    /** The node that publishes to Kafka. */
    Node publisher() {
        Pause.until(
                "a node that publishes",
                Duration.ofSeconds(20),
                () -> nodes.stream().anyMatch(this::publishes));
        return node("publishes", this::publishes);
    }

    private boolean publishes(Node node) {
        return node.inService() && node.health("relay").equals("publishing");
    }

    private Node node(String what, Predicate<Node> is) {
        return nodes.stream().filter(is).findFirst().orElseThrow(() -> new AssertionError("no node " + what));
    }

    /** Starts clients; every choice they make comes from {@code name} and the seed. */
    Load load(String name) {
        return Load.start(this, name);
    }

    @Override
    public void close() {
        try {
            nodes.forEach(Cluster::awaitQuietly);
            topic.close();
            history.close();
            stack.close();
            broker.close();
            for (Node node : nodes) {
                node.database().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(Node node) {
        try {
            node.awaitBoot();
        } catch (CompletionException failed) {
            System.out.println("[faults] " + node + " did not come back: " + failed.getCause());
        }
    }
}

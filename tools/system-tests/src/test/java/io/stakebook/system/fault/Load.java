package io.stakebook.system.fault;

import io.stakebook.system.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that write until they are told to end, and when they were told something. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 6;
    private static final int WARMED_UP = 10;
    private static final Duration FINISH = Duration.ofSeconds(70);
    private static final Duration WARM = Duration.ofSeconds(60);

    private final String name;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> successes = new ConcurrentLinkedQueue<>();
    private final Map<Node, Integer> byNode = new ConcurrentHashMap<>();
    private final AtomicInteger askedAgain = new AtomicInteger();
    private volatile boolean goOn = true;

    private Load(String name) {
        this.name = name;
    }

    static Load start(Cluster cluster, String name) {
        Load load = new Load(name);
        for (int i = 0; i < CLIENTS; i++) {
            load.clients.add(load.threads.submit(new Client(cluster, load, name, i, () -> load.goOn)));
        }
        try {
            load.warmUp(cluster);
            return load;
        } catch (RuntimeException | Error e) {
            load.close();
            throw e;
        }
    }

    /** A server that just started is slow for its first requests; no fault may be blamed for that. */
    private void warmUp(Cluster cluster) {
        for (Node node : cluster.nodes()) {
            Pause.until("answers of " + node + " in the load " + name, WARM, () -> {
                requireClients();
                return !node.inService() || byNode.getOrDefault(node, 0) >= WARMED_UP;
            });
        }
    }

    void succeeded(Node node, int asked) {
        byNode.merge(node, 1, Integer::sum);
        successes.add(System.nanoTime());
        askedAgain.addAndGet(asked - 1);
    }

    int answered() {
        return successes.size();
    }

    /** How often a client had to ask more than once. */
    int askedAgain() {
        return askedAgain.get();
    }

    /** Goes on until so many more writes are answered. */
    void awaitAnswers(int more, Duration limit) {
        int from = answered();
        Pause.until(more + " answers in the load " + name, limit, () -> {
            requireClients();
            return answered() >= from + more;
        });
    }

    /** A client that failed speaks at once, not at the end of a wait. */
    private void requireClients() {
        for (Future<?> client : clients) {
            if (client.isDone()) {
                result(client);
            }
        }
    }

    /** The longest time without an answer to anyone from {@code start} (nano time) until now. */
    Duration longestSilence(long start) {
        long last = start;
        long longest = 0;
        for (long at : successes.stream().sorted().toList()) {
            if (at > last) {
                longest = Math.max(longest, at - last);
                last = at;
            }
        }
        return Duration.ofNanos(Math.max(longest, System.nanoTime() - last));
    }

    /** Lets each client finish what it is at; throws what made one fail. */
    void end() {
        goOn = false;
        try {
            clients.forEach(Load::result);
        } finally {
            threads.shutdownNow();
        }
        System.out.printf("[faults] %s: %d writes told, asked again %d times%n", name, answered(), askedAgain());
    }

    /** After a failure elsewhere: lets each client finish what it is at, so that the next test finds a told history. */
    @Override
    public void close() {
        goOn = false;
        threads.shutdown();
        try {
            threads.awaitTermination(FINISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private static void result(Future<?> client) {
        try {
            client.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a client broke", e.getCause());
        }
    }
}

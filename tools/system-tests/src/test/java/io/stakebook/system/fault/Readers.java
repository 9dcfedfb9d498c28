package io.stakebook.system.fault;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Clients that only read, and may be answered late or with "not now", never with anything else. */
final class Readers implements AutoCloseable {

    private final Cluster cluster;
    private final IntFunction<String> paths;
    private final ExecutorService threads;
    private final List<Future<?>> readers = new ArrayList<>();
    private volatile boolean goOn = true;

    private Readers(Cluster cluster, int count, IntFunction<String> paths) {
        this.cluster = cluster;
        this.paths = paths;
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            int reader = i;
            readers.add(threads.submit(() -> read(reader)));
        }
    }

    /** Read all kinds of things, in turn. */
    static Readers start(Cluster cluster, int count) {
        List<String> all = List.of("/v1/balances", "/v1/products", "/v1/trial-balance", "/v1/exports");
        return new Readers(cluster, count, i -> all.get(i % all.size()));
    }

    static Readers ofExports(Cluster cluster, int count) {
        return new Readers(cluster, count, i -> "/v1/exports");
    }

    private void read(int reader) {
        String token = cluster.ledger().staff(AUDITOR);
        for (int i = reader; goOn; i++) {
            Node node = cluster.nodes().get(i % cluster.nodes().size());
            try {
                Answer answer = node.patient().trySend("GET", paths.apply(i), Api.headers(token), null);
                assertThat(answer.status())
                        .as("%s answered %s", answer.request(), answer.text())
                        .isIn(200, 503);
            } catch (IOException broken) {
                // Nobody there: the next request finds somebody.
            }
            Pause.millis(20);
        }
    }

    /** Lets each reader finish; throws what one of them found. */
    void end() {
        goOn = false;
        for (Future<?> reader : readers) {
            try {
                reader.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new AssertionError("a reader found something wrong", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        goOn = false;
        threads.shutdownNow();
    }
}

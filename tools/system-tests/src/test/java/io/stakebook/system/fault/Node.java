package io.stakebook.system.fault;

import io.stakebook.launcher.stack.ApiServer;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Contract;
import io.stakebook.system.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One server of the ledger, its proxy to the database, and whether a load balancer would send it anything. */
final class Node {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

    private final ApiServer server;
    private final PostgresProxy database;
    private final Api api;
    private final Api patient;
    private volatile boolean up = true;
    private volatile boolean aside;
    private volatile CompletableFuture<Void> boot = CompletableFuture.completedFuture(null);

    Node(ApiServer server, PostgresProxy database, Contract contract) {
        this.server = server;
        this.database = database;
        this.api = new Api(server.address(), contract, ANSWER_LIMIT);
        this.patient = new Api(server.address(), contract);
    }

    Api api() {
        return api;
    }

    /** For requests that may take long. */
    Api patient() {
        return patient;
    }

    PostgresProxy database() {
        return database;
    }

    /** True when clients are sent to it. */
    boolean inService() {
        return up && !aside;
    }

    /** Sends no client to it while {@code wanted}, whatever else it does. */
    void setAside(boolean wanted) {
        aside = wanted;
    }

    /** Ends it as a power failure would, and starts it again in the background. */
    void killAndReboot() {
        server.kill();
        up = false;
        boot = CompletableFuture.runAsync(() -> {
            server.restart();
            up = true;
        });
    }

    /** Returns when it serves again. */
    void awaitBoot() {
        boot.join();
    }

    /**
     * Stops it in its tracks for a time.
     *
     * @param before what is looked at before it goes on
     */
    void pauseFor(Duration time, Runnable before) {
        server.pause();
        try {
            Pause.millis(time.toMillis());
            before.run();
        } finally {
            server.resume();
        }
    }

    /** What it says about itself, such as {@code relay}. */
    String health(String datum) {
        Answer ready = api.send("GET", "/health/ready", Map.of(), null);
        return ready.json().path("checks").findPath(datum).asText("");
    }

    @Override
    public String toString() {
        return server.address().toString();
    }
}

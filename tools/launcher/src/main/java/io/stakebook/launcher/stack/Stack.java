package io.stakebook.launcher.stack;

import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.launcher.token.Pem;
import io.stakebook.launcher.token.Tokens;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and servers of the ledger, started together and ended together.
 *
 * <p>{@link #close()} may be called from any thread and more than once. The order is fixed: servers, broker, database,
 * files; a server that stops last would log errors about the two it lost.
 */
public final class Stack implements AutoCloseable {

    /** Issuer of the tokens that the stack's servers accept. */
    public static final String ISSUER = "https://issuer.stakebook.example";

    /** Origin of the log that the stack's servers write, the name in its checkpoints. */
    public static final String ORIGIN = "stakebook.example/demo";

    /** Topic the events go to. */
    public static final String TOPIC = "stakebook.events";

    /** The log's private key, below the run's directory. */
    static final String SIGNING_KEY = "log-signing-key.pem";

    /** Its public half. */
    static final String TRUST = "trust.vkey";

    private static final Duration WATCH_STEP = Duration.ofMillis(300);

    private final DataDirectory data;
    private final boolean keep;
    private final boolean resumed;
    private final Reaper reaper;
    private final Tokens tokens;
    private final List<ApiServer> servers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable PostgresServer database;
    private @Nullable KafkaBroker broker;
    private Map<String, String> settings = Map.of();
    private List<String> javaOptions = List.of();
    private volatile @Nullable Consumer<LaunchFailed> onDeath;
    private volatile boolean failed;

    private Stack(DataDirectory data, boolean keep, boolean resumed) {
        this.data = data;
        this.keep = keep;
        this.resumed = resumed;
        this.reaper = Reaper.start();
        this.tokens = Tokens.generate(ISSUER, Clock.systemUTC());
        if (!keep) {
            reaper.remove(data.root());
        }
    }

    /** Database, broker and one server, all of them ready. */
    public static Stack start(StackOptions options, Progress progress) {
        Distribution distribution = Distribution.built();
        int port = options.httpPort() == 0 ? Ports.free() : Ports.require(options.httpPort(), "HTTP");
        return serve(startBackends(options, progress), distribution, port, progress);
    }

    /**
     * As {@link #start}, on what an earlier run kept: the same book, the same events, the same signing key. Tokens of that
     * run count no longer. The directory stays when the stack closes, whatever {@code options} say.
     *
     * @param directory of the earlier run
     * @throws LaunchFailed when it is none, somebody uses it, or another PostgreSQL wrote it; nothing is changed then
     */
    public static Stack resume(Path directory, StackOptions options, Progress progress) {
        Distribution distribution = Distribution.built();
        int port = options.httpPort() == 0 ? Ports.free() : Ports.require(options.httpPort(), "HTTP");
        Stack stack = new Stack(KeptDirectory.claim(options.home(), directory), true, true);
        return serve(stack.withBackends(options, progress), distribution, port, progress);
    }

    private static Stack serve(Stack stack, Distribution distribution, int port, Progress progress) {
        try {
            ApiServer first = stack.launchServer(distribution, port, Map.of());
            first.awaitReady(stack::requireAlive);
            progress.done("Payara Micro ready at " + first.address());
            return stack;
        } catch (RuntimeException | Error e) {
            stack.failed = true;
            stack.close();
            throw e;
        }
    }

    /** Database and broker only. */
    public static Stack startBackends(StackOptions options, Progress progress) {
        DataDirectory data = DataDirectory.create(options.home());
        data.claim();
        return new Stack(data, options.keep(), false).withBackends(options, progress);
    }

    private Stack withBackends(StackOptions options, Progress progress) {
        try {
            KafkaBroker started = KafkaBroker.start(data, reaper, options.brokerDoor());
            broker = started;
            PostgresServer books = resumed ? PostgresServer.resume(data, reaper) : PostgresServer.start(data, reaper);
            database = books;
            progress.done("PostgreSQL ready on port " + books.port());
            started.awaitReady();
            progress.done("Kafka ready at " + started.bootstrapServers());
            settings = configure(options.settings());
            javaOptions = options.javaOptions();
            watch();
            return this;
        } catch (RuntimeException | Error e) {
            failed = true;
            close();
            throw e;
        }
    }

    /** One more server on the same database and broker, ready. */
    public ApiServer startServer(Map<String, String> overrides) {
        ApiServer server = launchServer(Distribution.built(), Ports.free(), overrides);
        server.awaitReady(this::requireAlive);
        return server;
    }

    private synchronized ApiServer launchServer(Distribution distribution, int port, Map<String, String> overrides) {
        Map<String, String> merged = new TreeMap<>(settings);
        merged.putAll(overrides);
        String name = servers.isEmpty() ? "payara" : "payara-" + (servers.size() + 1);
        ApiServer server =
                new ApiServer(name, distribution, data, reaper, port, new HttpListener(true), merged, javaOptions);
        servers.add(server);
        return server;
    }

    public PostgresServer database() {
        return started(database, "database");
    }

    public KafkaBroker broker() {
        return started(broker, "broker");
    }

    /** The first server. */
    public ApiServer api() {
        if (servers.isEmpty()) {
            throw new IllegalStateException("this stack has no server; it was started with its backends only");
        }
        return servers.get(0);
    }

    /** Mints tokens that every server of this stack accepts. */
    public Tokens tokens() {
        return tokens;
    }

    /** The configuration keys every server of this stack gets. */
    public Map<String, String> settings() {
        return settings;
    }

    public Path directory() {
        return data.root();
    }

    /** The log's public key as a verifier key, for {@code stakebook verify --trust}. */
    public Path trustFile() {
        return data.root().resolve(TRUST);
    }

    /** Leaves the logs when the stack closes, for whoever reads why a run failed. */
    public void keepLogs() {
        failed = true;
    }

    /** Called once, from a thread of the stack, when a process ends that nobody asked to. */
    public void onDeath(Consumer<LaunchFailed> listener) {
        onDeath = listener;
    }

    private Map<String, String> configure(Map<String, String> overrides) {
        Map<String, String> all = new TreeMap<>();
        all.put("stakebook.db.url", database().jdbcUrl());
        all.put("stakebook.db.user", PostgresServer.NAME);
        all.put("stakebook.db.password", PostgresServer.NAME);
        all.put("stakebook.kafka.bootstrap-servers", broker().bootstrapServers());
        all.put("stakebook.kafka.topic", TOPIC);
        all.put("stakebook.origin", ORIGIN);
        all.put("stakebook.keys.signing", signingKey().toString());
        all.put("stakebook.exports.directory", data.directory("exports").toString());
        // The demo speaks for customers in many countries and says so in the header that a proxy would set.
        all.put("stakebook.trusted-proxies", "127.0.0.1/32,::1/128");
        all.put("stakebook.test-clock.enabled", "true");
        all.put("mp.jwt.verify.issuer", ISSUER);
        all.put(
                "mp.jwt.verify.publickey.location",
                data.secret("token-public-key.pem", tokens.publicKeyPem())
                        .toUri()
                        .toString());
        all.putAll(overrides);
        return Map.copyOf(all);
    }

    /** The log's key, made for a new book; its public half goes to {@link #trustFile()}. */
    private Path signingKey() {
        if (resumed) {
            return data.root().resolve(SIGNING_KEY);
        }
        KeyPair pair = Pem.newEd25519Pair();
        data.secret(TRUST, VerifierKey.ofEd25519(ORIGIN, pair.getPublic()) + "\n");
        return data.secret(SIGNING_KEY, Pem.of(pair.getPrivate()));
    }

    private void watch() {
        Thread watcher = new Thread(this::watchUntilClosed, "stack-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watchUntilClosed() {
        try {
            while (!closed.get()) {
                LaunchFailed death = firstDeath();
                Consumer<LaunchFailed> listener = onDeath;
                if (death != null && listener != null && !closed.get()) {
                    failed = true;
                    listener.accept(death);
                    return;
                }
                Thread.sleep(WATCH_STEP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireAlive() {
        LaunchFailed death = firstDeath();
        if (death != null) {
            throw death;
        }
    }

    private @Nullable LaunchFailed firstDeath() {
        if (database().died()) {
            return database().death();
        }
        if (broker().process().died()) {
            return broker().process().death();
        }
        return servers.stream()
                .map(ApiServer::process)
                .filter(ChildProcess::died)
                .findFirst()
                .map(ChildProcess::death)
                .orElse(null);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        RuntimeException first = null;
        for (ApiServer server : servers) {
            first = attempt(server::stop, first);
        }
        if (broker != null) {
            first = attempt(broker::stop, first);
        }
        if (database != null) {
            first = attempt(database::stop, first);
        }
        if (!keep) {
            first = attempt(failed ? data::deleteButLogs : data::delete, first);
        }
        first = attempt(data::release, first);
        reaper.close();
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException attempt(Runnable step, @Nullable RuntimeException earlier) {
        try {
            step.run();
            return earlier;
        } catch (RuntimeException e) {
            if (earlier == null) {
                return e;
            }
            earlier.addSuppressed(e);
            return earlier;
        }
    }

    private static <T> T started(@Nullable T part, String what) {
        if (part == null) {
            throw new IllegalStateException("the " + what + " of this stack is not started");
        }
        return part;
    }
}

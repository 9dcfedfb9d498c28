package io.stakebook.launcher.stack;

import io.stakebook.launcher.broker.BrokerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** One Kafka broker that is its own controller (KRaft), a process of its own. */
public final class KafkaBroker {

    /** Partitions of a topic that is made on first use; fixed for a topic's life, because keys map to partitions. */
    private static final int PARTITIONS = 3;

    /** The directory of its log, below the run's. */
    static final String FILES = "kafka";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final DataDirectory data;
    private final Reaper reaper;
    private final Path properties;
    private final int port;
    private final int innerPort;
    private volatile ChildProcess process;

    private KafkaBroker(DataDirectory data, Reaper reaper, Path properties, int port, int innerPort) {
        this.data = data;
        this.reaper = reaper;
        this.properties = properties;
        this.port = port;
        this.innerPort = innerPort;
        this.process = launch();
    }

    /**
     * Starts the process; {@link #awaitReady()} says when it serves.
     *
     * @param door port of a proxy that leads to {@link #innerPort()}, or 0 for none: clients that come in through it are
     *     told to come back through it, as Kafka's clients go where the broker says it is
     */
    static KafkaBroker start(DataDirectory data, Reaper reaper, int door) {
        int port = Ports.free();
        int innerPort = door == 0 ? 0 : Ports.free();
        Path properties = configure(data, port, Ports.free(), innerPort, door);
        return new KafkaBroker(data, reaper, properties, port, innerPort);
    }

    /** Where a proxy in front of the broker connects to. */
    public int innerPort() {
        return innerPort;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    ChildProcess process() {
        return process;
    }

    /** Ends the broker as a power failure would; what it acknowledged is on disk. */
    public synchronized void kill() {
        process.kill();
        reaper.gone(process.pid());
    }

    /** Starts it again on the same port with the same log. */
    public synchronized void restart() {
        process = launch();
        awaitReady();
    }

    synchronized void stop() {
        process.stop(STOP_GRACE);
        reaper.gone(process.pid());
    }

    private ChildProcess launch() {
        ChildProcess started = ChildProcess.start(
                "Kafka",
                Java.command(
                        List.of(
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                                "-cp",
                                System.getProperty("java.class.path")),
                        List.of(BrokerMain.class.getName(), properties.toString())),
                Map.of(),
                data.log("kafka"));
        reaper.end(started.pid());
        return started;
    }

    void awaitReady() {
        boolean ready = Waiting.until(START_LIMIT, () -> {
            if (process.died()) {
                throw process.death();
            }
            return answers();
        });
        if (!ready) {
            throw new LaunchFailed("Kafka did not answer on port " + port + " within " + START_LIMIT.toSeconds()
                    + " s; its log is " + process.log());
        }
    }

    private boolean answers() {
        try (var probe = new java.net.Socket()) {
            probe.connect(new java.net.InetSocketAddress("localhost", port), 500);
        } catch (IOException e) {
            return false;
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(), "request.timeout.ms", 3000, "default.api.timeout.ms", 3000))) {
            return !admin.describeCluster().nodes().get(4, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailed("interrupted while waiting for Kafka", e);
        }
    }

    private static Path configure(DataDirectory data, int port, int controllerPort, int innerPort, int door) {
        Properties p = new Properties();
        p.setProperty("node.id", "1");
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        String doorListener = door == 0 ? "" : ",DOOR://localhost:" + innerPort;
        String doorAddress = door == 0 ? "" : ",DOOR://localhost:" + door;
        p.setProperty(
                "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort + doorListener);
        p.setProperty("advertised.listeners", "PLAINTEXT://localhost:" + port + doorAddress);
        p.setProperty("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,DOOR:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("log.dirs", data.directory(FILES).toString());
        p.setProperty("num.partitions", String.valueOf(PARTITIONS));
        // One broker holds the only copy of everything, its own bookkeeping too.
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // The broker pre-allocates its offset index per segment; the default of 10 MiB each only fills a small disk.
        p.setProperty("log.index.size.max.bytes", "1048576");
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "2");
        Path file = data.root().resolve("kafka.properties");
        try (var out = Files.newBufferedWriter(file)) {
            p.store(out, null);
        } catch (IOException e) {
            throw new LaunchFailed("cannot write " + file + ": " + LaunchFailed.reason(e), e);
        }
        return file;
    }
}

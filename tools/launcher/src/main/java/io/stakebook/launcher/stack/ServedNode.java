package io.stakebook.launcher.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One server of the ledger on databases and brokers that are not ours. */
public final class ServedNode implements AutoCloseable {

    /** Runs under one home whose logs are kept. */
    public static final int KEPT_LOGS = DataDirectory.KEPT_LOGS;

    private static final Duration WATCH_STEP = Duration.ofMillis(300);

    private final DataDirectory data;
    private final Reaper reaper;
    private final ApiServer server;
    private boolean closed;

    private ServedNode(DataDirectory data, Reaper reaper, ApiServer server) {
        this.data = data;
        this.reaper = reaper;
        this.server = server;
    }

    /**
     * A server that listens on every address of the machine, ready.
     *
     * @param home where the server unpacks itself and writes its log, which stays there however the server ends
     */
    public static ServedNode start(Path home, int port, Map<String, String> settings) {
        Distribution distribution = Distribution.built();
        Ports.require(port, "HTTP");
        DataDirectory data = DataDirectory.createKeepingLogs(home);
        Reaper reaper = Reaper.start();
        reaper.remove(data.root());
        ServedNode node = new ServedNode(
                data,
                reaper,
                new ApiServer(
                        "payara", distribution, data, reaper, port, new HttpListener(false), settings, List.of()));
        try {
            node.server.awaitReady(() -> {});
            return node;
        } catch (RuntimeException | Error e) {
            node.close();
            throw e;
        }
    }

    public URI address() {
        return server.address();
    }

    public Path log() {
        return server.log();
    }

    /** Blocks until the server ends without having been asked to. */
    public LaunchFailed awaitDeath() throws InterruptedException {
        while (!server.process().died()) {
            Thread.sleep(WATCH_STEP.toMillis());
        }
        LaunchFailed death = server.process().death();
        close();
        return death;
    }

    /**
     * Stops the server in order and removes what it unpacked; {@link #log()} stays.
     *
     * @return false when it was stopped before
     */
    public synchronized boolean stop() {
        if (closed) {
            return false;
        }
        closed = true;
        server.stop();
        data.delete();
        reaper.close();
        return true;
    }

    @Override
    public void close() {
        stop();
    }
}

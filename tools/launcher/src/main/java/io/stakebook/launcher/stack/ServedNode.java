package io.stakebook.launcher.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One server of the ledger on databases and brokers that are not ours. */
public final class ServedNode implements AutoCloseable {

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
     * @param home where the server unpacks itself and writes its log
     */
    public static ServedNode start(Path home, int port, Map<String, String> settings) {
        Distribution distribution = Distribution.built();
        Ports.require(port, "HTTP");
        DataDirectory data = DataDirectory.create(home);
        Reaper reaper = Reaper.start();
        reaper.remove(data.root());
        ServedNode node = new ServedNode(
                data, reaper, new ApiServer("payara", distribution, data, reaper, port, false, settings, List.of()));
        try {
            node.server.awaitReady(() -> {});
            return node;
        } catch (RuntimeException | Error e) {
            node.end(true);
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
        end(true);
        return death;
    }

    @Override
    public void close() {
        end(false);
    }

    private synchronized void end(boolean keepLogs) {
        if (closed) {
            return;
        }
        closed = true;
        server.stop();
        if (keepLogs) {
            data.deleteButLogs();
        } else {
            data.delete();
        }
        reaper.close();
    }
}

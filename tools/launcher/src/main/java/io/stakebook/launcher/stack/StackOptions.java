package io.stakebook.launcher.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to start a {@link Stack}.
 *
 * @param home directory that each run makes its own directory in
 * @param httpPort the server's port, or 0 for any free one
 * @param keep true to leave the run's directory when the stack closes
 * @param settings configuration keys that override or add to the stack's own
 * @param brokerDoor port of a proxy that the servers reach the broker through, or 0 for none
 */
public record StackOptions(Path home, int httpPort, boolean keep, Map<String, String> settings, int brokerDoor) {

    public StackOptions {
        settings = Map.copyOf(settings);
    }

    /** Under {@code home}, any free port, nothing left behind. */
    public static StackOptions in(Path home) {
        return new StackOptions(home, 0, false, Map.of(), 0);
    }

    public StackOptions onPort(int port) {
        return new StackOptions(home, port, keep, settings, brokerDoor);
    }

    public StackOptions keeping(boolean kept) {
        return new StackOptions(home, httpPort, kept, settings, brokerDoor);
    }

    public StackOptions with(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new StackOptions(home, httpPort, keep, more, brokerDoor);
    }

    /** The servers reach the broker through a proxy on {@code port}, which leads to {@link KafkaBroker#innerPort()}. */
    public StackOptions withBrokerDoor(int port) {
        return new StackOptions(
                home,
                httpPort,
                keep,
                with("stakebook.kafka.bootstrap-servers", "localhost:" + port).settings(),
                port);
    }
}

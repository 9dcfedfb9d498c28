package io.stakebook.launcher.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to start a {@link Stack}.
 *
 * @param home directory that each run makes its own directory in
 * @param httpPort the server's port, or 0 for any free one
 * @param keep true to leave the run's directory when the stack closes
 * @param settings configuration keys that override or add to the stack's own
 * @param javaOptions options of the servers' Java that come after, and so win over, our own
 * @param brokerDoor port of a proxy that the servers reach the broker through, or 0 for none
 */
public record StackOptions(
        Path home, int httpPort, boolean keep, Map<String, String> settings, List<String> javaOptions, int brokerDoor) {

    public StackOptions {
        settings = Map.copyOf(settings);
        javaOptions = List.copyOf(javaOptions);
    }

    /** Under {@code home}, any free port, nothing left behind. */
    public static StackOptions in(Path home) {
        return new StackOptions(home, 0, false, Map.of(), List.of(), 0);
    }

    public StackOptions onPort(int port) {
        return new StackOptions(home, port, keep, settings, javaOptions, brokerDoor);
    }

    public StackOptions keeping(boolean kept) {
        return new StackOptions(home, httpPort, kept, settings, javaOptions, brokerDoor);
    }

    public StackOptions with(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new StackOptions(home, httpPort, keep, more, javaOptions, brokerDoor);
    }

    public StackOptions withJava(String... options) {
        return new StackOptions(home, httpPort, keep, settings, List.of(options), brokerDoor);
    }

    /** The servers reach the broker through a proxy on {@code port}, which leads to {@link KafkaBroker#innerPort()}. */
    public StackOptions withBrokerDoor(int port) {
        return new StackOptions(
                home,
                httpPort,
                keep,
                with("stakebook.kafka.bootstrap-servers", "localhost:" + port).settings(),
                javaOptions,
                port);
    }
}

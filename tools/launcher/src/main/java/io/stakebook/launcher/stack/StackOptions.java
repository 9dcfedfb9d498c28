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
 */
public record StackOptions(Path home, int httpPort, boolean keep, Map<String, String> settings) {

    public StackOptions {
        settings = Map.copyOf(settings);
    }

    /** Under {@code home}, any free port, nothing left behind. */
    public static StackOptions in(Path home) {
        return new StackOptions(home, 0, false, Map.of());
    }

    public StackOptions onPort(int port) {
        return new StackOptions(home, port, keep, settings);
    }

    public StackOptions keeping(boolean kept) {
        return new StackOptions(home, httpPort, kept, settings);
    }

    public StackOptions with(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new StackOptions(home, httpPort, keep, more);
    }
}

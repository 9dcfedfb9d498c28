package io.stakebook.launcher;

import io.stakebook.launcher.stack.LaunchFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;

/**
 * {@code demo} and {@code serve}.
 *
 * <p>Exit status: 0 done and every step held; 1 a step of the demo did not hold; 2 the command line makes no sense; 3
 * something needed did not start, or died.
 */
public final class Main {

    static final int HELD = 0;
    static final int NOT_HELD = 1;
    static final int MISUSED = 2;
    static final int NOT_STARTED = 3;

    private Main() {}

    public static void main(String[] words) {
        quietLibraries();
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        try {
            Arguments arguments = Arguments.parse(words, Path.of(System.getProperty("stakebook.home", ".stakebook")));
            return switch (arguments.command()) {
                case DEMO -> new DemoCommand(arguments, new Terminal(System.out)).run();
                case SERVE -> new ServeCommand(arguments, new Terminal(System.out)).run();
            };
        } catch (Arguments.Misused e) {
            System.err.println("stakebook: " + e.getMessage() + "; see stakebook help");
            return MISUSED;
        } catch (LaunchFailed e) {
            System.err.println("stakebook: " + e.getMessage());
            return NOT_STARTED;
        }
    }

    private static void quietLibraries() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (var in = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException("logging.properties is missing from the launcher", e);
        }
    }
}

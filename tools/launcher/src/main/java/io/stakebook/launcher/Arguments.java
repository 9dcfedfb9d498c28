package io.stakebook.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed command line.
 *
 * @param once end after the scenario instead of serving until Ctrl-C
 * @param keep leave the data directory behind
 * @param port the HTTP port asked for, empty for the usual one or a free one
 * @param data directory that runs make their own directory in
 * @param resume directory of a kept demo to start again, empty for a new one
 * @param config properties file of {@code serve}
 */
record Arguments(
        Command command,
        boolean once,
        boolean keep,
        Optional<Integer> port,
        Path data,
        Optional<Path> resume,
        Optional<Path> config) {

    private static final Set<String> FOR_NEW_DEMOS = Set.of("--once", "--keep", "--data");

    enum Command {
        DEMO,
        SERVE
    }

    /** The command line makes no sense; the message says what is wrong with it. */
    static final class Misused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misused(String line) {
            super(line);
        }
    }

    /**
     * @param defaultData where runs go without {@code --data}
     * @throws Misused when an option is unknown, repeated without sense or lacks its value
     */
    static Arguments parse(List<String> words, Path defaultData) {
        if (words.isEmpty()) {
            throw new Misused("no command given; say demo or serve");
        }
        Command command = command(words.get(0));
        boolean once = false;
        boolean keep = false;
        Integer port = null;
        Path data = defaultData;
        Path resume = null;
        Path config = null;
        List<String> forNew = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String option = words.get(i);
            if (FOR_NEW_DEMOS.contains(option)) {
                forNew.add(option);
            }
            switch (option) {
                case "--once" -> once = allowed(command == Command.DEMO, option, command);
                case "--keep" -> keep = allowed(command == Command.DEMO, option, command);
                case "--port" -> port = port(value(words, ++i, option));
                case "--data" -> data = path(value(words, ++i, option), option);
                case "--resume" -> {
                    allowed(command == Command.DEMO, option, command);
                    resume = path(value(words, ++i, option), option);
                }
                case "--config" -> {
                    allowed(command == Command.SERVE, option, command);
                    config = path(value(words, ++i, option), option);
                }
                default -> throw new Misused("unknown option " + option + " of " + words.get(0));
            }
        }
        if (resume != null && !forNew.isEmpty()) {
            throw new Misused(
                    forNew.get(0) + " is for a new demo; --resume serves the directory it names and leaves it");
        }
        return new Arguments(command, once, keep, optional(port), data, optional(resume), optional(config));
    }

    private static Command command(String word) {
        return switch (word) {
            case "demo" -> Command.DEMO;
            case "serve" -> Command.SERVE;
            default -> throw new Misused("unknown command " + word + "; say demo or serve");
        };
    }

    private static boolean allowed(boolean isAllowed, String option, Command command) {
        if (!isAllowed) {
            throw new Misused(option + " is no option of " + command.name().toLowerCase(java.util.Locale.ROOT));
        }
        return true;
    }

    private static String value(List<String> words, int index, String option) {
        if (index >= words.size() || words.get(index).startsWith("--")) {
            throw new Misused(option + " needs a value");
        }
        return words.get(index);
    }

    private static Path path(String text, String option) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new Misused(option + " needs the name of a directory or file, not " + text);
        }
        throw new Misused(option + " needs the name of a directory or file, not an empty one");
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new Misused("--port needs a number from 1 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static <T> Optional<T> optional(@Nullable T value) {
        return Optional.ofNullable(value);
    }
}

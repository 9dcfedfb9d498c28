package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of policies in a directory, each read strictly and blamed by its own name. */
public final class PolicyFile {
    private static final long MAX_BYTES = 4_000_000;

    private PolicyFile() {}

    /** Every {@code *.yaml} of a directory, by name. */
    public static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The whole text of a file.
     *
     * @param name how to call the file
     * @throws InvalidPolicy when it cannot be read as text
     */
    public static String read(String name, Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidPolicy(name, "A policy file is expected; this is a directory.");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidPolicy(name, "A policy file has at most " + MAX_BYTES + " bytes.");
            }
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new InvalidPolicy(name, "The file is not UTF-8 text.");
        } catch (IOException unreadable) {
            throw new InvalidPolicy(
                    name, "The file cannot be read (" + unreadable.getClass().getSimpleName() + ").");
        }
    }
}

package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of policies in a directory, each read strictly and blamed by its own name. */
public final class PolicyFile {
    private static final int MAX_BYTES = 4_000_000;

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
            // A pipe that nobody writes to would be waited for without end.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new InvalidPolicy(name, "A policy file is expected; this is a pipe or a device.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name, file)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new InvalidPolicy(name, "The file is not UTF-8 text.");
        } catch (IOException unreadable) {
            throw new InvalidPolicy(
                    name, "The file cannot be read (" + unreadable.getClass().getSimpleName() + ").");
        }
    }

    /** No more than may be there, however long it has become since. */
    private static byte[] bytes(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(MAX_BYTES + 1);
            if (read.length > MAX_BYTES) {
                throw new InvalidPolicy(name, "A policy file has at most " + MAX_BYTES + " bytes.");
            }
            return read;
        }
    }
}

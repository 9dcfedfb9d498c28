package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Reads the text of a file of policies or region states, strictly and with words for what prevents it. */
public final class PolicyFile {
    private static final int MAX_BYTES = 4_000_000;

    private PolicyFile() {}

    /**
     * The whole text of a file.
     *
     * @param name how to call the file
     * @throws InvalidPolicy when it cannot be read as text
     */
    public static String read(String name, Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidPolicy(name, "A file is expected; this is a directory.");
            }
            // A pipe that nobody writes to would be waited for without end.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new InvalidPolicy(name, "A file is expected; this is a pipe or a device.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name, file)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new InvalidPolicy(name, "The file is not UTF-8 text.");
        } catch (IOException unreadable) {
            throw new InvalidPolicy(name, "The file cannot be read: " + why(unreadable) + ".");
        }
    }

    /** Why a file or a directory cannot be read, as a clause. */
    public static String why(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (unreadable instanceof AccessDeniedException) {
            return "reading it is not permitted";
        }
        if (unreadable instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        return unreadable instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : "the system could not read it";
    }

    /** No more than may be there, however long it has become since. */
    private static byte[] bytes(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(MAX_BYTES + 1);
            if (read.length > MAX_BYTES) {
                throw new InvalidPolicy(name, "A file has at most " + MAX_BYTES + " bytes.");
            }
            return read;
        }
    }
}

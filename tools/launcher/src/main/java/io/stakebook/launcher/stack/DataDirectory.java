package io.stakebook.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything one run writes: databases, broker log, server files, keys, exports and the logs of each. */
public final class DataDirectory {

    /** What an empty database, a broker's log segments and the unpacked server take, with room for a demo's book. */
    static final long NEEDED_BYTES = 700L << 20;

    private final Path home;
    private final Path root;

    private DataDirectory(Path home, Path root) {
        this.home = home;
        this.root = root;
    }

    /**
     * Makes a fresh directory under {@code home}.
     *
     * @throws LaunchFailed when it cannot be written, or the disk has less than {@value #NEEDED_BYTES} bytes left
     */
    static DataDirectory create(Path home) {
        return create(home, NEEDED_BYTES);
    }

    static DataDirectory create(Path home, long neededBytes) {
        Path absolute = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            long left = Files.getFileStore(absolute).getUsableSpace();
            if (left < neededBytes) {
                throw new LaunchFailed("disk full: " + absolute + " has " + (left >> 20) + " MiB left and a run needs "
                        + (neededBytes >> 20) + " MiB; free some or choose another place with --data");
            }
            Path root = Files.createTempDirectory(absolute, "run-");
            DataDirectory made = new DataDirectory(absolute, root);
            Files.createDirectories(made.logs());
            return made;
        } catch (IOException e) {
            throw new LaunchFailed(
                    "cannot write the data directory " + absolute + ": " + reason(e)
                            + "; choose another place with --data",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    /** Unpacked programs, the same for every run and therefore kept. */
    Path programs() {
        return home.resolve("programs");
    }

    public Path logs() {
        return root.resolve("log");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** A directory of its own under the root, made when it is not there. */
    Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new LaunchFailed("cannot make " + root.resolve(name) + ": " + reason(e), e);
        }
    }

    /** Writes a file that only its owner may read. */
    Path secret(String name, String content) {
        Path file = root.resolve(name);
        try {
            Files.deleteIfExists(file);
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, content);
            return file;
        } catch (IOException e) {
            throw new LaunchFailed("cannot write " + file + ": " + reason(e), e);
        }
    }

    /** Removes all of it. */
    void delete() {
        deleteExcept(null);
    }

    /** Removes all but the logs, which a failed run's one line points at. */
    void deleteButLogs() {
        deleteExcept(logs());
    }

    private void deleteExcept(@Nullable Path kept) {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new Deleting(kept));
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + root, e);
        }
    }

    /** The message of a file exception is often only the path; its class says what happened. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " (" + LaunchFailed.reason(e) + ")";
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {

        private final @Nullable Path kept;

        Deleting(@Nullable Path kept) {
            this.kept = kept;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(kept) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // gone meanwhile: a server was still closing its files
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            try (Stream<Path> left = Files.list(directory)) {
                if (left.findAny().isEmpty()) {
                    Files.deleteIfExists(directory);
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }
}

package io.stakebook.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything one run writes: databases, broker log, server files, keys, exports and the logs of each. */
public final class DataDirectory {

    private static final Logger LOG = System.getLogger(DataDirectory.class.getName());

    /** What an empty database, a broker's log segments and the unpacked server take, with room for a demo's book. */
    static final long NEEDED_BYTES = 700L << 20;

    /** Runs whose logs are there at a time, the newest with them; those still going on are not counted out. */
    static final int KEPT_LOGS = 5;

    /** Locked by the process whose run it is. */
    private static final String CLAIM = "run.lock";

    private static final String KEPT = "logs";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path home;
    private final Path root;
    private final Path logs;
    private @Nullable FileChannel claim;

    private DataDirectory(Path home, Path root, Path logs) {
        this.home = home;
        this.root = root;
        this.logs = logs;
    }

    /**
     * Makes a fresh directory under {@code home}.
     *
     * @throws LaunchFailed when it cannot be written, or the disk has less than {@value #NEEDED_BYTES} bytes left
     */
    static DataDirectory create(Path home) {
        return create(home, NEEDED_BYTES, false);
    }

    /**
     * As {@link #create(Path)}, with the logs beside the run's directory and not in it: they outlive the run however it
     * ends. Only the newest {@value #KEPT_LOGS} of them stay under one home.
     */
    static DataDirectory createKeepingLogs(Path home) {
        return create(home, NEEDED_BYTES, true);
    }

    static DataDirectory create(Path home, long neededBytes, boolean logsOutlive) {
        Path absolute = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            requireSpace(absolute, neededBytes, "; free some or choose another place with --data");
            Path root = Files.createTempDirectory(absolute, "run-");
            Path logs = logsOutlive ? absolute.resolve(KEPT).resolve(root.getFileName()) : root.resolve("log");
            if (logsOutlive) {
                prune(absolute);
            }
            makeLogs(logs);
            return new DataDirectory(absolute, root, logs);
        } catch (IOException e) {
            throw new LaunchFailed(
                    "cannot write the data directory " + absolute + ": " + reason(e)
                            + "; choose another place with --data",
                    e);
        }
    }

    /**
     * The directory of an earlier run, as it is.
     *
     * @param home where programs are unpacked
     */
    static DataDirectory existing(Path home, Path root) {
        return new DataDirectory(home.toAbsolutePath().normalize(), root, root.resolve("log"));
    }

    /**
     * Takes the directory for this process until {@link #release()} or its end, however it ends.
     *
     * @throws LaunchFailed when another run has it
     */
    void claim() {
        Path file = root.resolve(CLAIM);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new LaunchFailed("in use: another demo runs on " + root + "; stop that one first");
            }
            claim = channel;
        } catch (IOException e) {
            throw new LaunchFailed("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another run of this process
        }
    }

    void release() {
        FileChannel held = claim;
        claim = null;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not give back " + root, e);
        }
    }

    /** What an earlier run logged stays. */
    void prepareAgain() {
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new LaunchFailed("cannot write " + root + ": " + reason(e), e);
        }
    }

    /** @throws LaunchFailed when its disk has less left */
    void requireSpace(long neededBytes) {
        try {
            requireSpace(root, neededBytes, "; free some");
        } catch (IOException e) {
            throw new LaunchFailed("cannot read how much is left on the disk of " + root + ": " + reason(e), e);
        }
    }

    private static void requireSpace(Path place, long neededBytes, String advice) throws IOException {
        long left = Files.getFileStore(place).getUsableSpace();
        if (left < neededBytes) {
            throw new LaunchFailed("disk full: " + place + " has " + (left >> 20) + " MiB left and a run needs "
                    + (neededBytes >> 20) + " MiB" + advice);
        }
    }

    private static void makeLogs(Path logs) throws IOException {
        Files.createDirectories(logs.getParent());
        if (Files.getFileStore(logs.getParent()).supportsFileAttributeView("posix")) {
            Files.createDirectory(logs, OWNER_ONLY);
        } else {
            Files.createDirectory(logs);
        }
    }

    /** Makes room for one more; a run whose own directory is still there goes on and keeps its log. */
    private static void prune(Path home) throws IOException {
        Path kept = home.resolve(KEPT);
        if (!Files.isDirectory(kept)) {
            return;
        }
        List<Path> newestFirst;
        try (Stream<Path> runs = Files.list(kept)) {
            newestFirst = runs.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(DataDirectory::lastWritten).reversed())
                    .toList();
        }
        for (Path old : newestFirst.stream().skip(KEPT_LOGS - 1L).toList()) {
            if (!Files.exists(home.resolve(old.getFileName()))) {
                remove(old);
            }
        }
    }

    /** One that cannot go, because it is another user's or another start removes it too, must not stop this start. */
    private static void remove(Path old) {
        try {
            Files.walkFileTree(old, new Deleting(null));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the log of an earlier run stays: " + old, e);
        }
    }

    /** When the newest file of a run's logs was written; its start when there is none. */
    private static FileTime lastWritten(Path logs) {
        try (Stream<Path> files = Files.list(logs)) {
            FileTime newest = Files.getLastModifiedTime(logs);
            for (Path file : files.toList()) {
                FileTime written = Files.getLastModifiedTime(file);
                newest = written.compareTo(newest) > 0 ? written : newest;
            }
            return newest;
        } catch (IOException e) {
            return FileTime.fromMillis(0); // another start has just removed it
        }
    }

    public Path root() {
        return root;
    }

    /** Unpacked programs, the same for every run and therefore kept. */
    Path programs() {
        return home.resolve("programs");
    }

    /** Inside the run's directory, or beside it when they outlive the run. */
    public Path logs() {
        return logs;
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

    /** As {@link #directory}, without what was in it. */
    Path emptied(String name) {
        Path directory = directory(name);
        try {
            Files.walkFileTree(directory, new Deleting(null));
        } catch (IOException e) {
            throw new LaunchFailed("cannot empty " + directory + ": " + reason(e), e);
        }
        return directory(name);
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

    /** Removes all of it, but not logs that outlive the run. */
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
    static String reason(IOException e) {
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

package io.stakebook.launcher.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an earlier run left, looked at before anything is started on it. */
final class KeptDirectory {

    private static final Path MADE_BY = Path.of(PostgresServer.FILES, "PG_VERSION");
    private static final Path PROCESS = Path.of(PostgresServer.FILES, "postmaster.pid");

    /** Without one of these it is not a run's, or not a whole one. */
    private static final List<Path> PARTS = List.of(
            MADE_BY, Path.of(KafkaBroker.FILES, "meta.properties"), Path.of(Stack.SIGNING_KEY), Path.of(Stack.TRUST));

    private KeptDirectory() {}

    /**
     * Takes a run's directory; it is as it was but for the claim.
     *
     * @param home where programs are unpacked
     * @param given the run's directory, wherever it lies
     * @throws LaunchFailed when it is missing, no run's, in use, or was written by another PostgreSQL
     */
    static DataDirectory claim(Path home, Path given) {
        Path root = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new LaunchFailed((Files.exists(root) ? root + " is not a directory" : "there is no directory " + root)
                    + "; ./stakebook demo --keep makes one and names it");
        }
        for (Path part : PARTS) {
            if (!Files.isRegularFile(root.resolve(part))) {
                throw new LaunchFailed(
                        root + " is not the directory of a kept demo: " + root.resolve(part) + " is missing");
            }
        }
        requireMajor(root);
        DataDirectory data = DataDirectory.existing(home, root);
        data.claim();
        try {
            requireNoServer(root);
            data.prepareAgain();
            return data;
        } catch (RuntimeException e) {
            data.release();
            throw e;
        }
    }

    private static void requireMajor(Path root) {
        String major = text(root.resolve(MADE_BY)).strip();
        if (!major.equals(String.valueOf(PostgresServer.MAJOR))) {
            throw new LaunchFailed(
                    root + " was written by PostgreSQL " + major + ", whose files PostgreSQL " + PostgresServer.MAJOR
                            + " of this Stakebook does not read; resume it with the Stakebook that made it");
        }
    }

    /** One whose launcher was killed, or that another program started. */
    private static void requireNoServer(Path root) {
        Path file = root.resolve(PROCESS);
        if (!Files.exists(file)) {
            return;
        }
        String first = text(file).lines().findFirst().orElse("").strip();
        Optional<ProcessHandle> running = first.matches("[0-9]{1,9}")
                ? ProcessHandle.of(Long.parseLong(first))
                        .filter(process -> process.info()
                                .command()
                                .map(command -> command.contains("postgres"))
                                .orElse(false))
                : Optional.empty();
        if (running.isPresent()) {
            throw new LaunchFailed("in use: PostgreSQL (process " + first + ") runs on " + root
                    + "; stop the demo that started it first");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaunchFailed("cannot read " + file + ": " + DataDirectory.reason(e), e);
        }
    }
}

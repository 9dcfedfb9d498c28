package io.stakebook.launcher.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an earlier run left, looked at before anything is started on it. */
final class KeptDirectory {

    private static final Path MADE_BY = Path.of(PostgresServer.FILES, "PG_VERSION");
    private static final Path PROCESS = Path.of(PostgresServer.FILES, "postmaster.pid");

    /** Of {@link #PROCESS}: when its server started, in seconds of the epoch. */
    private static final int START_LINE = 3;

    /** Without one of these it is not a run's, or not a whole one. */
    private static final List<Path> PARTS = List.of(
            MADE_BY, Path.of(KafkaBroker.FILES, "meta.properties"), Path.of(Stack.SIGNING_KEY), Path.of(Stack.TRUST));

    /** What the server unpacked again takes, with room for the book to grow. */
    private static final long NEEDED_BYTES = 300L << 20;

    /** Between the time a server notes of its start and the time the system tells: a clock that was set in between. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private KeptDirectory() {}

    /**
     * Takes a run's directory; it is as it was but for the claim.
     *
     * @param home where programs are unpacked
     * @param given the run's directory, wherever it lies
     * @throws LaunchFailed when it is missing, no run's, in use, was written by another PostgreSQL, or its disk has less than
     *     {@value #NEEDED_BYTES} bytes left
     */
    static DataDirectory claim(Path home, Path given) {
        return claim(home, given, NEEDED_BYTES);
    }

    static DataDirectory claim(Path home, Path given, long neededBytes) {
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
            data.requireSpace(neededBytes);
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
        List<String> noted = text(file).lines().map(String::strip).toList();
        String first = noted.isEmpty() ? "" : noted.get(0);
        if (first.matches("[0-9]{1,9}")
                && ProcessHandle.of(Long.parseLong(first))
                        .map(ProcessHandle::info)
                        .filter(process -> process.command().orElse("").contains("postgres"))
                        .filter(process -> startedAsNoted(process, noted))
                        .isPresent()) {
            throw new LaunchFailed("in use: PostgreSQL (process " + first + ") runs on " + root
                    + "; stop the demo that started it first");
        }
    }

    /** The number may have come round to another PostgreSQL. A start that one of the two does not tell counts as the same. */
    private static boolean startedAsNoted(ProcessHandle.Info process, List<String> noted) {
        String seconds = noted.size() < START_LINE ? "" : noted.get(START_LINE - 1);
        Instant started = process.startInstant().orElse(null);
        return started == null
                || !seconds.matches("[0-9]{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), started)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaunchFailed("cannot read " + file + ": " + DataDirectory.reason(e), e);
        }
    }
}

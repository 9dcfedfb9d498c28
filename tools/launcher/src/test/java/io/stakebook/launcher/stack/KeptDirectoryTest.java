package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptDirectoryTest {

    private final Path home;

    KeptDirectoryTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void directory_thatARunKept_isTakenOnce_untilItIsGivenBack() throws IOException {
        Path kept = kept("18");

        DataDirectory taken = KeptDirectory.claim(home, kept);

        assertThat(taken.root()).isEqualTo(kept);
        refused(kept, "in use: another demo runs on " + kept + "; stop that one first");
        taken.release();
        KeptDirectory.claim(home, kept).release();
    }

    @Test
    void directory_ofARunThatGoesOn_isInUse() {
        DataDirectory running = DataDirectory.create(home);
        running.claim();

        assertThatThrownBy(() -> DataDirectory.existing(home, running.root()).claim())
                .isInstanceOf(LaunchFailed.class)
                .hasMessageStartingWith("in use: ");
        running.release();
    }

    @Test
    void directory_whoseServerWasLeftBehind_isInUse_andOneWithAnEndedServerIsNot() throws Exception {
        Path kept = kept("18");
        Path file = kept.resolve("postgresql/postmaster.pid");
        Process left = postgres();
        try {
            for (String noted :
                    List.of(left.pid() + "\n/data\n" + Instant.now().getEpochSecond() + "\n", left.pid() + "\n")) {
                Files.writeString(file, noted);
                refused(kept, "in use: PostgreSQL (process " + left.pid() + ") runs on " + kept);
            }
        } finally {
            left.destroyForcibly().waitFor();
        }

        KeptDirectory.claim(home, kept).release();
        Files.writeString(file, ProcessHandle.current().pid() + "\n"); // a number that came round again
        KeptDirectory.claim(home, kept).release();
    }

    @Test
    void directory_whoseServersNumberIsNowAnotherPostgresqls_isNotInUse() throws Exception {
        Path kept = kept("18");
        Process foreign = postgres();
        try {
            long before = Instant.now().minus(Duration.ofHours(1)).getEpochSecond();
            Files.writeString(kept.resolve("postgresql/postmaster.pid"), foreign.pid() + "\n/data\n" + before + "\n");

            KeptDirectory.claim(home, kept).release();
        } finally {
            foreign.destroyForcibly().waitFor();
        }
    }

    /** A program of that name, as the process of a killed launcher's server would be. */
    private Process postgres() throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep").toRealPath(), home.resolve("postgres"));
        return new ProcessBuilder(program.toString(), "60").start();
    }

    @Test
    void directory_onAFullDisk_isNotResumed_andGivenBack() throws IOException {
        Path kept = kept("18");

        assertThatThrownBy(() -> KeptDirectory.claim(home, kept, Long.MAX_VALUE))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageStartingWith("disk full: " + kept + " has ");
        KeptDirectory.claim(home, kept).release();
    }

    @Test
    void directory_thatIsNotThere_isNamed() throws IOException {
        refused(home.resolve("none"), "there is no directory " + home.resolve("none"));
        Path file = Files.writeString(home.resolve("file"), "");
        refused(file, file + " is not a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql/PG_VERSION", "kafka/meta.properties", "log-signing-key.pem", "trust.vkey"})
    void directory_thatLacksAPartOfARun_isNone_andStaysAsItIs(String part) throws IOException {
        Path kept = kept("18");
        Files.delete(kept.resolve(part));

        refused(kept, kept + " is not the directory of a kept demo: " + kept.resolve(part) + " is missing");

        assertThat(kept.resolve("run.lock")).doesNotExist();
    }

    @Test
    void directory_ofAnotherPostgres_namesBothVersions() throws IOException {
        Path kept = kept("17");

        refused(
                kept,
                kept + " was written by PostgreSQL 17, whose files PostgreSQL 18 of this Stakebook does not read");
    }

    private static void refused(Path directory, String reason) {
        assertThatThrownBy(() -> KeptDirectory.claim(directory.resolveSibling("home"), directory))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageContaining(reason);
    }

    private Path kept(String major) throws IOException {
        Path kept = Files.createDirectories(home.resolve("run-1"));
        Files.createDirectories(kept.resolve("kafka"));
        Files.createDirectories(kept.resolve("postgresql"));
        Files.writeString(kept.resolve("postgresql/PG_VERSION"), major + "\n");
        for (String part : new String[] {"kafka/meta.properties", "log-signing-key.pem", "trust.vkey"}) {
            Files.writeString(kept.resolve(part), "x");
        }
        return kept;
    }
}

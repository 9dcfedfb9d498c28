package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private final Path home;

    DataDirectoryTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void directory_onAFullDisk_isRefusedWithWhatIsLeftAndWhatIsNeeded() {
        assertThatThrownBy(() -> DataDirectory.create(home, Long.MAX_VALUE, false))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageStartingWith("disk full: " + home.toAbsolutePath() + " has ")
                .hasMessageContaining("--data");
    }

    @Test
    void directory_thatCannotBeWritten_isRefusedByName() throws IOException {
        Path file = Files.writeString(home.resolve("a-file"), "");

        assertThatThrownBy(() -> DataDirectory.create(file.resolve("below")))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageContaining("cannot write the data directory " + file.resolve("below"));
    }

    @Test
    void deletion_leavesNothing_andOtherRunsAlone() throws IOException {
        DataDirectory one = DataDirectory.create(home);
        DataDirectory other = DataDirectory.create(home);
        Files.writeString(one.directory("deep").resolve("file"), "x");

        one.delete();

        assertThat(one.root()).doesNotExist();
        assertThat(other.root()).exists();
    }

    @Test
    void emptiedDirectory_isThereAndHoldsNothing() throws IOException {
        DataDirectory data = DataDirectory.create(home);
        Files.writeString(
                Files.createDirectories(data.directory("payara").resolve("deep"))
                        .resolve("file"),
                "x");

        assertThat(data.emptied("payara")).isEmptyDirectory();
        assertThat(data.emptied("never-made")).isEmptyDirectory();
    }

    @Test
    void deletionButLogs_leavesTheLogsOnly() throws IOException {
        DataDirectory data = DataDirectory.create(home);
        Files.writeString(data.log("payara"), "why it failed");
        Files.writeString(data.directory("deep").resolve("file"), "x");

        data.deleteButLogs();

        assertThat(data.log("payara")).hasContent("why it failed");
        assertThat(data.root().resolve("deep")).doesNotExist();
    }

    @Test
    void logsThatOutliveTheRun_stayWhereTheyWereWritten_forTheirOwnerOnly() throws IOException {
        DataDirectory data = DataDirectory.createKeepingLogs(home);
        Files.writeString(data.log("payara"), "what happened");
        Files.writeString(data.directory("payara").resolve("file"), "x");

        data.delete();

        assertThat(data.root()).doesNotExist();
        assertThat(data.log("payara"))
                .hasContent("what happened")
                .hasParent(home.toAbsolutePath()
                        .resolve("logs")
                        .resolve(data.root().getFileName()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.logs())))
                .isEqualTo("rwx------");
    }

    @Test
    void logsThatOutliveTheirRuns_areThoseOfTheNewestFive_andOfRunsThatGoOn() throws IOException {
        List<DataDirectory> ended = new ArrayList<>();
        DataDirectory goingOn = ran(0);
        for (int i = 1; i <= 7; i++) {
            DataDirectory data = ran(i);
            data.delete();
            ended.add(data);
        }

        DataDirectory newest = DataDirectory.createKeepingLogs(home);

        assertThat(newest.logs()).exists();
        assertThat(goingOn.log("payara")).exists();
        assertThat(ended.subList(0, 3))
                .allSatisfy(data -> assertThat(data.logs()).doesNotExist());
        assertThat(ended.subList(3, 7))
                .allSatisfy(data -> assertThat(data.log("payara")).exists());
    }

    /** A run whose log and its directory were last written at a minute. */
    private DataDirectory ran(int minute) throws IOException {
        DataDirectory data = DataDirectory.createKeepingLogs(home);
        FileTime at = FileTime.from(Instant.parse("2026-05-01T00:00:00Z").plus(Duration.ofMinutes(minute)));
        Files.setLastModifiedTime(Files.writeString(data.log("payara"), "run " + minute), at);
        Files.setLastModifiedTime(data.logs(), at);
        return data;
    }

    @Test
    void secret_isReadableByItsOwnerOnly() throws IOException {
        Path secret = DataDirectory.create(home).secret("key.pem", "k");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(secret).hasContent("k");
    }
}

package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private final Path home;

    DataDirectoryTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void directory_onAFullDisk_isRefusedWithWhatIsLeftAndWhatIsNeeded() {
        assertThatThrownBy(() -> DataDirectory.create(home, Long.MAX_VALUE))
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
    void deletionButLogs_leavesTheLogsOnly() throws IOException {
        DataDirectory data = DataDirectory.create(home);
        Files.writeString(data.log("payara"), "why it failed");
        Files.writeString(data.directory("deep").resolve("file"), "x");

        data.deleteButLogs();

        assertThat(data.log("payara")).hasContent("why it failed");
        assertThat(data.root().resolve("deep")).doesNotExist();
    }

    @Test
    void secret_isReadableByItsOwnerOnly() throws IOException {
        Path secret = DataDirectory.create(home).secret("key.pem", "k");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(secret).hasContent("k");
    }
}

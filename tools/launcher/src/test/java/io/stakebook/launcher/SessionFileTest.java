package io.stakebook.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {

    @Test
    void sessionFile_givesAShellTheAddressAndATokenPerRole_toItsOwnerAlone(@TempDir Path directory) throws Exception {
        Path run = Files.createDirectory(directory.resolve("run-1"));

        SessionFile session =
                SessionFile.write(run, URI.create("http://localhost:8123"), Map.of("compliance-author", "a.b.c"));

        assertThat(session.path()).isEqualTo(directory.resolve("session.env"));
        assertThat(Files.getPosixFilePermissions(session.path()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(sourced(session.path(), "$STAKEBOOK_URL $COMPLIANCE_AUTHOR_TOKEN"))
                .isEqualTo("http://localhost:8123 a.b.c");
    }

    @Test
    void sessionFile_goesWithItsOwnDemo_andNotWithAnOlderOne(@TempDir Path directory) throws Exception {
        SessionFile older = written(directory, 1);
        SessionFile newer = written(directory, 2);

        older.end();
        assertThat(newer.path()).content().contains("http://localhost:2");

        newer.end();
        assertThat(newer.path()).doesNotExist();
    }

    private static SessionFile written(Path directory, int port) throws IOException {
        Path run = Files.createDirectory(directory.resolve("run-" + port));
        return SessionFile.write(run, URI.create("http://localhost:" + port), Map.of("user", "a.b.c"));
    }

    private static String sourced(Path file, String expression) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-euc", ". \"$0\"; printf %s \"" + expression + "\"", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        return said;
    }
}

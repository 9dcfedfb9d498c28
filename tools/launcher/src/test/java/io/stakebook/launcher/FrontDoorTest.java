package io.stakebook.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontDoorTest {

    private static final Path SCRIPT =
            Path.of("..", "..", "stakebook").toAbsolutePath().normalize();

    private final Path elsewhere;

    FrontDoorTest(@TempDir Path elsewhere) {
        this.elsewhere = elsewhere;
    }

    private record Ran(int status, String out, String err) {}

    @Test
    void help_namesEveryCommand() throws Exception {
        Ran ran = run(Map.of(), "help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("stakebook demo", "serve", "verify BUNDLE", "policy check", "bench NAME");
    }

    @Test
    void command_unknown_isOneLineAndMisuse() throws Exception {
        Ran ran = run(Map.of(), "frobnicate");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("stakebook: unknown command frobnicate; see stakebook help\n");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void javaHome_thatHoldsNoJava_isNamed() throws Exception {
        Ran ran = run(Map.of("JAVA_HOME", "/nowhere"), "verify", "bundle.zip");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err())
                .isEqualTo("stakebook: JAVA_HOME is /nowhere, which has no bin/java; point it at a JDK 17 or newer\n");
    }

    @Test
    void java_thatIsTooOld_isNamedWithItsVersion() throws Exception {
        Path java = Files.createDirectories(elsewhere.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Ran ran = run(Map.of("JAVA_HOME", elsewhere.resolve("jdk").toString()), "policy", "check", "x");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).isEqualTo("stakebook: " + java + " is Java 11; a JDK 17 or newer is needed\n");
    }

    @Test
    void evaluate_withItsInputClosed_saysSo() throws Exception {
        Ran ran = ran(Map.of(), List.of("bash", "-c", "exec " + SCRIPT + " policy evaluate <&-"));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("stakebook: policy evaluate reads facts from standard input, which is closed\n");
        assertThat(ran.out()).isEmpty();
    }

    private Ran run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(words));
        return ran(environment, command);
    }

    private Ran ran(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path out = elsewhere.resolve("out");
        Path err = elsewhere.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}

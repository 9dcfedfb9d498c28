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

    /** The beginning of a script that is asked for its version. */
    private static final String SEVENTEEN =
            "[ \"$1\" != -version ] || { echo 'openjdk version \"17.0.1\"' >&2; exit 0; }\n";

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
        Ran ran = run(Map.of("JAVA_HOME", "/nowhere"), "policy", "check", "x");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err())
                .isEqualTo("stakebook: JAVA_HOME is /nowhere, which has no bin/java; point it at a JDK 17 or newer\n");
    }

    /** The status 3 would be none of verify's three, and whoever reads its JSON must find some. */
    @Test
    void verify_thatCannotStart_couldNotDecide_inTheMembersOfEveryAnswer() throws Exception {
        Ran noJava = run(Map.of("JAVA_HOME", "/no\"where\\ü"), "verify", "bundle.zip", "--json");
        assertThat(noJava.status()).isEqualTo(2);
        assertThat(noJava.out())
                .isEqualTo("{\"verdict\":\"undecided\",\"code\":\"internal\",\"detail\":\"JAVA_HOME is"
                        + " /no\\\"where\\\\??, which has no bin/java; point it at a JDK 17 or newer\",\"size\":null,"
                        + "\"root\":null}\n");

        Ran forPeople = run(Map.of("JAVA_HOME", "/nowhere"), "verify", "bundle.zip");
        assertThat(forPeople.status()).isEqualTo(2);
        assertThat(forPeople.out()).isEmpty();
        assertThat(forPeople.err()).contains("stakebook: JAVA_HOME is /nowhere");

        Path home = homeWith("#!/bin/sh\n" + SEVENTEEN + "echo 'Error occurred during initialization of VM'; exit 1\n");
        Ran noMemory = ran(java(), List.of(home.resolve("stakebook").toString(), "verify", "bundle.zip", "--json"));
        assertThat(noMemory.status()).isEqualTo(2);
        assertThat(noMemory.out())
                .startsWith("{\"verdict\":\"undecided\",\"code\":\"internal\",\"detail\":\"the verifier ended with")
                .endsWith("\"size\":null,\"root\":null}\n");

        Files.delete(home.resolve("tools/verifier/target/verifier.jar"));
        executable(elsewhere.resolve("jdk/bin/javac"), "#!/bin/sh\n");
        Path mvn = executable(elsewhere.resolve("bin/mvn"), "#!/bin/sh\nexit 1\n");
        Ran noBuild = ran(
                Map.of(
                        "JAVA_HOME",
                        elsewhere.resolve("jdk").toString(),
                        "PATH",
                        mvn.getParent() + ":" + System.getenv("PATH")),
                List.of(home.resolve("stakebook").toString(), "verify", "bundle.zip", "--json"));
        assertThat(noBuild.status()).isEqualTo(2);
        assertThat(noBuild.out()).contains("\"code\":\"internal\",\"detail\":\"the build of tools/verifier failed");
    }

    @Test
    void locale_thatIsNotUtf8_becomesOne_soThatEveryFileHasAName() throws Exception {
        Path home = homeWith("#!/bin/sh\n" + SEVENTEEN + "echo \"ACCEPTED in $LC_ALL\"\n");

        Ran ran = ran(
                Map.of("JAVA_HOME", elsewhere.resolve("jdk").toString(), "LC_ALL", "C"),
                List.of(home.resolve("stakebook").toString(), "verify", "bü.zip"));

        assertThat(ran.out()).isEqualTo("ACCEPTED in C.UTF-8\n");
    }

    @Test
    void java_thatIsTooOld_isNamedWithItsVersion() throws Exception {
        Path java = executable(
                elsewhere.resolve("jdk/bin/java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");

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

    /** A home of the front door in which the verifier stands built, and a Java that is this script. */
    private Path homeWith(String java) throws IOException {
        executable(elsewhere.resolve("jdk/bin/java"), java);
        Path home = elsewhere.resolve("home");
        Files.createDirectories(home.resolve("tools/verifier/target/lib"));
        Files.writeString(home.resolve("tools/verifier/target/verifier.jar"), "");
        executable(home.resolve("stakebook"), Files.readString(SCRIPT));
        return home;
    }

    private Map<String, String> java() {
        return Map.of("JAVA_HOME", elsewhere.resolve("jdk").toString());
    }

    private static Path executable(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
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

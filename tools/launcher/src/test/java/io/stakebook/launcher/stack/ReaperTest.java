package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaperTest {

    private final Path home;

    ReaperTest(@TempDir Path home) {
        this.home = home;
    }

    /** A JVM that tells a reaper of a process and a directory, and then is killed. */
    static final class Doomed {

        private Doomed() {}

        public static void main(String[] arguments) throws Exception {
            Reaper reaper = Reaper.start();
            reaper.end(Long.parseLong(arguments[0]));
            reaper.remove(Path.of(arguments[1]));
            System.out.println("told");
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        }
    }

    @Test
    void launcher_killedOutright_leavesNeitherProcessNorDirectory() throws IOException, InterruptedException {
        Process victim = new ProcessBuilder("sleep", "60").start();
        Path data = Files.createDirectory(home.resolve("data"));
        Process launcher = new ProcessBuilder(Java.command(
                        java.util.List.of("-cp", System.getProperty("java.class.path")),
                        java.util.List.of(Doomed.class.getName(), String.valueOf(victim.pid()), data.toString())))
                .start();
        assertThat(launcher.inputReader().readLine()).isEqualTo("told");

        launcher.destroyForcibly().waitFor();

        assertThat(Waiting.until(Duration.ofSeconds(10), () -> !victim.isAlive() && !Files.exists(data)))
                .isTrue();
    }

    @Test
    void orderlyClose_leavesProcessesAlone() throws IOException {
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            Reaper reaper = Reaper.start();
            reaper.end(bystander.pid());

            reaper.close();

            assertThat(Waiting.until(Duration.ofSeconds(2), () -> !bystander.isAlive()))
                    .isFalse();
        } finally {
            bystander.destroyForcibly();
        }
    }
}

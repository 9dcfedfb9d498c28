package io.stakebook.system.operating;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.launcher.Main;
import io.stakebook.launcher.stack.Distribution;
import io.stakebook.launcher.stack.Ports;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Contract;
import io.stakebook.system.Ledger;
import io.stakebook.system.Pause;
import io.stakebook.system.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo that was kept is served again, through the command line and as a person would do it. */
@Order(91)
class ResumeST {

    private static final Duration LIVED = Duration.ofMinutes(6);
    private static final Duration STARTED = Duration.ofMinutes(5);
    private static final Map<String, String> FROM_HONG_KONG = Map.of("X-Forwarded-For", "223.197.0.10");

    private final Path home;
    private int runs;

    ResumeST(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void keptDemo_isServedAgain_withItsBookItsKeyAndItsEvents_asOftenAsOneLikes() throws Exception {
        Path kept;
        try (Run lived = demo("--once", "--keep", "--data", home.toString())) {
            assertThat(lived.status(LIVED)).as(lived.said()).isZero();
            kept = Path.of(lived.named("directory {2}(\\S+)"));
        }
        String trust = Files.readString(kept.resolve("trust.vkey")).strip();
        String size;
        try (Run resumed = demo("--resume", kept.toString(), "--port", String.valueOf(Ports.free()))) {
            Api api = resumed.awaitService();
            assertThat(api.get(null, "/v1/log/key").expect(200).text().strip()).isEqualTo(trust);
            assertThat(resumed.named("export +(\\S+)"))
                    .isEqualTo(kept.resolve("demo-export.zip").toString());
            size = api.get(null, "/v1/log/checkpoint")
                    .expect(200)
                    .text()
                    .lines()
                    .toList()
                    .get(1);
            assertThat(Long.parseLong(size)).as("events of the month it lived").isGreaterThan(500);
            api.post(resumed.token("user"), "/v1/subscriptions", subscription(), FROM_HONG_KONG)
                    .expect(201);
            awaitPublished(api);

            Run second = demo("--resume", kept.toString());
            assertThat(second.status(STARTED)).isEqualTo(3);
            assertThat(second.said()).startsWith("stakebook: in use: another demo runs on " + kept);
            assertThat(api.get(null, "/health/ready").status())
                    .as("the first, after that")
                    .isEqualTo(200);
        }
        try (Run again = demo("--resume", kept.toString(), "--port", String.valueOf(Ports.free()))) {
            Api api = again.awaitService();
            assertThat(Long.parseLong(api.get(null, "/v1/log/checkpoint")
                            .expect(200)
                            .text()
                            .lines()
                            .toList()
                            .get(1)))
                    .as("events with the subscription")
                    .isGreaterThan(Long.parseLong(size));
            awaitPublished(api);
            Answer check = api.post(again.token("auditor"), "/v1/checks", Map.of());
            assertThat(check.json().path("clean").booleanValue())
                    .as(check.text())
                    .isTrue();
        }
        refusesWhatItCannotServe(kept);
    }

    private void refusesWhatItCannotServe(Path kept) throws IOException {
        refused(
                home.resolve("nowhere"),
                "there is no directory " + home.resolve("nowhere") + "; ./stakebook demo --keep");
        refused(home, home + " is not the directory of a kept demo: " + home.resolve("postgresql/PG_VERSION"));
        Files.writeString(kept.resolve("postgresql/PG_VERSION"), "17\n");
        refused(kept, kept + " was written by PostgreSQL 17");
    }

    private void refused(Path directory, String reason) throws IOException {
        try (Run run = demo("--resume", directory.toString())) {
            assertThat(run.status(STARTED)).as(run.said()).isEqualTo(3);
            assertThat(run.said()).startsWith("stakebook: " + reason);
        }
    }

    private static Map<String, Object> subscription() {
        return Ledger.subscription("usdt-flexible", "USDT", "25");
    }

    /** Only a relay that found its own events in the topic goes on behind them. */
    private static void awaitPublished(Api api) {
        Readiness.await(
                api,
                "all events in the topic",
                Duration.ofSeconds(60),
                (status, data) -> data.path("relay").asText().equals("publishing")
                        && data.path("relayLag").asText().equals("0")
                        && data.path("eventsWaiting").asText().equals("0"));
    }

    private Run demo(String... words) throws IOException {
        Path said = home.resolve("said-" + ++runs);
        Distribution built = Distribution.built();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dstakebook.home=" + home,
                "-D" + Distribution.WAR_PROPERTY + "=" + built.war(),
                "-D" + Distribution.PAYARA_PROPERTY + "=" + built.payara(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo"));
        command.addAll(List.of(words));
        return new Run(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start(),
                said);
    }

    /** A demo of its own process, ended as Ctrl-C does. */
    private record Run(Process process, Path file) implements AutoCloseable {

        String said() throws IOException {
            return Files.readString(file, StandardCharsets.UTF_8);
        }

        String named(String pattern) throws IOException {
            Matcher found = Pattern.compile("(?m)^" + pattern).matcher(said());
            assertThat(found.find()).as("%s in %s", pattern, said()).isTrue();
            return found.group(1).replaceAll(",$", "");
        }

        String token(String role) throws IOException {
            return named(role + "\\n(\\S+)$");
        }

        int status(Duration limit) throws IOException {
            try {
                assertThat(process.waitFor(limit.toSeconds(), TimeUnit.SECONDS))
                        .as("ended; said %s", said())
                        .isTrue();
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        Api awaitService() throws IOException {
            Pause.until("the demo serves, or ends", STARTED, () -> !process.isAlive() || isServing());
            assertThat(isServing()).as(said()).isTrue();
            return new Api(
                    URI.create(named("API +(\\S+)/v1,")),
                    Contract.in(Distribution.built().war()));
        }

        private boolean isServing() {
            try (Stream<String> lines = Files.lines(file)) {
                return lines.anyMatch("serving until Ctrl-C"::equals);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            status(Duration.ofMinutes(1));
        }
    }
}

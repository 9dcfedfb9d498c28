package io.stakebook.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeSettingsTest {

    private final Path directory;

    ServeSettingsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void settings_missing_areAllNamedInOneLine() {
        assertThatThrownBy(
                        () -> ServeSettings.read(Optional.empty(), Map.of("STAKEBOOK_DB_URL", "jdbc:postgresql://h/d")))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageStartingWith(
                        "not configured: stakebook.db.user, stakebook.db.password, mp.jwt.verify.issuer")
                .hasMessageContaining("STAKEBOOK_DB_USER=…");
    }

    @Test
    void kafka_isNeededUnlessTheRelayIsOff() throws IOException {
        Path file = file("stakebook.kafka.bootstrap-servers=");

        assertThatThrownBy(() -> ServeSettings.read(Optional.of(file), Map.of()))
                .hasMessageStartingWith("not configured: stakebook.kafka.bootstrap-servers;");
        assertThat(ServeSettings.read(Optional.of(file), Map.of("STAKEBOOK_RELAY_ENABLED", "false"))
                        .publishes())
                .isFalse();
    }

    @Test
    void environment_winsOverTheFile_andUnknownKeysPassThrough() throws IOException {
        Map<String, String> environment = new TreeMap<>();
        environment.put("STAKEBOOK_DB_PASSWORD", "from the environment");
        environment.put("STAKEBOOK_GEO_FILE", "/geo.mmdb");
        environment.put("HOME", "/nowhere");

        ServeSettings settings =
                ServeSettings.read(Optional.of(file("stakebook.db.password=in the file")), environment);

        assertThat(settings.get("stakebook.db.password")).isEqualTo("from the environment");
        assertThat(settings.all())
                .containsEntry("STAKEBOOK_GEO_FILE", "/geo.mmdb")
                .doesNotContainKey("HOME");
    }

    @Test
    void file_thatIsNotThere_isNamed() {
        assertThatThrownBy(() -> ServeSettings.read(Optional.of(directory.resolve("none")), Map.of()))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageContaining("cannot read the configuration " + directory.resolve("none"));
    }

    @Test
    void database_thatDoesNotAnswer_isNamedWithItsKey() throws IOException {
        ServeSettings settings = ServeSettings.read(Optional.of(file("")), Map.of());

        assertThatThrownBy(() -> Reachability.require(settings, line -> {}))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageContaining("PostgreSQL at jdbc:postgresql://localhost:")
                .hasMessageContaining("(stakebook.db.url) refused")
                .hasMessageNotContaining("\n");
    }

    @Test
    void signingKey_thatIsNotThere_isNamedFirst() throws IOException {
        ServeSettings settings = ServeSettings.read(Optional.of(file("stakebook.keys.signing=/none.pem")), Map.of());

        assertThatThrownBy(() -> Reachability.require(settings, line -> {}))
                .hasMessage("the log signing key /none.pem (stakebook.keys.signing) is not a readable file");
    }

    private Path file(String more) throws IOException {
        Path key = Files.writeString(directory.resolve("key.pem"), "k");
        return Files.writeString(directory.resolve("stakebook.properties"), """
                stakebook.db.url=jdbc:postgresql://localhost:%d/stakebook
                stakebook.db.user=stakebook
                stakebook.db.password=secret
                stakebook.kafka.bootstrap-servers=localhost:1
                mp.jwt.verify.issuer=https://issuer.example
                stakebook.keys.signing=%s
                %s
                """.formatted(Ports.free(), key, more));
    }
}

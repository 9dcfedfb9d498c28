package io.stakebook.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTest {

    private final Path directory;

    ReachabilityTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void issuerKey_givenByItsPath_reachesTheServerAsAnAddressOfTheSameFile() throws Exception {
        Path key = Files.writeString(directory.resolve("the issuer's key.pem"), "a public key");
        try (Stack stack = Stack.startBackends(StackOptions.in(directory), line -> {})) {
            Path file = Files.writeString(directory.resolve("stakebook.properties"), """
                    stakebook.db.url=%s
                    stakebook.db.user=%s
                    stakebook.db.password=%s
                    stakebook.relay.enabled=false
                    stakebook.keys.signing=%s
                    mp.jwt.verify.issuer=https://issuer.example
                    mp.jwt.verify.publickey.location=%s
                    """.formatted(
                            stack.database().jdbcUrl(), PostgresServer.NAME, PostgresServer.NAME, key, key));

            ServeSettings checked = Reachability.require(ServeSettings.read(Optional.of(file), Map.of()), line -> {});

            String address = checked.get("mp.jwt.verify.publickey.location");
            try (var read = URI.create(address).toURL().openStream()) {
                assertThat(read).hasContent("a public key");
            }
        }
    }

    @Test
    void issuerKey_givenAsAFileAddress_isHandedOnAsItIs() throws IOException {
        String address =
                Files.writeString(directory.resolve("key.pem"), "k").toUri().toString();

        assertThat(Reachability.issuerKeys(address)).isEqualTo(address);
        assertThat(Reachability.issuerKeys(address.replace("file:///", "file:/")))
                .isEqualTo(address.replace("file:///", "file:/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none.pem", "none.pem", "file:///none.pem", "/"})
    void issuerKey_thatIsNoReadableFile_isNamedWithItsKey(String location) {
        assertThatThrownBy(() -> Reachability.issuerKeys(location))
                .isInstanceOf(LaunchFailed.class)
                .hasMessage("the issuer's key file " + location
                        + " (mp.jwt.verify.publickey.location) is not a readable file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:key.pem", "file:///a key.pem", "file://elsewhere/key.pem", "key\0.pem"})
    void issuerKey_thatIsNeitherAddressNorPath_isRefusedWithWhatToWrite(String location) {
        assertThatThrownBy(() -> Reachability.issuerKeys(location))
                .isInstanceOf(LaunchFailed.class)
                .hasMessage("mp.jwt.verify.publickey.location is neither an address nor the name of a file: " + location
                        + "; write https://… for a JWKS, or file:///… or the path of a PEM file");
    }
}

package io.stakebook.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Ports;
import io.stakebook.launcher.stack.PostgresServer;
import io.stakebook.launcher.stack.ServedNode;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.launcher.token.Pem;
import io.stakebook.launcher.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node on a database that is not its own, as {@code serve} runs it. */
@Order(87)
class ServeST {

    @Test
    void node_stoppedInOrder_leavesItsLogUnderItsHome_andNothingElse(@TempDir Path home) throws IOException {
        try (Stack stack = Stack.startBackends(StackOptions.in(Path.of("target", "serve")), line -> {})) {
            Path place = home.resolve("place");
            ServedNode node = ServedNode.start(place, Ports.free(), settings(stack, home));

            assertThat(node.stop()).isTrue();

            assertThat(node.stop()).as("stopped once more").isFalse();
            assertThat(node.log()).content().contains("Payara Micro");
            try (Stream<Path> left = Files.walk(place)) {
                assertThat(left.filter(Files::isRegularFile)).containsExactly(node.log());
            }
        }
    }

    @Test
    void node_withADataSetOfAddressesThatIsNone_doesNotStart_andNamesTheSetting(@TempDir Path home) throws IOException {
        try (Stack stack = Stack.startBackends(StackOptions.in(Path.of("target", "serve")), line -> {})) {
            Path none = Files.writeString(home.resolve("anonymous.mmdb"), "no database at all");
            Map<String, String> settings = settings(stack, home);
            settings.put("stakebook.geo.anonymous-ip-file", none.toString());

            assertThatThrownBy(() -> ServedNode.start(home.resolve("place"), Ports.free(), settings))
                    .isInstanceOf(LaunchFailed.class)
                    .hasMessageContaining(
                            "configuration key stakebook.geo.anonymous-ip-file names a file that is no data"
                                    + " set of anonymous addresses");
        }
    }

    private static Map<String, String> settings(Stack stack, Path home) throws IOException {
        Path signing = Files.writeString(
                home.resolve("signing.pem"), Pem.of(Pem.newEd25519Pair().getPrivate()));
        Path issuer = Files.writeString(
                home.resolve("issuer.pem"),
                Tokens.generate(Stack.ISSUER, Clock.systemUTC()).publicKeyPem());
        Map<String, String> settings = new TreeMap<>();
        settings.put("stakebook.db.url", stack.database().jdbcUrl());
        settings.put("stakebook.db.user", PostgresServer.NAME);
        settings.put("stakebook.db.password", PostgresServer.NAME);
        settings.put("stakebook.relay.enabled", "false");
        settings.put("stakebook.keys.signing", signing.toString());
        settings.put("stakebook.exports.directory", home.resolve("exports").toString());
        settings.put("mp.jwt.verify.issuer", Stack.ISSUER);
        settings.put("mp.jwt.verify.publickey.location", issuer.toUri().toString());
        return settings;
    }
}

package io.stakebook.system;

import static org.assertj.core.api.Assertions.assertThat;

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
            Path signing = Files.writeString(
                    home.resolve("signing.pem"), Pem.of(Pem.newEd25519Pair().getPrivate()));
            Path issuer = Files.writeString(
                    home.resolve("issuer.pem"),
                    Tokens.generate(Stack.ISSUER, Clock.systemUTC()).publicKeyPem());
            Path place = home.resolve("place");
            ServedNode node = ServedNode.start(
                    place,
                    Ports.free(),
                    Map.of(
                            "stakebook.db.url",
                            stack.database().jdbcUrl(),
                            "stakebook.db.user",
                            PostgresServer.NAME,
                            "stakebook.db.password",
                            PostgresServer.NAME,
                            "stakebook.relay.enabled",
                            "false",
                            "stakebook.keys.signing",
                            signing.toString(),
                            "stakebook.exports.directory",
                            home.resolve("exports").toString(),
                            "mp.jwt.verify.issuer",
                            Stack.ISSUER,
                            "mp.jwt.verify.publickey.location",
                            issuer.toUri().toString()));

            assertThat(node.stop()).isTrue();

            assertThat(node.stop()).as("stopped once more").isFalse();
            assertThat(node.log()).content().contains("Payara Micro");
            try (Stream<Path> left = Files.walk(place)) {
                assertThat(left.filter(Files::isRegularFile)).containsExactly(node.log());
            }
        }
    }
}

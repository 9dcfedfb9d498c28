package io.stakebook.system.eventlog;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.launcher.stack.ApiServer;
import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.launcher.token.Pem;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Pause;
import io.stakebook.verifier.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's signing key is changed while the book lives, and whoever checks the log can follow. */
@Order(89)
class LogKeyST {

    private static final Duration JOB_LIMIT = Duration.ofMinutes(2);

    @Test
    void newKey_isToldOfUnderTheOld_thenSigns_andAKeyNobodyAddedStartsNoNode(@TempDir Path directory)
            throws IOException {
        StackOptions options = StackOptions.in(Path.of("target", "log-key")).with("stakebook.checks.every", "0");
        try (Stack stack = Stack.start(options, line -> System.out.println("[log-key] " + line))) {
            Ledger ledger = new Ledger(stack);
            String old = Files.readString(stack.trustFile()).strip();
            KeyPair pair = Pem.newEd25519Pair();
            Path file = Files.writeString(directory.resolve("next.pem"), Pem.of(pair.getPrivate()));
            String next = VerifierKey.ofEd25519(Stack.ORIGIN, pair.getPublic()).toString();
            Path trust = Files.writeString(directory.resolve("trust.vkey"), old + "\n");
            fund(ledger.api(), ledger, "0xbefore");
            Path first = export(ledger.api(), ledger, directory.resolve("first.zip"));

            add(ledger, next).expect(400);
            add(ledger, VerifierKey.parse(next).toSpkiPem() + " ".repeat(500)).expect(400);
            add(ledger, Pem.of(pair.getPrivate())).expect(400);
            add(ledger, VerifierKey.parse(old).toSpkiPem()).expect(409);
            add(ledger, VerifierKey.parse(next).toSpkiPem()).expect(200);
            assertThat(ledger.api().get(null, "/v1/log/keys").expect(200).data())
                    .extracting(key -> key.path("vkey").asText())
                    .containsExactlyInAnyOrder(old, next);
            Path overlap = export(ledger.api(), ledger, directory.resolve("overlap.zip"));
            JsonNode told = verify(overlap, 0, "--trust", trust.toString(), "--pin", first.toString());
            assertThat(told.path("keys").asText().split(" ")).containsExactlyInAnyOrder(old, next);

            ApiServer signsWithNext = stack.startServer(Map.of("stakebook.keys.signing", file.toString()));
            Api other = new Api(signsWithNext.address(), ledger.contract());
            assertThat(other.get(null, "/v1/log/key").text().strip()).isEqualTo(next);
            stack.api().stop();
            fund(other, ledger, "0xafter");
            Path after = export(other, ledger, directory.resolve("after.zip"));

            assertThat(verify(after, 1, "--trust", trust.toString())
                            .path("code")
                            .asText())
                    .isEqualTo("key_untrusted");
            Files.writeString(trust, old + "\n" + next + "\n");
            assertThat(verify(after, 0, "--trust", trust.toString(), "--pin", overlap.toString())
                            .path("opening")
                            .asText())
                    .isEqualTo("pinned");

            Path stranger = Files.writeString(
                    directory.resolve("stranger.pem"),
                    Pem.of(Pem.newEd25519Pair().getPrivate()));
            assertThatThrownBy(() -> stack.startServer(Map.of("stakebook.keys.signing", stranger.toString())))
                    .as("a node whose key nobody added")
                    .isInstanceOf(LaunchFailed.class)
                    .hasMessageContaining("stakebook.keys.signing");
        }
    }

    private static Answer add(Ledger ledger, String publicKey) {
        return ledger.api().post(ledger.staff(OPERATOR), "/v1/log/keys", Map.of("publicKey", publicKey));
    }

    private static void fund(Api api, Ledger ledger, String reference) {
        api.post(
                        ledger.staff(FINANCE),
                        "/v1/house-funding",
                        Map.of("asset", "ETH", "amount", "1", "reference", reference))
                .expect(201);
    }

    private static Path export(Api api, Ledger ledger, Path to) throws IOException {
        String auditor = ledger.staff(AUDITOR);
        String id = api.post(auditor, "/v1/exports", Map.of()).expect(202).member("id");
        Answer ended = Pause.until(
                "the end of the export " + id,
                JOB_LIMIT,
                () -> api.get(auditor, "/v1/exports/" + id).expect(200),
                job -> List.of("completed", "failed").contains(job.member("state")));
        assertThat(ended.member("state")).as(ended.text()).isEqualTo("completed");
        return Files.write(
                to,
                api.get(auditor, "/v1/exports/" + id + "/bundle").expect(200).body());
    }

    private static JsonNode verify(Path bundle, int status, String... more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = new String[more.length + 2];
        arguments[0] = bundle.toString();
        System.arraycopy(more, 0, arguments, 1, more.length);
        arguments[more.length + 1] = "--json";
        int found = VerifyCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(found).as("verify %s said %s", bundle.getFileName(), text).isEqualTo(status);
        return new ObjectMapper().readTree(text);
    }
}

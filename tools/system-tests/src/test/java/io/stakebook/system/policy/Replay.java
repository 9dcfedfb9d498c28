package io.stakebook.system.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stakebook.policy.cli.PolicyCommand;
import io.stakebook.system.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decides a kept decision again, offline, from nothing but what the API answered: its facts, and the states of regions it names. */
final class Replay {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Replay() {}

    static JsonNode of(Answer decision, Answer regions) {
        try {
            Path saved = Files.write(Files.createTempFile("regions", ".json"), regions.body());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int status = PolicyCommand.run(
                    new String[] {"evaluate", "--regions", saved.toString()},
                    new ByteArrayInputStream(facts(decision.member("facts")).getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            Files.delete(saved);
            assertThat(status).as("%s %s", out, err).isZero();
            return JSON.readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String facts(String canonical) {
        ObjectNode facts = JSON.createObjectNode();
        canonical.lines().map(line -> line.split("=", 2)).forEach(fact -> facts.put(fact[0], fact[1]));
        return facts.toString();
    }
}

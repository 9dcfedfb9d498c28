package io.stakebook.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A rule of a shipped notice that comes to another outcome than the one written is another law; not one such rule may pass. */
class OutcomeFlipTest {
    private static final List<String> FILES = List.of("CN-YINFA-2021-237.yaml", "CN-YINFA-2026-42.yaml");
    private static final Pattern VERDICT = Pattern.compile("then: \\{outcome: (\\w+), reason: (\\w+)[^}]*}");

    @Test
    void every_outcome_that_is_written_wrong_is_found() {
        List<String> passed = new ArrayList<>();
        int flips = 0;
        for (String file : FILES) {
            Matcher verdict = VERDICT.matcher(read(file));
            while (verdict.find()) {
                for (Outcome other : Outcome.values()) {
                    if (!other.name().equals(verdict.group(1))) {
                        flips++;
                        if (check(file, verdict, other).isEmpty()) {
                            passed.add(file + ": " + verdict.group() + " as " + other);
                        }
                    }
                }
            }
        }
        assertThat(flips).isGreaterThan(140);
        assertThat(passed).isEmpty();
    }

    private static List<PolicyFinding> check(String file, Matcher verdict, Outcome other) {
        String http = other.goesOn() ? "" : ", http: " + (other == Outcome.DENY ? 451 : 403);
        String flipped = "then: {outcome: " + other + ", reason: " + verdict.group(2) + http + "}";
        String text = read(file);
        String mutated = text.substring(0, verdict.start()) + flipped + text.substring(verdict.end());
        List<PolicyFinding> findings = new ArrayList<>();
        PolicyCheck.read(file, () -> mutated, findings);
        return findings;
    }

    private static String read(String name) {
        try (InputStream in = OutcomeFlipTest.class.getResourceAsStream("/policies/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}

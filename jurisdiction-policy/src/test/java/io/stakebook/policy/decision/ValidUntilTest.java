package io.stakebook.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.model.PolicyLoader;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.RegionStates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A decision holds until any policy may speak otherwise, not only the one that spoke. */
class ValidUntilTest {

    @Test
    void policyOfAnotherPlaceThatBegins_endsADecision() {
        assertThat(validUntil("validFrom: \"2026-02-06T00:00:00+08:00\"", "validFrom: \"2026-03-01T00:00:20Z\""))
                .isEqualTo("2026-03-01T00:00:20Z");
    }

    @Test
    void dateOfAnotherPolicyInForce_endsADecision() {
        assertThat(validUntil(
                        "forcedUnbonding: \"2026-05-06T00:00:00+08:00\"", "forcedUnbonding: \"2026-03-01T00:00:30Z\""))
                .isEqualTo("2026-03-01T00:00:30Z");
    }

    @Test
    void windowOfAnotherPolicyInForce_endsADecision() {
        assertThat(validUntil("presenceSeconds: 60", "presenceSeconds: 5")).isEqualTo("2026-03-01T00:00:05Z");
    }

    private static String validUntil(String from, String to) {
        String other = read("CN-YINFA-2026-42.yaml")
                .replace("perimeter: {include: [CN], exclude: [HK, MO, TW]}", "perimeter: {include: [US]}")
                .replace("supersedes: CN-YINFA-2021-237\n", "")
                .replace("policy: CN-YINFA-2026-42", "policy: US-OTHER");
        assertThat(other).contains(from);
        PolicySet policies = PolicySet.of(
                Stream.of(read("CN-YINFA-2021-237.yaml"), read("CN-YINFA-2026-42.yaml"), other.replace(from, to))
                        .map(text -> PolicyLoader.load("policy", text))
                        .toList());
        return new PolicyEngine(policies, RegionStates.empty())
                .decide(ReasonTableTest.facts(""))
                .validUntil()
                .toString();
    }

    private static String read(String name) {
        try (InputStream in = PolicySet.class.getResourceAsStream("/policies/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

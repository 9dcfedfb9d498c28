package io.stakebook.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Facts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedPolicyTest {
    private final PolicyEngine engine = PolicyEngine.shipped();

    @TestFactory
    Stream<DynamicTest> every_example_in_a_shipped_policy_decides_as_it_says() {
        return engine.policies().policies().stream()
                .flatMap(policy -> policy.rules().stream()
                        .flatMap(rule -> rule.tests().stream()
                                .map(test -> DynamicTest.dynamicTest(
                                        rule.id() + (test.hit() ? " decides: " : " leaves: ") + test.name(),
                                        () -> check(policy, rule, test)))));
    }

    private void check(Policy policy, Rule rule, Rule.RuleTest test) {
        Decision decision = engine.decide(Facts.parse(test.facts()));
        assertThat(decision.policyId()).isEqualTo(policy.id());
        assertThat(decision.reason()).isEqualTo(test.reason());
        boolean lifted = decision.reason().equals("OVERRIDE");
        assertThat(decision.ruleId().equals(rule.id()) && !lifted)
                .as("decided by %s", decision.ruleId())
                .isEqualTo(test.hit());
    }

    @Test
    void shipped_policies_form_one_line_from_the_first_notice() {
        assertThat(engine.policies().timelines()).hasSize(1);
        assertThat(engine.policies().timelines().get(0).stream().map(Policy::id).toList())
                .isEqualTo(List.of("CN-YINFA-2021-237", "CN-YINFA-2026-42"));
    }
}

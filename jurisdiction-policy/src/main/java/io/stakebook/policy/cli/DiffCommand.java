package io.stakebook.policy.cli;

import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.Rule;
import io.stakebook.policy.region.RegionStates;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares two sets of policies on every example that either of them ships. The examples cover each rule from both sides, so a
 * changed rule shows; it is a comparison by example, not a proof of equality.
 */
final class DiffCommand {
    private final PolicySet before;
    private final PolicySet after;

    DiffCommand(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @return 0 when every example decides alike, 1 when one does not
     */
    int run(PrintStream out) {
        PolicyEngine old = new PolicyEngine(before, RegionStates.empty());
        PolicyEngine now = new PolicyEngine(after, RegionStates.empty());
        Map<String, Facts> examples = new LinkedHashMap<>();
        collect(before, examples);
        collect(after, examples);
        int changed = 0;
        for (Facts facts : examples.values()) {
            Decision was = old.decide(facts);
            Decision is = now.decide(facts);
            if (was.outcome() != is.outcome() || !was.reason().equals(is.reason())) {
                changed++;
                out.println(was.outcome() + " " + was.reason() + " -> " + is.outcome() + " " + is.reason() + " | "
                        + facts.canonical().strip().replace('\n', ' '));
            }
        }
        out.println(changed + " of " + examples.size() + " examples decide differently");
        out.flush();
        return changed == 0 ? 0 : 1;
    }

    private static void collect(PolicySet policies, Map<String, Facts> examples) {
        for (Policy policy : policies.policies()) {
            for (Rule rule : policy.rules()) {
                for (Rule.RuleTest test : rule.tests()) {
                    Facts facts = Facts.parse(test.facts());
                    examples.putIfAbsent(facts.canonical(), facts);
                }
            }
        }
    }
}

package io.stakebook.policy.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One rule: if the classed facts lie in any of its boxes and no earlier rule took them, its outcome stands.
 *
 * @param id unique in the policy
 * @param boxes alternatives, each a conjunction of lists
 * @param outcome what follows
 * @param reason stable upper-case code
 * @param http status the API answers with: 200 when the act goes on, 451 when a law refuses it, 403 when a proof is missing or
 *     somebody has to look
 * @param overridable whether a dated, two-person override lifts it; only ever a review
 * @param obligations what the platform must do when it acts on this rule
 * @param citations at least one
 * @param tests at least one that this rule decides and one that it does not
 */
public record Rule(
        String id,
        List<Box> boxes,
        Outcome outcome,
        String reason,
        int http,
        boolean overridable,
        Set<Obligation> obligations,
        List<Citation> citations,
        List<RuleTest> tests) {
    public Rule {
        boxes = List.copyOf(boxes);
        obligations = Set.copyOf(obligations);
        citations = List.copyOf(citations);
        tests = List.copyOf(tests);
    }

    public boolean matches(Cell cell) {
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).matches(cell)) {
                return true;
            }
        }
        return false;
    }

    /**
     * An example shipped in the policy file.
     *
     * @param name what it shows
     * @param facts the decoded facts, laid over the policy's {@code testBase}
     * @param hit whether this rule must decide (true) or must not (false)
     * @param outcome the outcome the evaluation must come to
     * @param reason the reason the evaluation must give
     */
    public record RuleTest(String name, Map<String, Object> facts, boolean hit, Outcome outcome, String reason) {}
}

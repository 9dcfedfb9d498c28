package io.stakebook.policy.check;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.model.Positions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something wrong with a policy.
 *
 * @param file the policy file, with line and column where it can be read, or the directory for faults of the set
 * @param rule rule id, or the property that fails, or {@code schema}
 * @param witness the facts, the cell or the node that shows it
 * @param message full sentence
 */
public record PolicyFinding(String file, String rule, String witness, String message) {
    private static final Pattern IN_RULE = Pattern.compile("rules\\[(.*?\\D.*?)](?:/(.*))?");

    /** What lifts a review is no rule among the others. */
    private static final String OVERRIDE = "OVERRIDE";

    /** What the loader refuses: the rule it is in, where it is in one that has an id, and the node. */
    static PolicyFinding refused(String file, InvalidPolicy invalid) {
        String node = invalid.node(file);
        String place = invalid.place().isEmpty() ? file : invalid.place();
        Matcher rule = IN_RULE.matcher(node);
        return rule.matches()
                ? new PolicyFinding(place, rule.group(1), rule.group(2) == null ? "" : rule.group(2), invalid.problem())
                : new PolicyFinding(place, "schema", node, invalid.problem());
    }

    /** The same with the place of its rule in the file. */
    PolicyFinding at(Positions positions) {
        String node = rule.equals(OVERRIDE) ? "override" : rule.equals("perimeter") ? rule : "rules[" + rule + "]";
        return new PolicyFinding(positions.of(node), rule, witness, message);
    }

    /** One line: file, rule, witness, message, tab-free and separated by {@code " | "}. */
    public String line() {
        return String.join(" | ", plain(file), plain(rule), plain(witness), plain(message));
    }

    private static String plain(String text) {
        return text.isBlank() ? "-" : text.replaceAll("\\s+", " ").strip();
    }
}

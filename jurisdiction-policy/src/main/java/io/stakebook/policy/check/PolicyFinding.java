package io.stakebook.policy.check;

/**
 * Something wrong with a policy.
 *
 * @param file the policy file, or the directory for faults of the set
 * @param rule rule id, or the property that fails
 * @param witness the facts, the cell or the node that shows it
 * @param message full sentence
 */
public record PolicyFinding(String file, String rule, String witness, String message) {
    /** One line: file, rule, witness, message, tab-free and separated by {@code " | "}. */
    public String line() {
        return String.join(" | ", plain(file), plain(rule), plain(witness), plain(message));
    }

    private static String plain(String text) {
        return text.isBlank() ? "-" : text.replaceAll("\\s+", " ").strip();
    }
}

package io.stakebook.core.reconciliation.file;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.util.Map;

/** Says why a statement cannot be read: the line, the column, the rule and the value, so that the sender can fix it. */
public final class Unreadable {

    private static final int SHOWN = 60;

    private Unreadable() {}

    /**
     * @param column name of the column, or {@code -} when the line as a whole is wrong
     * @param rule a sentence that says what would be right
     */
    public static Rejected at(int line, String column, String rule, String value) {
        String shown = Shown.of(value, SHOWN);
        return new Rejected(
                ErrorCode.STATEMENT_UNREADABLE,
                "line " + line + ", column " + column + ": " + rule + "; this is \"" + shown + "\"",
                Map.of("line", Integer.toString(line), "column", column, "rule", rule, "value", shown));
    }
}

package io.stakebook.launcher.stack;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds in a server's log why an application was not deployed. */
final class DeploymentLog {

    private static final int SHOWN = 300;

    private static final Pattern EXCEPTION = Pattern.compile("(?m)^.*?([\\w.]+(?:Exception|Error): .+)$");

    /** A record ends its head with the numeric level; the text follows on the same line or on the next. */
    private static final Pattern SEVERE = Pattern.compile("\\[levelValue: 1000] (?:\\[\\[)?\\s*(\\S.*)");

    /** What containers put before the exception that says why. */
    private static final Pattern WRAPPERS = Pattern.compile(
            "^(?:[\\w.]+(?:Exception|Error): (?:ContainerBase\\.addChild: start: )?)+(?=(?:\\w+\\.)+[A-Z]\\w*: )");

    /** Ours speak for themselves. */
    private static final Pattern OURS = Pattern.compile("^io\\.stakebook\\.[\\w.]+: ");

    private DeploymentLog() {}

    /** The last exception in the log, or else its last severe record, in one line. */
    static String cause(String log) {
        String named = last(EXCEPTION, log, last(SEVERE, log, "no cause is named"));
        String cause = OURS.matcher(WRAPPERS.matcher(named).replaceFirst("")).replaceFirst("");
        return cause.length() > SHOWN ? cause.substring(0, SHOWN) + "…" : cause;
    }

    private static String last(Pattern pattern, String log, String otherwise) {
        return pattern.matcher(log)
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .reduce((earlier, later) -> later)
                .orElse(otherwise);
    }
}

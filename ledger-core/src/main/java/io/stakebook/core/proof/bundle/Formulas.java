package io.stakebook.core.proof.bundle;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running text as a formula: an apostrophe before it. Numbers are harmless and stay numbers.
 *
 * <p>Format 1 put it before a leading {@code = + - @}. That left open where a spreadsheet of a country with decimal commas
 * cuts the line at semicolons, and a text that had an apostrophe of its own could not be told from one that was given it.
 * Since format 2 it stands at every beginning of text and after every semicolon, before the full-width signs and before an
 * apostrophe too; blanks and quotes do not count. Taking away the apostrophes in these places gives the text back.
 */
final class Formulas {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final String SIGNS_OF_FORMAT_1 = "=+-@";
    private static final String SIGNS = "=+-@'\uFF1D\uFF0B\uFF0D\uFF20";

    private Formulas() {}

    /** The value as a cell holds it. */
    static String defused(String value, BundleFormat format) {
        String defused = format.has(BundleFormat.TWO) ? defusedEverywhere(value) : defusedInFront(value);
        return defused.equals(value) || NUMBER.matcher(value).matches() ? value : defused;
    }

    private static String defusedInFront(String value) {
        return !value.isEmpty() && SIGNS_OF_FORMAT_1.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String defusedEverywhere(String value) {
        StringBuilder out = new StringBuilder(value.length() + 1);
        boolean beginning = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (beginning && SIGNS.indexOf(c) >= 0) {
                out.append('\'');
            }
            out.append(c);
            beginning = c == ';' || (beginning && (c == ' ' || c == '"'));
        }
        return out.toString();
    }
}

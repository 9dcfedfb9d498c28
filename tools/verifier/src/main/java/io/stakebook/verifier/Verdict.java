package io.stakebook.verifier;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer, for people and for programs.
 *
 * @param outcome accepted, rejected or undecided
 * @param code stable reason in snake case
 * @param detail a sentence for people; may change between versions
 * @param facts further members by name, in order; a value is a string or a whole number
 */
record Verdict(Outcome outcome, String code, String detail, Map<String, Object> facts) {
    /** The three answers and their exit codes. */
    enum Outcome {
        ACCEPTED("accepted", 0),
        REJECTED("rejected", 1),
        UNDECIDED("undecided", 2);

        private final String word;
        private final int exitCode;

        Outcome(String word, int exitCode) {
            this.word = word;
            this.exitCode = exitCode;
        }

        String word() {
            return word;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /** Longest detail; it may quote what a bundle says of itself. */
    private static final int LONGEST_DETAIL = 500;

    Verdict {
        if (detail.length() > LONGEST_DETAIL) {
            // Half of a surrogate pair is no text.
            int end =
                    Character.isHighSurrogate(detail.charAt(LONGEST_DETAIL - 1)) ? LONGEST_DETAIL - 1 : LONGEST_DETAIL;
            detail = detail.substring(0, end) + " ... and " + (detail.length() - end) + " characters more";
        }
        facts = new LinkedHashMap<>(facts);
    }

    /** One JSON object on one line, in ASCII so that no terminal is driven by a hostile bundle. */
    String toJson() {
        StringBuilder out = new StringBuilder("{");
        member(out, "verdict", outcome.word());
        member(out.append(','), "code", code);
        member(out.append(','), "detail", detail);
        member(out.append(','), "size", facts.get("size"));
        member(out.append(','), "root", facts.get("root"));
        facts.forEach((name, value) -> {
            if (!name.equals("size") && !name.equals("root")) {
                member(out.append(','), name, value);
            }
        });
        return out.append('}').toString();
    }

    private static void member(StringBuilder out, String name, @Nullable Object value) {
        out.append('"').append(name).append("\":");
        if (value == null) {
            out.append("null");
        } else if (value instanceof Long number) {
            out.append(number.longValue());
        } else {
            quote(out, value.toString());
        }
    }

    /** A surrogate without its other half, which no UTF-8 holds and many readers refuse, becomes U+FFFD. */
    private static void quote(StringBuilder out, String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
        out.append('"');
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7E) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** A few lines for people. */
    String toText() {
        StringBuilder out = new StringBuilder();
        String headline = switch (outcome) {
            case ACCEPTED -> "ACCEPTED";
            case REJECTED -> "REJECTED";
            case UNDECIDED -> "COULD NOT DECIDE";
        };
        out.append(headline)
                .append(' ')
                .append(code)
                .append(": ")
                .append(printable(detail))
                .append('\n');
        facts.forEach((name, value) -> out.append("  ")
                .append(name)
                .append(": ")
                .append(printable(String.valueOf(value)))
                .append('\n'));
        Optional.ofNullable(facts.get("trust"))
                .filter("first-use"::equals)
                .ifPresent(use -> out.append(
                                "  WARNING: the key came with the bundle. Compare its fingerprint with one from another")
                        .append(" source, then verify again with --trust.\n"));
        return out.toString();
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= 0x20 && c < 0x7F) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%x}", c));
            }
        });
        return out.toString();
    }
}

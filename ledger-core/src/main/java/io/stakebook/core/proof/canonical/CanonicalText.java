package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.text.Normalizer;

/** A string in NFC without characters that tools drop, split on or rewrite. */
public record CanonicalText(String value) implements CanonicalValue {
    /**
     * Combining marks in a row, at most. UAX #15 finds 30 enough for every language; the normaliser takes time in the
     * square of their number, so a hostile string must not reach it with more.
     */
    public static final int MOST_MARKS = 32;

    public CanonicalText {
        check(value);
    }

    /**
     * Text that is taken in: as the constructor asks, and every code point is one this Java's Unicode knows.
     *
     * <p>Only an assigned code point has a fixed normal form (UAX #15, stability). What a later Unicode assigns could be out
     * of order for a later reader; a reader cannot tell, so it is kept out where it would come in.
     *
     * @throws Malformed when the text cannot be written
     */
    public static CanonicalText takenIn(String value) {
        CanonicalText text = new CanonicalText(value);
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int codePoint = value.codePointAt(i);
            if (Character.getType(codePoint) == Character.UNASSIGNED) {
                throw new Malformed(
                        String.format("string holds the unassigned code point U+%04X at index %d", codePoint, i));
            }
        }
        return text;
    }

    /** Throws {@link Malformed} unless {@code value} may appear in the profile. */
    private static void check(String value) {
        boolean mayNeedNormalising = false;
        int marks = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20) {
                throw new Malformed(String.format("string holds the control character U+%04X at index %d", (int) c, i));
            }
            if (c < 0x300) {
                marks = 0;
                continue; // nothing below U+0300 composes with its neighbours
            }
            mayNeedNormalising = true;
            int codePoint = c;
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new Malformed("string holds a lone surrogate at index " + i);
                }
                codePoint = value.codePointAt(i++);
            }
            if (codePoint == 0x2028 || codePoint == 0x2029) {
                throw new Malformed(String.format("string holds the separator U+%04X at index %d", codePoint, i));
            }
            if ((codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)) {
                throw new Malformed(String.format("string holds the noncharacter U+%04X at index %d", codePoint, i));
            }
            marks = isMark(codePoint) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                throw new Malformed("string holds more than " + MOST_MARKS + " combining marks in a row at index " + i);
            }
        }
        if (mayNeedNormalising && !Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new Malformed("string is not in Unicode normalisation form C");
        }
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}

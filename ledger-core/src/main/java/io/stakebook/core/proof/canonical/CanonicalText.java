package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.text.Normalizer;

/** A string in NFC without characters that tools drop, split on or rewrite. */
public record CanonicalText(String value) implements CanonicalValue {
    public CanonicalText {
        check(value);
    }

    /** Throws {@link Malformed} unless {@code value} may appear in the profile. */
    private static void check(String value) {
        boolean mayNeedNormalising = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20) {
                throw new Malformed(String.format("string holds the control character U+%04X at index %d", (int) c, i));
            }
            if (c < 0x300) {
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
        }
        if (mayNeedNormalising && !Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new Malformed("string is not in Unicode normalisation form C");
        }
    }
}

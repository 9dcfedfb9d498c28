package io.stakebook.core.journal;

import java.util.OptionalInt;

/**
 * Code points that a reader does not see, or that change what he sees of others: a text with them can look like another
 * one, or say something else to people than to programs (Unicode Technical Report 36).
 *
 * <p>Joiners and variation selectors stay where scripts and emoji need them: behind a character beyond the Latin letters.
 */
final class Unseen {

    /** Letters and marks of Latin text end here; what comes after may need a joiner. */
    private static final int BEYOND_LATIN = 0x0300;

    private Unseen() {}

    /** Where the first of them stands, in UTF-16 units; empty when all of the text is seen. */
    static OptionalInt first(String text) {
        int before = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(before)) {
            int codePoint = text.codePointAt(at);
            if (isUnseen(codePoint, before)) {
                return OptionalInt.of(at);
            }
            before = codePoint;
        }
        return OptionalInt.empty();
    }

    /** Nothing in it leaves a trace on paper. */
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x2800); // braille blank
    }

    private static boolean isUnseen(int codePoint, int before) {
        if (joins(codePoint)) {
            return before < BEYOND_LATIN || (joins(before) && (!isSelector(before) || isSelector(codePoint)));
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> !isSignAbove(codePoint);
            default -> isFiller(codePoint);
        };
    }

    /** Zero width joiner and non-joiner, variation selectors. */
    private static boolean joins(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D || isSelector(codePoint);
    }

    private static boolean isSelector(int codePoint) {
        return codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    }

    /** Signs that stand around the digits behind them (Prepended_Concatenation_Mark): formats by name, but seen. */
    private static boolean isSignAbove(int codePoint) {
        return (codePoint >= 0x0600 && codePoint <= 0x0605)
                || codePoint == 0x06DD
                || codePoint == 0x070F
                || codePoint == 0x0890
                || codePoint == 0x0891
                || codePoint == 0x08E2
                || codePoint == 0x110BD
                || codePoint == 0x110CD;
    }

    /** Letters and marks that are drawn as nothing (Default_Ignorable_Code_Point). */
    private static boolean isFiller(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}

package io.stakebook.core.error;

/** Text of a caller as a refusal shows it. */
public final class Shown {

    private static final int SHORT = 40;

    private Shown() {}

    /** As much of the text as fits in the middle of a sentence: 40 UTF-16 units of it, so that no answer grows with what was sent. */
    public static String of(String text) {
        return of(text, SHORT);
    }

    /**
     * The text, or as much of its beginning as is shown and an ellipsis; never half of a surrogate pair, which no UTF-8 holds.
     *
     * @param most UTF-16 units, above zero
     */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}

package io.stakebook.api.http;

/** A caller's text inside a message of ours: its beginning, so that no answer grows with what was sent. */
public final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

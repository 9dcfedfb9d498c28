package io.stakebook.api.http.problem;

/** A caller's text inside a message of ours: its beginning, so that no answer grows with what was sent. */
public final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    public static String of(String text) {
        return io.stakebook.core.error.Shown.of(text, LONGEST);
    }
}

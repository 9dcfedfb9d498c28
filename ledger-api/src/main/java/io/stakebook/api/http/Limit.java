package io.stakebook.api.http;

import org.jspecify.annotations.Nullable;

/** How many items a page may hold: 1 to 200, 50 unless asked. */
public final class Limit {

    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    private Limit() {}

    /** @throws RefusedRequest {@code PARAMETER_INVALID} when it is not a number from 1 to 200 */
    public static int read(@Nullable String parameter) {
        if (parameter == null) {
            return DEFAULT;
        }
        int value = parameter.matches("[0-9]{1,4}") ? Integer.parseInt(parameter) : 0;
        if (value < 1 || value > MOST) {
            throw new RefusedRequest(
                    ApiCode.PARAMETER_INVALID,
                    "limit is a number from 1 to " + MOST + ", not \"" + shown(parameter) + "\"");
        }
        return value;
    }

    private static String shown(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }
}

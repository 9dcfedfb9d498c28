package io.stakebook.api.http.list;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: opaque to the caller, bound to the list it came from, so that a cursor of one list is refused by
 * another one.
 */
public final class Cursor {

    private static final int LONGEST = 512;

    private Cursor() {}

    public static String encode(String list, String position) {
        byte[] bytes = (list + "\n" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads a cursor back.
     *
     * @return the position after which to go on; null when there was no cursor
     * @throws Rejected {@code CURSOR_INVALID}
     */
    public static @Nullable String decode(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (cursor.length() <= LONGEST) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                if (text.startsWith(list + "\n")
                        && encode(list, text.substring(list.length() + 1)).equals(cursor)) {
                    return text.substring(list.length() + 1);
                }
            } catch (IllegalArgumentException e) {
                throw invalid();
            }
        }
        throw invalid();
    }

    private static Rejected invalid() {
        return new Rejected(
                ErrorCode.CURSOR_INVALID, "this cursor did not come from this list; take nextCursor as it was given");
    }
}

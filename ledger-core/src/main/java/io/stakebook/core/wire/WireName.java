package io.stakebook.core.wire;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns an enum constant into its lower-case name on the wire and back. */
public final class WireName {

    private static final int SHOWN = 40;

    private WireName() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name; upper case is not accepted, so that one value has one spelling.
     *
     * @param field the name of the field, for the message
     * @throws Rejected {@code ENUM_UNKNOWN} naming the field and the names it accepts
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        for (E value : type.getEnumConstants()) {
            if (of(value).equals(text)) {
                return value;
            }
        }
        String known = Stream.of(type.getEnumConstants()).map(WireName::of).collect(Collectors.joining(", "));
        throw new Rejected(
                ErrorCode.ENUM_UNKNOWN,
                "field \"" + field + "\" is one of " + known + ", not \"" + Shown.of(text, SHOWN) + "\"",
                Map.of("field", field));
    }
}

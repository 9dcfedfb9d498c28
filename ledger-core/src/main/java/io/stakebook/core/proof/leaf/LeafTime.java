package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The one spelling of an instant in a leaf: {@code YYYY-MM-DDThh:mm:ss.ffffffZ}, microseconds, UTC. */
public final class LeafTime {
    private static final String SHAPE = "0000-00-00T00:00:00.000000Z";

    private LeafTime() {}

    /** The instant's spelling; an instant finer than a microsecond has none. */
    public static String format(Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new Malformed("time " + instant + " is finer than a microsecond; truncate it where it is taken");
        }
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            throw new Malformed("time " + instant + " is outside the years 0001 to 9999");
        }
        char[] out = SHAPE.toCharArray();
        digits(out, 0, 4, utc.getYear());
        digits(out, 5, 7, utc.getMonthValue());
        digits(out, 8, 10, utc.getDayOfMonth());
        digits(out, 11, 13, utc.getHour());
        digits(out, 14, 16, utc.getMinute());
        digits(out, 17, 19, utc.getSecond());
        digits(out, 20, 26, utc.getNano() / 1000);
        return new String(out);
    }

    private static void digits(char[] out, int from, int to, int value) {
        int rest = value;
        for (int i = to - 1; i >= from; i--) {
            out[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads {@link #format}'s spelling and no other. */
    public static Instant parse(String text) {
        return parse("time", text);
    }

    /** As {@link #parse(String)}; a refusal calls the text by the name it has where it was found. */
    static Instant parse(String what, String text) {
        boolean shaped = text.length() == SHAPE.length();
        for (int i = 0; shaped && i < SHAPE.length(); i++) {
            shaped = SHAPE.charAt(i) == '0' ? PlainName.areDigits(text, i, i + 1) : text.charAt(i) == SHAPE.charAt(i);
        }
        if (!shaped || text.startsWith("0000")) {
            throw new Malformed(what + " '" + text + "' is not YYYY-MM-DDThh:mm:ss.ffffffZ");
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 26) * 1000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Malformed(what + " '" + text + "' is not YYYY-MM-DDThh:mm:ss.ffffffZ: " + e.getMessage());
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}

package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The one spelling of an instant in a leaf: {@code YYYY-MM-DDThh:mm:ss.ffffffZ}, microseconds, UTC. */
public final class LeafTime {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int LENGTH = "2026-02-06T00:00:00.000000Z".length();

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
        return FORM.format(utc);
    }

    /** Reads {@link #format}'s spelling and no other. */
    public static Instant parse(String text) {
        try {
            if (text.length() == LENGTH) {
                Instant instant = LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
                if (format(instant).equals(text)) {
                    return instant;
                }
            }
        } catch (DateTimeException e) {
            throw new Malformed("time '" + text + "' is not YYYY-MM-DDThh:mm:ss.ffffffZ: " + e.getMessage());
        }
        throw new Malformed("time '" + text + "' is not YYYY-MM-DDThh:mm:ss.ffffffZ");
    }
}

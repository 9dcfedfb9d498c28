package io.stakebook.policy.facts;

import io.stakebook.policy.PolicyException.InvalidFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as facts write it: RFC 3339 with an offset, {@code T} and {@code Z} in either case. */
public final class FactTime {

    /** The calendar years an RFC 3339 instant can be in. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private FactTime() {}

    /**
     * @param name the fact's name on the wire
     * @param text without blanks around it, not empty
     * @throws InvalidFacts when it is no such moment
     */
    public static Instant parse(String name, String text) {
        try {
            Instant instant = OffsetDateTime.parse(
                            text.toUpperCase(Locale.ROOT), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            if (!instant.isBefore(FIRST) && !instant.isAfter(END)) {
                return instant;
            }
        } catch (DateTimeException notAnInstant) {
            throw fault(name, text);
        }
        throw fault(name, text);
    }

    private static InvalidFacts fault(String name, String text) {
        return new InvalidFacts(
                name,
                "must be an RFC 3339 instant with an offset in the years 0000 to 9999, such as 2026-02-06T00:00:00+08:00",
                text);
    }
}

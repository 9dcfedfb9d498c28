package io.stakebook.api.http.list;

import io.stakebook.api.http.body.CallersTime;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Shown;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.page.Limit;
import io.stakebook.core.wire.WireName;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, read as strictly as a body: an unknown or repeated one is refused. */
public final class Query {

    /** The parameter every POST takes: decided and answered as if it were meant, and nothing kept. */
    public static final String DRY_RUN = "dryRun";

    private final Map<String, List<String>> parameters;

    private Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads the parameters of a request; a POST knows {@link #DRY_RUN} besides.
     *
     * @throws RefusedRequest {@code PARAMETER_INVALID} for a parameter that is not in {@code known}, or there twice
     */
    public static Query of(ContainerRequestContext request, String... known) {
        Stream<String> more = request.getMethod().equals("POST") ? Stream.of(DRY_RUN) : Stream.empty();
        return of(
                request.getUriInfo().getQueryParameters(),
                Stream.concat(Stream.of(known), more).toArray(String[]::new));
    }

    static Query of(Map<String, List<String>> parameters, String... known) {
        Set<String> names = Set.of(known);
        parameters.forEach((name, values) -> {
            if (!names.contains(name)) {
                throw refuse("parameter \"" + Shown.of(name) + "\" is not known here; known are "
                        + names.stream().sorted().toList());
            }
            if (values.size() != 1) {
                throw refuse("parameter \"" + name + "\" is there " + values.size() + " times");
            }
        });
        return new Query(parameters);
    }

    /** A parameter as it is, without control characters: no row and no answer could hold them. */
    public @Nullable String text(String name) {
        String text = raw(name);
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw refuse("parameter \"" + name + "\" has no control characters, not \"" + Shown.of(text) + "\"");
        }
        return text;
    }

    private @Nullable String raw(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.get(0);
    }

    /** A parameter that a parser of the core turns into a value; null when absent. */
    public <T> @Nullable T parsed(String name, Function<String, T> parser) {
        String text = raw(name);
        return text == null ? null : parser.apply(text);
    }

    public <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        return parsed(name, text -> WireName.parse(type, name, text));
    }

    /** The date {@code name}, which must not lie before that of {@code other}. */
    public @Nullable LocalDate dateNotBefore(String name, String other, @Nullable LocalDate first) {
        LocalDate last = date(name);
        if (last != null && first != null && last.isBefore(first)) {
            throw refuse(name, "is not before " + other + ", " + first);
        }
        return last;
    }

    /** ISO 8601 calendar date, years 1970 to 9999. */
    public @Nullable LocalDate date(String name) {
        String text = raw(name);
        try {
            return text == null ? null : CallersTime.date(text);
        } catch (DateTimeException e) {
            throw refuse("parameter \"" + name + "\" is a date such as 2026-11-22, " + CallersTime.RULE + ", not \""
                    + Shown.of(text) + "\"");
        }
    }

    /** An instant as {@link #time}, not after now but for what clocks of nodes may differ: the reader waits until it is past. */
    public @Nullable Instant pastTime(String name, Instant now) {
        @Nullable Instant time = time(name);
        if (time != null && time.isAfter(now.plus(EntryDates.SKEW))) {
            throw refuse("parameter \"" + name + "\" lies in the future: " + time + ", it is " + now);
        }
        return time;
    }

    /** {@code true} or {@code false}, spelt so; false when absent. */
    public boolean flag(String name) {
        String text = raw(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw refuse("parameter \"" + name + "\" is true or false, not \"" + Shown.of(text) + "\"");
    }

    /** An instant of RFC 3339, such as {@code 2026-11-22T10:15:30Z}, 1970 to 9999; finer than a microsecond is refused. */
    public @Nullable Instant time(String name) {
        String text = raw(name);
        if (text == null) {
            return null;
        }
        try {
            Instant time = CallersTime.instant(text);
            if (time.equals(time.truncatedTo(ChronoUnit.MICROS))) {
                return time;
            }
        } catch (DateTimeException e) {
            throw refuse(notATime(name, text));
        }
        throw refuse(notATime(name, text));
    }

    private static String notATime(String name, String text) {
        return "parameter \"" + name + "\" is a time such as 2026-11-22T10:15:30.123456Z, no finer than a microsecond, "
                + CallersTime.RULE + ", not \"" + Shown.of(text) + "\"";
    }

    /** A whole number, {@code least} or more. */
    public @Nullable Long number(String name, long least) {
        String text = raw(name);
        if (text == null) {
            return null;
        }
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < least) {
            throw refuse("parameter \"" + name + "\" is a whole number from " + least + " on, not \"" + Shown.of(text)
                    + "\"");
        }
        return value;
    }

    /** The parameter {@code limit}. */
    public Limit limit() {
        String text = raw("limit");
        if (text == null) {
            return Limit.DEFAULT;
        }
        int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        try {
            return new Limit(value);
        } catch (LedgerException e) {
            if (e.code() != ErrorCode.LIMIT_OUT_OF_RANGE) {
                throw e;
            }
            throw refuse("limit is a number from 1 to " + Limit.MAX + ", not \"" + Shown.of(text) + "\"");
        }
    }

    /** A time that ends a span: after {@code from}, when both are there. */
    public @Nullable Instant timeAfter(String name, String begin, @Nullable Instant from) {
        Instant to = time(name);
        if (from != null && to != null && !to.isAfter(from)) {
            throw refuse(name, "is after " + begin + ", " + from);
        }
        return to;
    }

    /** A parameter that breaks a rule of its own. */
    public RefusedRequest refuse(String name, String rule) {
        return refuse("parameter \"" + name + "\" " + rule + ", not \"" + Shown.of(String.valueOf(raw(name))) + "\"");
    }

    private static RefusedRequest refuse(String detail) {
        return new RefusedRequest(ApiCode.PARAMETER_INVALID, detail);
    }
}

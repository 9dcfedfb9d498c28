package io.stakebook.api.http.list;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.JsonText;
import io.stakebook.api.http.json.Views;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.page.Page;
import io.stakebook.policy.hash.Sha256;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A list that is read in pages.
 *
 * @param name stands in every cursor of the list
 * @param encode a place in the list as text
 * @param decode the place back; may throw for text that is none
 * @param <C> a place in the list
 */
public record Listing<C>(String name, Function<C, String> encode, Function<String, C> decode) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** A list whose places are numbers from 0 on. */
    public static Listing<Long> byNumber(String name) {
        return new Listing<>(name, String::valueOf, text -> Long.valueOf(digits(text, 18)));
    }

    /** A list whose places are the lines of a file. */
    public static Listing<Integer> byLine(String name) {
        return new Listing<>(name, String::valueOf, text -> Integer.valueOf(digits(text, 9)));
    }

    private static String digits(String text, int most) {
        if (text.length() > most || !DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("no list has a place \"" + text + "\"");
        }
        return text;
    }

    /**
     * The same list under these filters. A cursor leads on only with the filters it was made with: with others it would
     * lead through another list, past rows nobody was shown.
     *
     * @param filters a record of them; its text form tells them apart
     */
    public Listing<C> filtered(Record filters) {
        return new Listing<>(name + " by " + Sha256.hex(filters.toString()).substring(0, 16), encode, decode);
    }

    /** Where the request's cursor says the page starts. */
    public Optional<C> start(Query query) {
        String position = Cursor.decode(name, query.text("cursor"));
        if (position == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode.apply(position));
        } catch (LedgerException | IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new Rejected(ErrorCode.CURSOR_INVALID, "this cursor does not lead into this list");
        }
    }

    /** 200 with {@code data}, {@code nextCursor} and the link to the next page. */
    public <T> Response page(ContainerRequestContext request, Page<T, C> page, BiConsumer<JsonObjectWriter, T> writer) {
        return page(request, page, json -> {}, writer);
    }

    /** As {@link #page}, with members of the whole list before its data. */
    public <T> Response page(
            ContainerRequestContext request,
            Page<T, C> page,
            Consumer<JsonObjectWriter> head,
            BiConsumer<JsonObjectWriter, T> writer) {
        String next = page.next()
                .map(place -> Cursor.encode(name, encode.apply(place)))
                .orElse(null);
        String body = JsonText.object(json -> {
            head.accept(json);
            json.objects("data", page.items(), writer).text("nextCursor", next);
        });
        Response.ResponseBuilder response = Views.ok(body);
        if (next != null) {
            URI link = request.getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQueryParam("cursor", next)
                    .build();
            // Without scheme and host: behind a proxy the server knows neither, and a guess would send a token
            // elsewhere.
            response.header("Link", "<" + link.getRawPath() + "?" + link.getRawQuery() + ">; rel=\"next\"");
        }
        return response.build();
    }
}

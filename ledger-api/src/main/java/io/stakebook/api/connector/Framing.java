package io.stakebook.api.connector;

import io.stakebook.core.error.Shown;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Where a request's body ends must be said once and in one way. A proxy in front that believes another way would take a part
 * of this request for the next one, and let through what it was set to stop (RFC 9112 section 11.2). Payara Micro 6 takes the
 * last coding of {@code Transfer-Encoding} and forgets what {@code Content-Length} said before it.
 */
final class Framing {

    private static final String CODING = "transfer-encoding";
    private static final String LENGTH = "content-length";
    private static final Pattern LENGTH_IN_HEAD = Pattern.compile("\n" + LENGTH + ":", Pattern.CASE_INSENSITIVE);

    /** The bytes of a head as they came; among the headers that were read from them a length may be missing. */
    private final Field head;

    /** @throws ReflectiveOperationException where the parser keeps no such bytes: it shows them to nobody */
    Framing() throws ReflectiveOperationException {
        head = HttpHeader.class.getDeclaredField("headerBuffer");
        head.setAccessible(true);
    }

    /** What is wrong with a request's head: the rule and the value. */
    Optional<String> broken(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        for (int i = 0; i < headers.size(); i++) {
            DataChunk name = headers.getName(i);
            if (name.indexOf(' ', 0) >= 0 || name.indexOf('\t', 0) >= 0) {
                return Optional.of(
                        "a header's name ends at its colon and has no space (RFC 9112 section 5.1); one is \""
                                + Shown.of(name.toString()) + "\"");
            }
        }
        List<String> codings = values(headers, CODING);
        List<String> lengths = values(headers, LENGTH);
        boolean withLength = !lengths.isEmpty() || (!codings.isEmpty() && hasLength(request));
        return broken(codings, withLength, lengths, request.getProtocol() == Protocol.HTTP_1_1);
    }

    static Optional<String> broken(List<String> codings, boolean withLength, List<String> lengths, boolean http11) {
        if (!codings.isEmpty() && withLength) {
            return Optional.of("a request has Content-Length or Transfer-Encoding, not both (RFC 9112 section 6.1)"
                    + "; this one has Transfer-Encoding " + shown(codings));
        }
        if (codings.size() > 1 || codings.stream().anyMatch(coding -> !coding.equalsIgnoreCase("chunked"))) {
            return Optional.of("Transfer-Encoding is chunked, said once; this one is " + shown(codings));
        }
        if (!codings.isEmpty() && !http11) {
            return Optional.of(
                    "Transfer-Encoding belongs to HTTP/1.1 (RFC 9112 section 6.1); this one is " + shown(codings));
        }
        return lengths.size() > 1
                ? Optional.of("Content-Length is sent once (RFC 9110 section 8.6); this one is " + shown(lengths))
                : Optional.empty();
    }

    private static String shown(List<String> values) {
        return "\"" + Shown.of(String.join(", ", values)) + "\"";
    }

    private static List<String> values(MimeHeaders headers, String name) {
        List<String> values = new ArrayList<>();
        headers.values(name).forEach(values::add);
        return values;
    }

    private boolean hasLength(HttpRequestPacket request) {
        try {
            Buffer bytes = (Buffer) head.get(request);
            String text = bytes.toStringContent(StandardCharsets.ISO_8859_1, 0, bytes.limit());
            return LENGTH_IN_HEAD.matcher(text).find();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the bytes of a head were open a moment ago", e);
        }
    }
}

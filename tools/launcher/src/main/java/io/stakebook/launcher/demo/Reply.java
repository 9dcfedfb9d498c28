package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What the API answered. */
final class Reply {

    private static final int SHOWN = 600;

    private final String request;
    private final int status;
    private final HttpHeaders headers;
    private final JsonNode body;
    private final byte[] raw;

    /**
     * @param request method and path, for messages
     * @param body parsed JSON, or a missing node when the answer is not JSON
     */
    Reply(String request, int status, HttpHeaders headers, JsonNode body, byte[] raw) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.raw = raw;
    }

    String request() {
        return request;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    JsonNode body() {
        return body;
    }

    byte[] raw() {
        return raw;
    }

    /** This reply when its status is one of {@code wanted}. */
    Reply expect(int... wanted) {
        for (int one : wanted) {
            if (status == one) {
                return this;
            }
        }
        throw new StepFailed(request + " answered " + status + " instead of " + wanted[0] + ": " + text());
    }

    /** The text of a member that must be there. */
    String text(String member) {
        return text(body, member);
    }

    static String text(JsonNode object, String member) {
        JsonNode found = object.path(member);
        if (!found.isTextual()) {
            throw new StepFailed("the answer has no text \"" + member + "\": " + object);
        }
        return found.textValue();
    }

    /** The body in one line, shortened. */
    String text() {
        String whole = body.isMissingNode() ? new String(raw, StandardCharsets.UTF_8) : body.toString();
        String line = whole.replaceAll("<[^>]*>|\\s+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}

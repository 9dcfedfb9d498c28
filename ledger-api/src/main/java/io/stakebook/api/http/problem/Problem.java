package io.stakebook.api.http.problem;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.JsonText;
import io.stakebook.core.error.LedgerException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A failure as the caller sees it (RFC 9457).
 *
 * @param code stable code; {@code type} and {@code title} follow from it
 * @param instance path of the request, or of the decision that refused it
 * @param members further members, for example the numbers behind a refusal
 */
public record Problem(
        int status,
        String code,
        String detail,
        String instance,
        String traceId,
        List<FieldError> errors,
        Consumer<JsonObjectWriter> members) {

    /** Media type of every failure. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "https://stakebook.io/problems/";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ApiCode code, String detail, String instance, String traceId) {
        return new Problem(code.status(), code.name(), detail, instance, traceId, List.of(), none -> {});
    }

    public static Problem of(LedgerException reason, String instance, String traceId) {
        Map<String, String> sorted = new TreeMap<>(reason.members());
        return new Problem(
                ErrorStatus.of(reason.code()),
                reason.code().name(),
                reason.detail(),
                instance,
                traceId,
                List.of(),
                json -> sorted.forEach(json::text));
    }

    public Problem withMembers(Consumer<JsonObjectWriter> more) {
        return new Problem(status, code, detail, instance, traceId, errors, more);
    }

    /** The body: fixed members first, always in this order. */
    public String toJson() {
        return JsonText.object(json -> {
            json.text("type", TYPE_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-'));
            json.text("title", title());
            json.number("status", status);
            json.text("detail", detail);
            json.text("instance", instance);
            json.text("code", code);
            json.text("traceId", traceId);
            if (!errors.isEmpty()) {
                json.objects("errors", errors, FieldError::write);
            }
            members.accept(json);
        });
    }

    private String title() {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

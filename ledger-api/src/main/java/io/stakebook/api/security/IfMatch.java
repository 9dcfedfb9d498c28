package io.stakebook.api.security;

import io.stakebook.api.http.EntityTags;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code If-Match} says of a thing (RFC 9110 section 13.1.1).
 *
 * @param tags one of which the thing's ETag must be, compared strongly; empty for any
 */
public record IfMatch(Optional<Set<String>> tags) {

    /** The header's name. */
    public static final String HEADER = "If-Match";

    private static final IfMatch ANY = new IfMatch(Optional.empty());

    /**
     * The condition of a call; any version will do without the header.
     *
     * @throws RefusedRequest {@code REQUEST_MALFORMED} when the header cannot be read
     */
    public static IfMatch of(Call call) {
        String value = call.ifMatchOrNull();
        return value == null ? ANY : parse(value.strip());
    }

    /**
     * The condition of a call that must have one; {@code *} is one.
     *
     * @throws RefusedRequest {@code PRECONDITION_MISSING} without the header, else as {@link #of}
     */
    public static IfMatch required(Call call) {
        String value = call.ifMatchOrNull();
        if (value == null || value.isBlank()) {
            throw new RefusedRequest(
                    ApiCode.PRECONDITION_MISSING, "this needs If-Match with the ETag of the thing as you read it");
        }
        return parse(value.strip());
    }

    private static IfMatch parse(String value) {
        if (value.equals("*")) {
            return ANY;
        }
        return new IfMatch(Optional.of(EntityTags.read(value)
                .orElseThrow(() -> RefusedRequest.ofHeader(
                        ApiCode.REQUEST_MALFORMED,
                        new HeaderFault(
                                HEADER, "is *, or the ETag of the thing as you read it, such as \"3\"", value)))));
    }

    /** Whether a thing that is at this version meets it. */
    public boolean holds(long version) {
        return holds(Long.toString(version));
    }

    /** Whether a thing with this ETag, said without its quotes, meets it. */
    public boolean holds(String tag) {
        return tags.isEmpty() || tags.get().contains("\"" + tag + "\"");
    }

    /** As it was sent, for a sentence; of several tags in any order. */
    public String text() {
        return tags.map(some -> some.stream().sorted().collect(Collectors.joining(", ")))
                .orElse("*");
    }
}

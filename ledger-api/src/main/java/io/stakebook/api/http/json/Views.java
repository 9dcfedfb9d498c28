package io.stakebook.api.http.json;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Answers to reads. What a customer sees is not for shared caches. */
public final class Views {

    private Views() {}

    public static Response object(Consumer<JsonObjectWriter> members) {
        return ok(JsonText.object(members)).build();
    }

    /** As {@link #object}, with the version of the thing as its strong validator. */
    public static Response versioned(long version, Consumer<JsonObjectWriter> members) {
        return tagged(Long.toString(version), members);
    }

    /**
     * With the version of the thing for a condition of a write. What is shown changes by time alone too, so it is not for
     * keeping: nobody is told that what he has still holds.
     */
    public static Response versionedNow(long version, Consumer<JsonObjectWriter> members) {
        return Response.ok(JsonText.object(members), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("ETag", "\"" + version + "\"")
                .build();
    }

    /** As {@link #object}, with a strong validator of the caller's, said without its quotes. */
    public static Response tagged(String tag, Consumer<JsonObjectWriter> members) {
        return ok(JsonText.object(members)).header("ETag", "\"" + tag + "\"").build();
    }

    /** A list that is short by nature, whole. */
    public static <T> Response all(Collection<T> items, BiConsumer<JsonObjectWriter, T> writer) {
        return object(json -> json.objects("data", items, writer));
    }

    public static Response.ResponseBuilder ok(String body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "private, no-cache");
    }
}

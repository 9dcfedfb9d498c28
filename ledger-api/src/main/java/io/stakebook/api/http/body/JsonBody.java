package io.stakebook.api.http.body;

import io.stakebook.api.http.problem.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A request body that is one JSON object, read strictly. */
public final class JsonBody implements Fingerprinted {

    private final JsonTree.Members root;

    JsonBody(JsonTree.Members root) {
        this.root = root;
    }

    /** @throws RefusedRequest when the bytes are no JSON object */
    public static JsonBody parse(byte[] bytes) {
        return new JsonBody(StrictJson.readObject(bytes));
    }

    /**
     * Reads the body whole.
     *
     * @param reader asks for the members, calls {@link BodyReader#finish()}, then takes the values
     * @throws RefusedRequest with every finding
     */
    public <T> T read(Function<BodyReader, T> reader) {
        return new BodyReader(root).whole(reader);
    }

    @Override
    public byte[] canonicalBytes() {
        StringBuilder out = new StringBuilder(256);
        root.appendCanonical(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}

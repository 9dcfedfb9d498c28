package io.stakebook.api.http.body;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Hands a large body over unread; being closeable, it is left open for the resource that reads it. */
@Provider
@Dependent
@Consumes({MediaType.APPLICATION_JSON, ItemsBodyReader.LINES})
public class ItemsBodyReader implements MessageBodyReader<ItemsBody> {

    /** One JSON object a line. */
    public static final String LINES = "application/x-ndjson";

    private final BodyLimits limits;

    @Inject
    public ItemsBodyReader(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ItemsBody.class;
    }

    @Override
    public ItemsBody readFrom(
            Class<ItemsBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        return limits.batch(body, MediaType.valueOf(LINES).isCompatible(mediaType));
    }
}

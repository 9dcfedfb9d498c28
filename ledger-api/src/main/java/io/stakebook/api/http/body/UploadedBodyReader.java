package io.stakebook.api.http.body;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Takes a file body as bytes, capped. */
@Provider
@Dependent
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class UploadedBodyReader implements MessageBodyReader<UploadedBody> {

    private final BodyLimits limits;

    @Inject
    public UploadedBodyReader(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == UploadedBody.class;
    }

    @Override
    public UploadedBody readFrom(
            Class<UploadedBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return new UploadedBody(limits.readUpload(body));
    }
}

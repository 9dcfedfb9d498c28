package io.stakebook.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large a request body may be; checked while reading, whatever the Content-Length said. */
@ApplicationScoped
public class BodyLimits {

    private final int json;
    private final int upload;
    private final int batch;

    /** For the container's proxy only. */
    protected BodyLimits() {
        this(0, 0, 0);
    }

    @Inject
    public BodyLimits(
            @ConfigProperty(name = "stakebook.http.max-body-bytes", defaultValue = "65536") int json,
            @ConfigProperty(name = "stakebook.http.max-upload-bytes", defaultValue = "16777216") int upload,
            @ConfigProperty(name = "stakebook.http.max-batch-bytes", defaultValue = "16777216") int batch) {
        this.json = json;
        this.upload = upload;
        this.batch = batch;
    }

    byte[] readJson(InputStream in) throws IOException {
        return read(in, json);
    }

    byte[] readUpload(InputStream in) throws IOException {
        return read(in, upload);
    }

    /** A batch is measured while it is read. */
    ItemsBody batch(InputStream in, boolean lines) {
        return ItemsBody.of(in, batch, lines);
    }

    static RefusedRequest tooLarge(long most) {
        return new RefusedRequest(ApiCode.BODY_TOO_LARGE, "a body here has at most " + most + " bytes");
    }

    static RefusedRequest missing() {
        return new RefusedRequest(ApiCode.BODY_MISSING, "this request needs a body");
    }

    private static byte[] read(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw tooLarge(most);
        }
        if (bytes.length == 0) {
            throw missing();
        }
        return bytes;
    }
}

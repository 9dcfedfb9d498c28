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

    /** For the container's proxy only. */
    protected BodyLimits() {
        this(0, 0);
    }

    @Inject
    public BodyLimits(
            @ConfigProperty(name = "stakebook.http.max-body-bytes", defaultValue = "65536") int json,
            @ConfigProperty(name = "stakebook.http.max-upload-bytes", defaultValue = "16777216") int upload) {
        this.json = json;
        this.upload = upload;
    }

    byte[] readJson(InputStream in) throws IOException {
        return read(in, json);
    }

    byte[] readUpload(InputStream in) throws IOException {
        return read(in, upload);
    }

    private static byte[] read(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new RefusedRequest(ApiCode.BODY_TOO_LARGE, "a body here has at most " + most + " bytes");
        }
        if (bytes.length == 0) {
            throw new RefusedRequest(ApiCode.BODY_MISSING, "this request needs a body");
        }
        return bytes;
    }
}

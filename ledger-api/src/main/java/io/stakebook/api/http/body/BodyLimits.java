package io.stakebook.api.http.body;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.settings.Settings;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;

/** How large a request body may be; checked while reading, whatever the Content-Length said. */
@OnePerNode
public class BodyLimits {

    private final Settings.Bodies most;

    @Inject
    public BodyLimits(Settings settings) {
        this(settings.bodies());
    }

    BodyLimits(Settings.Bodies most) {
        this.most = most;
    }

    byte[] readJson(InputStream in) throws IOException {
        return read(in, most.json());
    }

    byte[] readUpload(InputStream in) throws IOException {
        return read(in, most.upload());
    }

    /** A batch is measured while it is read. */
    ItemsBody batch(InputStream in, boolean lines) {
        return ItemsBody.of(in, most.batch(), lines);
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

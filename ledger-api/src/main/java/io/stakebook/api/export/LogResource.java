package io.stakebook.api.export;

import io.stakebook.core.export.SignedHead;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** {@code /v1/log}: what a stranger needs to check a bundle; open to everyone, it tells the log's size and nothing else. */
@Dependent
@Path("log")
@Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
public class LogResource {

    private final SignedHead head;

    @Inject
    public LogResource(SignedHead head) {
        this.head = head;
    }

    /** The head as a C2SP signed note. */
    @GET
    @Path("checkpoint")
    @PermitAll
    public Response checkpoint() {
        return text(head.current());
    }

    /** The key in verifier-key form, one line: the content of a trust file. */
    @GET
    @Path("key")
    @PermitAll
    public Response key() {
        return text((head.verifierKey() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Response text(byte[] body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}

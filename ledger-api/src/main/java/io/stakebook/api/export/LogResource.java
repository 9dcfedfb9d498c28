package io.stakebook.api.export;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.export.SignedHead;
import io.stakebook.core.logkey.AddLogKey;
import io.stakebook.core.logkey.LogKey;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * {@code /v1/log}: what a stranger needs to check a bundle; open to everyone, it tells the log's size and its keys and nothing else.
 * And how another key is added before a node signs with it.
 */
@Dependent
@Path("log")
@Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
public class LogResource {

    /** An Ed25519 key in PEM takes 113. */
    private static final int LONGEST_PEM = 500;

    private final SignedHead head;
    private final LogKeys keys;
    private final LeafLog log;
    private final NoteSigner signer;
    private final Submitter submitter;

    @Inject
    public LogResource(SignedHead head, LogKeys keys, LeafLog log, NoteSigner signer, Submitter submitter) {
        this.head = head;
        this.keys = keys;
        this.log = log;
        this.signer = signer;
        this.submitter = submitter;
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

    /** The newest first; open to everyone, as what is signed is. */
    @GET
    @Path("keys")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys() {
        return Views.all(keys.newest(), LogResource::write);
    }

    @POST
    @Path("keys")
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> add(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        long size = log.head().size();
        AddLogKey command = body.read(in -> {
            Field<VerifierKey> key = in.parsed("publicKey", this::key);
            in.finish();
            return new AddLogKey(key.get(), call.subject(), signer.verifierKey(), size);
        });
        return submitter.submit(call, body, command, (added, at) -> Answers.ok(json -> write(json, added)));
    }

    private VerifierKey key(String pem) {
        if (pem.length() > LONGEST_PEM) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a public key has at most " + LONGEST_PEM + " characters, this has " + pem.length(),
                    Map.of("field", "publicKey"));
        }
        try {
            return VerifierKey.ofSpkiPem(signer.name(), pem);
        } catch (Malformed e) {
            throw new Rejected(ErrorCode.FIELD_INVALID, String.valueOf(e.getMessage()), Map.of("field", "publicKey"));
        }
    }

    /** Who added it is for those who read the log of the server; here everybody reads. */
    private static void write(JsonObjectWriter json, LogKey key) {
        json.text("vkey", key.key().toString())
                .number("validFromSize", key.validFromSize())
                .time("addedAt", key.addedAt());
    }

    private static Response text(byte[] body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}

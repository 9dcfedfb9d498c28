package io.stakebook.api.clock;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.settings.Settings;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.clock.AdvanceClock;
import io.stakebook.core.clock.ClockOffset;
import io.stakebook.core.clock.ClockOffsets;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;

/** {@code /v1/clock} and {@code /v1/test-clock}. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ClockResource {

    private final Clock clock;
    private final ClockOffsets offsets;
    private final Submitter submitter;
    private final boolean enabled;

    @Inject
    public ClockResource(Clock clock, ClockOffsets offsets, Submitter submitter, Settings settings) {
        this.clock = clock;
        this.offsets = offsets;
        this.submitter = submitter;
        this.enabled = settings.testClock();
    }

    @GET
    @Path("clock")
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response get() {
        // As fine as the book keeps time, so that it can be asked about again.
        return Views.object(json -> write(json, clock.instant().truncatedTo(ChronoUnit.MICROS), offsets.current()));
    }

    /** Where it is not enabled it is not there. */
    @POST
    @Path("test-clock")
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> advance(@Context ContainerRequestContext request, JsonBody body) {
        if (!enabled) {
            throw new RefusedRequest(ApiCode.PATH_UNKNOWN, "this book has no test clock");
        }
        AdvanceClock command = body.read(in -> {
            Field<Instant> advanceTo = in.time("advanceTo");
            in.finish();
            return new AdvanceClock(advanceTo.get());
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (moved, at) -> Answers.ok(json -> write(json, command.advanceTo(), moved)));
    }

    private void write(JsonObjectWriter json, Instant now, ClockOffset offset) {
        json.time("now", now).number("offsetSeconds", offset.seconds()).flag("testClockEnabled", enabled);
    }
}

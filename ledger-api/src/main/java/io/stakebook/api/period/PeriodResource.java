package io.stakebook.api.period;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.closing.ApproveReopening;
import io.stakebook.core.closing.BeginClosing;
import io.stakebook.core.closing.Checklist;
import io.stakebook.core.closing.Checklists;
import io.stakebook.core.closing.OverrideChecklist;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.closing.RequestReopening;
import io.stakebook.core.closing.SealPeriod;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.money.Assets;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/periods}: months are closed one after another, and reopened by two people. */
@Dependent
@Path("periods")
@Produces(MediaType.APPLICATION_JSON)
public class PeriodResource {

    private static final Listing<PeriodId> LIST = new Listing<>("periods", PeriodId::toString, PeriodId::parse);

    private final Periods periods;
    private final PeriodJobs jobs;
    private final Checklists checklists;
    private final IdSource ids;
    private final Submitter submitter;
    private final PeriodJson writer;

    @Inject
    public PeriodResource(
            Periods periods, PeriodJobs jobs, Checklists checklists, IdSource ids, Submitter submitter, Assets assets) {
        this.periods = periods;
        this.jobs = jobs;
        this.checklists = checklists;
        this.ids = ids;
        this.submitter = submitter;
        this.writer = new PeriodJson(assets);
    }

    /** Those somebody began to close; every other month after the newest of them is open. */
    @GET
    @TakesQuery
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "limit", "cursor");
        return LIST.page(request, periods.list(LIST.start(query), query.limit()), writer::view);
    }

    @GET
    @Path("{periodId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response get(@PathParam("periodId") String periodId) {
        PeriodId id = PeriodId.parse(periodId);
        Optional<Periods.View> view = periods.find(id);
        if (view.isPresent()) {
            return Views.object(json -> writer.view(json, view.get()));
        }
        PeriodCalendar calendar = periods.book().calendar();
        boolean beforeTheFirst = !id.lastDay().isAfter(calendar.closingThrough());
        PeriodState behind = id.lastDay().isAfter(calendar.closedThrough()) ? PeriodState.CLOSING : PeriodState.CLOSED;
        return Views.object(json -> writer.bare(json, id, beforeTheFirst ? behind : PeriodState.OPEN));
    }

    /** The trial balance as it was frozen by the newest close, or by the one asked for. */
    @GET
    @TakesQuery
    @Path("{periodId}/trial-balance")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response trialBalance(@Context ContainerRequestContext request, @PathParam("periodId") String periodId) {
        Query query = Query.of(request, "closeNumber");
        PeriodId id = PeriodId.parse(periodId);
        Long number = query.number("closeNumber", 1);
        PeriodClose close = periods.find(id).stream()
                .flatMap(view -> view.closes().stream())
                .filter(found -> number == null || found.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no close " + (number == null ? "" : number + " ") + "of period " + id));
        return Views.object(json -> writer.frozen(json, close));
    }

    @POST
    @Path("{periodId}/closing")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> begin(
            @Context ContainerRequestContext request, @PathParam("periodId") String periodId, JsonBody body) {
        Call call = Call.of(request);
        PeriodId id = PeriodId.parse(periodId);
        requireEmpty(body);
        return submitter.submit(
                call,
                body,
                new BeginClosing(id, call.subject()),
                (period, at) -> Answers.ok(json -> writer.period(json, period)));
    }

    /** Seals the period, or finds it sealed; the close itself goes on after the answer. */
    @POST
    @Path("{periodId}/close")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> close(
            @Context ContainerRequestContext request, @PathParam("periodId") String periodId, JsonBody body) {
        Call call = Call.of(request);
        PeriodId id = PeriodId.parse(periodId);
        Optional<OverrideId> override = body.read(in -> {
            Field<Optional<OverrideId>> named = in.optionalParsed("overrideId", OverrideId::parse);
            in.finish();
            return named.get();
        });
        return submitter
                .submitUnlessKept(
                        call,
                        body,
                        () -> new SealPeriod(id, call.subject(), checklists.of(id), override.orElse(null)),
                        (period, at) -> sealed(period))
                .thenApply(response -> {
                    if (!call.dryRun() && response.getStatus() == Response.Status.ACCEPTED.getStatusCode()) {
                        jobs.finish(id);
                    }
                    return response;
                });
    }

    private Answer sealed(Period period) {
        return period.state() == PeriodState.CLOSED
                ? Answers.ok(json -> writer.period(json, period))
                : Answers.begun("/v1/periods/" + period.id(), json -> writer.period(json, period));
    }

    /** What stands in the way of the close, now. */
    @GET
    @Path("{periodId}/checklist")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response checklist(@PathParam("periodId") String periodId) {
        Checklist checklist = checklists.of(PeriodId.parse(periodId));
        return Views.object(json -> writer.checklist(json, checklist));
    }

    /** A second officer accepts what the checklist shows open; the close names the override. */
    @POST
    @Path("{periodId}/overrides")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> override(
            @Context ContainerRequestContext request, @PathParam("periodId") String periodId, JsonBody body) {
        Call call = Call.of(request);
        PeriodId id = PeriodId.parse(periodId);
        String reason = body.read(in -> {
            Field<String> why = in.freeText("reason");
            in.finish();
            return why.get();
        });
        return submitter.submitUnlessKept(
                call,
                body,
                () -> new OverrideChecklist(new OverrideId(ids.next()), id, call.subject(), reason, checklists.of(id)),
                (given, at) -> Answers.created("/v1/periods/" + id, json -> writer.override(json, given)));
    }

    @POST
    @Path("{periodId}/reopenings")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> reopen(
            @Context ContainerRequestContext request, @PathParam("periodId") String periodId, JsonBody body) {
        Call call = Call.of(request);
        PeriodId id = PeriodId.parse(periodId);
        String reason = body.read(in -> {
            Field<String> why = in.freeText("reason");
            in.finish();
            return why.get();
        });
        return submitter.submit(
                call,
                body,
                new RequestReopening(new ReopeningId(ids.next()), id, call.subject(), reason),
                (wish, at) -> Answers.created("/v1/periods/" + id, json -> writer.reopening(json, wish)));
    }

    @POST
    @Path("{periodId}/reopenings/{reopeningId}/approval")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> approve(
            @Context ContainerRequestContext request,
            @PathParam("periodId") String periodId,
            @PathParam("reopeningId") String reopeningId,
            JsonBody body) {
        Call call = Call.of(request);
        PeriodId id = PeriodId.parse(periodId);
        ReopeningId wish = ReopeningId.parse(reopeningId);
        requireEmpty(body);
        return submitter.submit(
                call,
                body,
                new ApproveReopening(wish, id, call.subject()),
                (approved, at) -> Answers.ok(json -> writer.reopening(json, approved)));
    }

    private static void requireEmpty(JsonBody body) {
        body.read(in -> {
            in.finish();
            return "";
        });
    }
}

package io.stakebook.api.accrual;

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
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.accrual.RunPreview;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.accrual.StartRun;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.Assets;
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
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/accrual-runs}. */
@Dependent
@Path("accrual-runs")
@Produces(MediaType.APPLICATION_JSON)
public class AccrualRunResource {

    private static final Listing<RunId> LIST = new Listing<>("accrual-runs", RunId::toString, RunId::parse);

    private final AccrualRuns runs;
    private final AccrualLines lines;
    private final AccrualRunner runner;
    private final AccrualJobs jobs;
    private final Submitter submitter;
    private final AccrualJson writer;

    @Inject
    public AccrualRunResource(
            AccrualRuns runs,
            AccrualLines lines,
            AccrualRunner runner,
            AccrualJobs jobs,
            Submitter submitter,
            Assets assets) {
        this.runs = runs;
        this.lines = lines;
        this.runner = runner;
        this.jobs = jobs;
        this.submitter = submitter;
        this.writer = new AccrualJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "productId", "state", "limit", "cursor");
        AccrualRuns.Query wanted =
                new AccrualRuns.Query(query.parsed("productId", ProductId::new), query.oneOf("state", RunState.class));
        Listing<RunId> listing = LIST.filtered(wanted);
        return listing.page(request, runs.list(wanted, listing.start(query), query.limit()), writer::run);
    }

    @GET
    @Path("{runId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response get(@PathParam("runId") String runId) {
        AccrualRun run = require(runId);
        return Views.object(json -> writer.run(json, run));
    }

    @GET
    @TakesQuery
    @Path("{runId}/lines")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response lines(@Context ContainerRequestContext request, @PathParam("runId") String runId) {
        Query query = Query.of(request, "limit", "cursor");
        AccrualRun run = require(runId);
        Listing<AccrualLines.InRun> listing = new Listing<>(
                "lines of " + run.id(), place -> place.position() + "/" + place.stream(), AccrualRunResource::place);
        return listing.page(request, lines.ofRun(run.id(), listing.start(query), query.limit()), writer::line);
    }

    /** Starts the run, or finds it started; the work itself goes on after the answer. */
    @POST
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> start(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        StartRun command = body.read(in -> {
            Field<ProductId> product = in.parsed("productId", ProductId::new);
            Field<LocalDate> day = in.date("businessDate");
            in.finish();
            return runner.start(product.get(), day.get());
        });
        Optional<RunPreview> preview = call.dryRun() ? runner.preview(command) : Optional.empty();
        return submitter
                .submitPrepared(
                        call,
                        body,
                        () -> runner.start(command.product(), command.day()),
                        (run, at) -> Answers.begun("/v1/accrual-runs/" + run.id(), json -> {
                            writer.run(json, run);
                            preview.ifPresent(figures -> writer.preview(json, run, figures));
                        }))
                .thenApply(response -> {
                    if (!call.dryRun() && response.getStatus() == Response.Status.ACCEPTED.getStatusCode()) {
                        jobs.finish(command.product(), command.day());
                    }
                    return response;
                });
    }

    private AccrualRun require(String runId) {
        RunId id = RunId.parse(runId);
        return runs.find(id)
                .orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no accrual run " + id));
    }

    private static AccrualLines.InRun place(String text) {
        String[] parts = text.split("/", -1);
        return new AccrualLines.InRun(PositionId.parse(parts[0]), RewardStream.valueOf(parts[1]));
    }
}

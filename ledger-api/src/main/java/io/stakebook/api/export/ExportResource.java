package io.stakebook.api.export;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesIfMatch;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.export.BundleStore;
import io.stakebook.core.export.ExportDesk;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportedBundle;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.posting.Command;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/exports}: signed bundles of the event log. */
@Dependent
@jakarta.ws.rs.Path("exports")
@Produces(MediaType.APPLICATION_JSON)
public class ExportResource {

    private static final String ZIP = "application/zip";
    private static final long MOST_EVENTS = 1L << 53;

    private static final Listing<ExportId> LIST = new Listing<>("exports", ExportId::toString, ExportId::parse);

    private final ExportDesk desk;
    private final ExportJobs jobs;
    private final BundleStore bundles;
    private final ExportWorker worker;
    private final Submitter submitter;

    @Inject
    public ExportResource(
            ExportDesk desk, ExportJobs jobs, BundleStore bundles, ExportWorker worker, Submitter submitter) {
        this.desk = desk;
        this.jobs = jobs;
        this.bundles = bundles;
        this.worker = worker;
        this.submitter = submitter;
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "limit", "cursor");
        return LIST.page(request, jobs.list(LIST.start(query), query.limit()), ExportJson::job);
    }

    @GET
    @jakarta.ws.rs.Path("{exportId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response get(@PathParam("exportId") String exportId) {
        ExportJob job = desk.find(ExportId.parse(exportId));
        return Views.object(json -> ExportJson.job(json, job));
    }

    @POST
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> request(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        Command<ExportJob> command = body.read(in -> {
            Field<Optional<Long>> from = in.optionalNumber("fromSize", 0, MOST_EVENTS);
            Field<Optional<Long>> to = in.optionalNumber("toSize", 0, MOST_EVENTS);
            in.finish();
            return desk.request(from.get().orElse(null), to.get().orElse(null), call.subject());
        });
        return submitter
                .submit(
                        call,
                        body,
                        command,
                        (job, at) -> Answers.begun(ExportJson.path(job), json -> ExportJson.job(json, job)))
                .thenApply(response -> {
                    if (!call.dryRun()) {
                        worker.wake();
                    }
                    return response;
                });
    }

    @GET
    @TakesIfMatch
    @jakarta.ws.rs.Path("{exportId}/bundle")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    public Response bundle(@Context Request request, @PathParam("exportId") String exportId) {
        ExportJob job = desk.completed(ExportId.parse(exportId));
        ExportedBundle bundle = job.bundle().orElseThrow();
        EntityTag tag = new EntityTag(bundle.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.build();
        }
        Path file = bundles.find(job.id())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "the bundle of export " + job.id() + " is not in this node's exports directory"));
        StreamingOutput content = out -> Files.copy(file, out);
        ExportRange range = job.range().orElseThrow();
        return Response.ok(content, ZIP)
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, bundle.bytes())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"export-" + range.from() + "-" + range.to() + ".zip\"")
                .build();
    }
}

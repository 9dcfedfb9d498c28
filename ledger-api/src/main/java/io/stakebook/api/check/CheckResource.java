package io.stakebook.api.check;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.settings.Settings;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.KeepReport;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.wire.WireName;
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
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /v1/checks}: the book against itself. */
@Dependent
@Path("checks")
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {

    private static final Listing<CheckId> LIST = new Listing<>("checks", CheckId::toString, CheckId::parse);

    private final Checking checking;
    private final CheckRuns runs;
    private final IdSource ids;
    private final Submitter submitter;
    private final Duration longestAsked;

    @Inject
    public CheckResource(Checking checking, CheckRuns runs, IdSource ids, Submitter submitter, Settings settings) {
        this.checking = checking;
        this.runs = runs;
        this.ids = ids;
        this.submitter = submitter;
        this.longestAsked = settings.checks().longestAsked();
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "limit", "cursor");
        return LIST.page(request, runs.list(LIST.start(query), query.limit()), CheckJson::run);
    }

    @GET
    @Path("{checkId}")
    @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
    public Response get(@PathParam("checkId") String checkId) {
        CheckRun run = runs.find(CheckId.parse(checkId))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no report " + checkId + "; the newest " + CheckRuns.KEPT + " are kept"));
        return Views.object(json -> CheckJson.run(json, run));
    }

    /** The report is also kept as the answer of the key, so the same key shows the same report again. */
    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> check(@Context ContainerRequestContext request, JsonBody body) {
        Set<CheckName> wanted = body.read(in -> {
            Field<Optional<List<String>>> names = in.optionalTexts("checks", CheckName.values().length);
            Field<Set<CheckName>> checks = in.combined("checks", () -> named(names.get()));
            in.finish();
            return checks.get();
        });
        return submitter.submitUnlessKept(
                Call.of(request),
                body,
                () -> new KeepReport(
                        new CheckId(ids.next()), CheckTrigger.REQUESTED, checking.check(wanted, longestAsked)),
                (run, at) -> Answers.ok(json -> CheckJson.run(json, run)));
    }

    private static Set<CheckName> named(Optional<List<String>> names) {
        if (names.isEmpty()) {
            return EnumSet.allOf(CheckName.class);
        }
        if (names.get().isEmpty()) {
            throw new Rejected(ErrorCode.FIELD_INVALID, "names at least one check; leave it out for all of them");
        }
        Set<CheckName> checks = EnumSet.noneOf(CheckName.class);
        names.get().forEach(name -> checks.add(WireName.parse(CheckName.class, "checks", name)));
        return checks;
    }
}

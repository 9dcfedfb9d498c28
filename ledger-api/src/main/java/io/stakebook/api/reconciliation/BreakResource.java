package io.stakebook.api.reconciliation;

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
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Command;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakState;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.Preview;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.Resolution;
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
import java.util.concurrent.CompletionStage;

/** {@code /v1/breaks}: where a statement and the book disagree. */
@Dependent
@Path("breaks")
@Produces(MediaType.APPLICATION_JSON)
public class BreakResource {

    private static final int HASH_LENGTH = 64;

    private static final Listing<BreakId> LIST = new Listing<>("breaks", BreakId::toString, BreakId::parse);

    private final ReconciliationDesk desk;
    private final Reconciliations reconciliations;
    private final Submitter submitter;
    private final ReconciliationJson writer;

    @Inject
    public BreakResource(ReconciliationDesk desk, Reconciliations reconciliations, Submitter submitter, Assets assets) {
        this.desk = desk;
        this.reconciliations = reconciliations;
        this.submitter = submitter;
        this.writer = new ReconciliationJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "state", "type", "statementId", "limit", "cursor");
        Reconciliations.BreakQuery wanted = new Reconciliations.BreakQuery(
                query.oneOf("state", BreakState.class),
                query.oneOf("type", BreakType.class),
                query.parsed("statementId", StatementId::parse));
        LocalDate today = desk.today();
        Listing<BreakId> listing = LIST.filtered(wanted);
        return listing.page(
                request,
                reconciliations.breaks(wanted, listing.start(query), query.limit()),
                (json, found) -> writer.found(json, found, today));
    }

    @GET
    @Path("{breakId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response get(@PathParam("breakId") String breakId) {
        Break found = desk.find(BreakId.parse(breakId));
        return Views.object(json -> writer.found(json, found, desk.today()));
    }

    /** Writes nothing; the answer names itself by a hash that the resolution repeats. */
    @POST
    @Path("{breakId}/preview")
    @RolesAllowed(Roles.FINANCE)
    public Response preview(@PathParam("breakId") String breakId) {
        Preview preview = desk.preview(BreakId.parse(breakId));
        return Views.object(json -> writer.preview(json, preview));
    }

    @POST
    @Path("{breakId}/resolution")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> resolve(
            @Context ContainerRequestContext request, @PathParam("breakId") String breakId, JsonBody body) {
        Call call = Call.of(request);
        BreakId id = BreakId.parse(breakId);
        Command<Break> command = body.read(in -> {
            Field<String> hash = in.text("previewHash", HASH_LENGTH);
            Field<String> note = in.text("note", Resolution.MAX_NOTE);
            in.finish();
            return desk.resolve(id, hash.get(), note.get(), call.subject());
        });
        return submitter.submit(
                call,
                body,
                command,
                (closed, at) -> Answers.ok(json -> writer.found(json, closed, EntryDates.dayOf(at))));
    }
}

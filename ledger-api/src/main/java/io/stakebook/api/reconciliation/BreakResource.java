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
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Command;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakState;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.NoteBreak;
import io.stakebook.core.reconciliation.Preview;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/breaks}: where a statement and the book disagree. */
@Dependent
@Path("breaks")
@Produces(MediaType.APPLICATION_JSON)
public class BreakResource {

    /** Days no break is older than; the calendar's first stated day is nearer. */
    private static final long OLDEST = 36_500;

    private static final int LONGEST_SUBJECT = 255;

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
        Query query = Query.of(
                request,
                "state",
                "type",
                "statementId",
                "provider",
                "owner",
                "productId",
                "minAgeDays",
                "limit",
                "cursor");
        LocalDate today = desk.today();
        Long minAge = query.number("minAgeDays", 0);
        Reconciliations.BreakQuery wanted = new Reconciliations.BreakQuery(
                query.oneOf("state", BreakState.class),
                query.oneOf("type", BreakType.class),
                query.parsed("statementId", StatementId::parse),
                query.text("provider"),
                query.text("owner"),
                query.parsed("productId", ProductId::new),
                minAge == null ? null : today.minusDays(Math.min(minAge, OLDEST)));
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
            Field<String> hash = in.parsed("previewHash", Preview::requireHash);
            Field<String> note = in.freeText("note");
            in.finish();
            return desk.resolve(id, hash.get(), note.get(), call.subject());
        });
        return submitter.submit(call, body, command, this::resolved);
    }

    private Answer resolved(Break found, Instant at) {
        LocalDate day = EntryDates.dayOf(at);
        return found.waiting().isPresent()
                ? Answers.waiting(json -> writer.found(json, found, day))
                : Answers.ok(json -> writer.found(json, found, day));
    }

    @POST
    @Path("{breakId}/resolution/approval")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> approve(
            @Context ContainerRequestContext request, @PathParam("breakId") String breakId, JsonBody body) {
        Call call = Call.of(request);
        BreakId id = BreakId.parse(breakId);
        Command<Break> command = body.read(in -> {
            Field<String> hash = in.parsed("previewHash", Preview::requireHash);
            in.finish();
            return desk.approve(id, hash.get(), call.subject());
        });
        return submitter.submit(call, body, command, this::resolved);
    }

    @GET
    @TakesQuery
    @Path("{breakId}/notes")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response notes(@Context ContainerRequestContext request, @PathParam("breakId") String breakId) {
        Query query = Query.of(request, "limit", "cursor");
        BreakId id = desk.find(BreakId.parse(breakId)).id();
        Listing<Integer> listing = Listing.byLine("notes of " + id);
        return listing.page(request, reconciliations.notes(id, listing.start(query), query.limit()), writer::note);
    }

    @POST
    @Path("{breakId}/notes")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> note(
            @Context ContainerRequestContext request, @PathParam("breakId") String breakId, JsonBody body) {
        Call call = Call.of(request);
        BreakId id = BreakId.parse(breakId);
        NoteBreak command = body.read(in -> {
            Field<String> note = in.freeText("note");
            Field<Optional<String>> owner = in.optionalText("owner", LONGEST_SUBJECT);
            in.finish();
            return in.built(() -> new NoteBreak(id, note.get(), owner.get(), call.subject()));
        });
        return submitter.submit(
                call,
                body,
                command,
                (noted, at) -> Answers.ok(json -> writer.found(json, noted, EntryDates.dayOf(at))));
    }
}

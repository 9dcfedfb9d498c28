package io.stakebook.api.policy;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.IfMatch;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesIfMatch;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.IfUnchanged;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Command;
import io.stakebook.core.regions.ApproveRegionChange;
import io.stakebook.core.regions.ImpactCalculator;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.regions.PolicyChanges;
import io.stakebook.core.regions.ProposeRegionChange;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.core.regions.RegionBooks;
import io.stakebook.core.regions.RejectRegionChange;
import io.stakebook.core.regions.WithdrawRegionChange;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.region.RegionStates;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/policy-changes}: how a region's state is changed, by two people at least. */
@Dependent
@Path("policy-changes")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyChangeResource {

    private static final Listing<ChangeId> LIST = new Listing<>("policy-changes", ChangeId::toString, ChangeId::parse);

    private record Filter(@Nullable ChangeState stateOrNull) {}

    private final PolicyChanges changes;
    private final RegionBooks regions;
    private final ImpactCalculator impact;
    private final Clock clock;
    private final IdSource ids;
    private final Submitter submitter;
    private final PolicyChangeJson writer;

    @Inject
    public PolicyChangeResource(
            PolicyChanges changes,
            RegionBooks regions,
            ImpactCalculator impact,
            Clock clock,
            IdSource ids,
            Submitter submitter,
            Assets assets) {
        this.changes = changes;
        this.regions = regions;
        this.impact = impact;
        this.clock = clock;
        this.ids = ids;
        this.submitter = submitter;
        this.writer = new PolicyChangeJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "status", "limit", "cursor");
        Filter wanted = new Filter(query.oneOf("status", ChangeState.class));
        Listing<ChangeId> listing = LIST.filtered(wanted);
        Instant now = clock.instant();
        long active = regions.current().states().version();
        return listing.page(
                request,
                changes.list(wanted.stateOrNull(), now, listing.start(query), query.limit()),
                (json, change) -> writer.change(json, change, now, active));
    }

    @GET
    @Path("{changeId}")
    @RolesAllowed({Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR})
    public Response get(@PathParam("changeId") String changeId) {
        PolicyChange change = require(changes, changeId);
        Instant now = clock.instant();
        long active = regions.current().states().version();
        return Views.versionedNow(change.version(), json -> writer.change(json, change, now, active));
    }

    @GET
    @Path("{changeId}/preview")
    @RolesAllowed({Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR})
    public Response preview(@PathParam("changeId") String changeId) {
        PolicyChange change = require(changes, changeId);
        Instant now = recordable(clock.instant());
        ImpactPreview preview = impact.impact(change);
        Instant takenAt = change.request().preview().isPresent() ? change.proposedAt() : now;
        return Views.object(json -> writer.preview(json, change, preview, takenAt));
    }

    /** The preview is counted on the book as it stands, unless the key has its answer. */
    @POST
    @TakesIfMatch
    @RolesAllowed(Roles.COMPLIANCE_AUTHOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> propose(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        IfMatch condition = IfMatch.of(call);
        Instant now = recordable(clock.instant());
        ChangeForm form = ChangeForm.proposal(body, now);
        return submitter.submitOnceUnlessKept(
                call, body, () -> ifStatesUnchanged(condition, proposal(call, form, now)), writer::created);
    }

    private ProposeRegionChange proposal(Call call, ChangeForm form, Instant now) {
        RegionBook book = regions.current();
        RegionStates active = book.states();
        ImpactPreview preview = impact.preview(
                active,
                ProposeRegionChange.content(active, form.toggle(), now),
                ImpactCalculator.instant(form.toggle(), book.notBeforeLaw(now)));
        return new ProposeRegionChange(
                new ChangeId(ids.next()),
                call.subject(),
                form.toggle(),
                form.reason(),
                form.baseVersion(),
                now,
                preview);
    }

    /** The engine records in microseconds, and an answer says of a moment what every later one says of it. */
    static Instant recordable(Instant now) {
        return now.truncatedTo(ChronoUnit.MICROS);
    }

    @POST
    @TakesIfMatch
    @Path("{changeId}/approvals")
    @RolesAllowed(Roles.COMPLIANCE_APPROVER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> approve(
            @Context ContainerRequestContext request, @PathParam("changeId") String changeId, JsonBody body) {
        String comment = ApprovalForm.comment(body);
        Call call = Call.of(request);
        PolicyChange seen = require(changes, changeId);
        return step(
                call,
                body,
                seen,
                () -> new ApproveRegionChange(
                        seen.id(),
                        call.subject(),
                        seen.request().proposed().hash(),
                        comment,
                        regions.current().standing()));
    }

    @POST
    @TakesIfMatch
    @Path("{changeId}/rejection")
    @RolesAllowed(Roles.COMPLIANCE_APPROVER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> reject(
            @Context ContainerRequestContext request, @PathParam("changeId") String changeId, JsonBody body) {
        String comment = comment(body);
        Call call = Call.of(request);
        PolicyChange seen = require(changes, changeId);
        return step(call, body, seen, () -> new RejectRegionChange(seen.id(), call.subject(), comment));
    }

    @POST
    @TakesIfMatch
    @Path("{changeId}/withdrawal")
    @RolesAllowed(Roles.COMPLIANCE_AUTHOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> withdraw(
            @Context ContainerRequestContext request, @PathParam("changeId") String changeId, JsonBody body) {
        String comment = comment(body);
        Call call = Call.of(request);
        PolicyChange seen = require(changes, changeId);
        return step(call, body, seen, () -> new WithdrawRegionChange(seen.id(), call.subject(), comment));
    }

    private CompletionStage<Response> step(
            Call call, JsonBody body, PolicyChange seen, Supplier<Command<PolicyChange>> prepare) {
        IfMatch condition = IfMatch.required(call);
        return submitter.submitPrepared(
                call, body, () -> ifUnchanged(condition, seen.id(), prepare.get()), writer::changed);
    }

    /** Whoever ends a change says why: it stays with the change as its note. */
    private static String comment(JsonBody body) {
        return body.read(in -> {
            Field<String> comment = in.freeText("comment");
            in.finish();
            return comment.get();
        });
    }

    /** The step, if the change is at the version that was seen. */
    static Command<PolicyChange> ifUnchanged(IfMatch condition, ChangeId id, Command<PolicyChange> step) {
        return new IfUnchanged<>(
                condition,
                "change request " + id,
                books -> books.find(PolicyChange.class, id.toString()).map(PolicyChange::version),
                step);
    }

    /** The command, if what was seen of the region states still stands; before the first change that is version 0. */
    static Command<PolicyChange> ifStatesUnchanged(IfMatch condition, Command<PolicyChange> command) {
        return new IfUnchanged<>(
                condition,
                "the list of region states",
                books -> Optional.of(books.find(RegionBook.class, RegionBook.ID)
                        .orElse(RegionBook.EMPTY)
                        .tag(books.recordedAt())),
                command);
    }

    static PolicyChange require(PolicyChanges changes, String changeId) {
        ChangeId id = ChangeId.parse(changeId);
        return changes.find(id)
                .orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no change request " + id));
    }
}

package io.stakebook.api.policy;

import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.IfMatch;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesIfMatch;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Assets;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.regions.PolicyChanges;
import io.stakebook.core.regions.RatifyRegionChange;
import io.stakebook.core.regions.RegionBooks;
import io.stakebook.core.regions.TightenRegionNow;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** {@code /v1/policy-changes/immediate}: how one officer tightens a region at once, and a second one makes it last. */
@Dependent
@Path("policy-changes")
@Produces(MediaType.APPLICATION_JSON)
public class TighteningResource {

    private final PolicyChanges changes;
    private final RegionBooks regions;
    private final Clock clock;
    private final IdSource ids;
    private final Submitter submitter;
    private final PolicyChangeJson writer;

    @Inject
    public TighteningResource(
            PolicyChanges changes, RegionBooks regions, Clock clock, IdSource ids, Submitter submitter, Assets assets) {
        this.changes = changes;
        this.regions = regions;
        this.clock = clock;
        this.ids = ids;
        this.submitter = submitter;
        this.writer = new PolicyChangeJson(assets);
    }

    /** Nothing is counted before it stands: that looks at every customer. Who is touched is asked for afterwards. */
    @POST
    @TakesIfMatch
    @Path("immediate")
    @RolesAllowed(Roles.COMPLIANCE_AUTHOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> tighten(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        ChangeForm.AtOnce form = ChangeForm.atOnce(body, clock.instant());
        ChangeId change = new ChangeId(ids.next());
        IfMatch condition = IfMatch.of(call);
        return submitter.submitPrepared(
                call,
                body,
                () -> PolicyChangeResource.ifStatesUnchanged(
                        condition,
                        new TightenRegionNow(
                                change,
                                call.subject(),
                                form.change().toggle(),
                                form.stands(),
                                form.change().reason(),
                                form.change().baseVersion(),
                                regions.current().standing())),
                writer::created);
    }

    @POST
    @TakesIfMatch
    @Path("{changeId}/ratification")
    @RolesAllowed(Roles.COMPLIANCE_APPROVER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> ratify(
            @Context ContainerRequestContext request, @PathParam("changeId") String changeId, JsonBody body) {
        String comment = ApprovalForm.comment(body);
        Call call = Call.of(request);
        PolicyChange seen = PolicyChangeResource.require(changes, changeId);
        IfMatch condition = IfMatch.required(call);
        return submitter.submitPrepared(
                call,
                body,
                () -> PolicyChangeResource.ifUnchanged(
                        condition,
                        seen.id(),
                        new RatifyRegionChange(
                                seen.id(),
                                call.subject(),
                                seen.request().proposed().hash(),
                                comment,
                                regions.current().standing())),
                writer::changed);
    }
}

package io.stakebook.api.policy;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.decision.Decisions;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.policy.facts.Activity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /v1/decisions}: why something was allowed or refused, years later too. */
@Dependent
@Path("decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {

    private enum Outcome {
        PERMIT,
        DENY,
        EXIT_ONLY,
        REVIEW
    }

    private static final Listing<Long> LIST = Listing.byNumber("decisions");

    private final Decisions decisions;

    @Inject
    public DecisionResource(Decisions decisions) {
        this.decisions = decisions;
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.USER, Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR, Roles.OPERATOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(
                request,
                "customerId",
                "outcome",
                "reason",
                "activity",
                "evaluatedFrom",
                "evaluatedTo",
                "limit",
                "cursor");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        Outcome outcome = query.oneOf("outcome", Outcome.class);
        Instant from = query.time("evaluatedFrom");
        Decisions.Query wanted = new Decisions.Query(
                customer,
                outcome == null ? null : outcome.name(),
                query.text("reason"),
                query.parsed("activity", DecisionResource::activity),
                from,
                query.timeAfter("evaluatedTo", "evaluatedFrom", from));
        Listing<Long> listing = LIST.filtered(wanted);
        boolean own = Call.of(request).onlyCustomer().isPresent();
        return listing.page(
                request,
                decisions.list(wanted, listing.start(query), query.limit()),
                (json, kept) -> write(json, kept, own));
    }

    @GET
    @Path("{decisionId}")
    @RolesAllowed({Roles.USER, Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR, Roles.OPERATOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("decisionId") String decisionId) {
        DecisionId id = DecisionId.parse(decisionId);
        Optional<CustomerId> only = Call.of(request).onlyCustomer();
        Decisions.KeptDecision kept = decisions
                .find(id)
                .filter(found ->
                        only.isEmpty() || only.get().equals(found.decision().customer()))
                .orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no decision " + id));
        return Views.object(json -> write(json, kept, only.isPresent()));
    }

    /** The name as kept decisions have it, in capitals. */
    private static String activity(String text) {
        return Stream.of(Activity.values())
                .map(Activity::name)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        ErrorCode.ENUM_UNKNOWN,
                        "field \"activity\" is one of " + List.of(Activity.values()) + ", not \"" + Shown.of(text)
                                + "\"",
                        Map.of("field", "activity")));
    }

    /**
     * @param own the reader is whom it is about: he is told the reason and its law, and not which sign gave him away, or how near
     *     he is to a threshold
     */
    private static void write(JsonObjectWriter json, Decisions.KeptDecision kept, boolean own) {
        DecisionRecord decision = kept.decision();
        json.id("id", decision.id())
                .number("sequence", kept.sequence())
                .text("chainHash", kept.chainHash())
                .id("customerId", decision.customer())
                .text("activity", decision.activity())
                .text("outcome", decision.outcome().toLowerCase(Locale.ROOT))
                .flag("permitted", decision.permitted())
                .text("reason", decision.reason())
                .text("stage", decision.stage())
                .text("rule", decision.rule());
        if (!own) {
            json.texts("matchedRules", decision.matchedRules()).text("facts", decision.factsText());
        }
        json.texts("citations", decision.citations())
                .texts("exitOptions", decision.exitOptions())
                .text("policyVersion", decision.policy())
                .text("policyHash", decision.policyHash())
                .number("regionsVersion", decision.regionsVersion())
                .text("dataSets", decision.dataSets())
                .text("factsHash", decision.factsHash())
                .time("evaluatedAt", decision.evaluatedAt())
                .time("validUntil", decision.validUntil());
    }
}

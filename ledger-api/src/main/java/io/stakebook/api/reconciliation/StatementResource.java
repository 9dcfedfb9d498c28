package io.stakebook.api.reconciliation;

import io.stakebook.api.http.body.UploadedBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.money.Assets;
import io.stakebook.core.product.Products;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.StatementSummary;
import io.stakebook.core.reconciliation.Tolerance;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/statements}: what providers say they paid. */
@Dependent
@Path("statements")
@Produces(MediaType.APPLICATION_JSON)
public class StatementResource {

    private static final Listing<StatementId> LIST =
            new Listing<>("statements", StatementId::toString, StatementId::parse);

    private final ReconciliationDesk desk;
    private final Reconciliations reconciliations;
    private final Submitter submitter;
    private final Assets assets;
    private final Products products;
    private final ReconciliationJson writer;

    @Inject
    public StatementResource(
            ReconciliationDesk desk,
            Reconciliations reconciliations,
            Submitter submitter,
            Assets assets,
            Products products) {
        this.desk = desk;
        this.reconciliations = reconciliations;
        this.submitter = submitter;
        this.assets = assets;
        this.products = products;
        this.writer = new ReconciliationJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "limit", "cursor");
        StatementAssets held = new StatementAssets(products);
        return LIST.page(
                request,
                reconciliations.statements(LIST.start(query), query.limit()),
                (json, statement) -> writer.statement(json, statement, held.of(statement)));
    }

    @GET
    @Path("{statementId}")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response get(@PathParam("statementId") String statementId) {
        StatementSummary summary = require(statementId);
        return Views.object(json -> summary(json, summary));
    }

    @GET
    @TakesQuery
    @Path("{statementId}/lines")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response lines(@Context ContainerRequestContext request, @PathParam("statementId") String statementId) {
        Query query = Query.of(request, "limit", "cursor");
        StatementId id = require(statementId).statement().id();
        Listing<Integer> listing = Listing.byLine("lines of " + id);
        return listing.page(request, reconciliations.lines(id, listing.start(query), query.limit()), writer::line);
    }

    @POST
    @RolesAllowed(Roles.FINANCE)
    @Consumes({"text/csv", MediaType.APPLICATION_JSON})
    @TakesQuery({"provider", "replaces", "productId", "tolerance"})
    public CompletionStage<Response> upload(@Context ContainerRequestContext request, UploadedBody body) {
        Query query = Query.of(request, "provider", "replaces", "productId", "tolerance");
        Call call = Call.of(request);
        ReconciliationDesk.Upload upload = upload(query, call.subject());
        byte[] file = body.bytes();
        @Nullable
        List<List<String>> table =
                MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType()) ? StatementTable.of(file) : null;
        return submitter.submitUnlessKept(
                call,
                body,
                () -> parameters(() -> table == null ? desk.receive(file, upload) : desk.receive(file, table, upload)),
                (summary, at) ->
                        Answers.created("/v1/statements/" + summary.statement().id(), json -> summary(json, summary)));
    }

    private void summary(JsonObjectWriter json, StatementSummary summary) {
        writer.summary(json, summary, new StatementAssets(products).of(summary.statement()));
    }

    private ReconciliationDesk.Upload upload(Query query, String by) {
        String provider = query.text("provider");
        if (provider == null) {
            throw new RefusedRequest(
                    ApiCode.PARAMETER_INVALID, "parameter \"provider\" says whose statement it is: ?provider=NAME");
        }
        Optional<ProductId> product = Optional.ofNullable(query.parsed("productId", ProductId::new));
        return parameters(() -> new ReconciliationDesk.Upload(
                provider,
                product,
                Optional.ofNullable(query.text("replaces")),
                Optional.ofNullable(query.parsed("tolerance", text -> Tolerance.parse(text, assets)))
                        .orElse(Tolerance.ROUNDING),
                by));
    }

    /** What the core calls a field is a parameter here. */
    private static <T> T parameters(Supplier<T> made) {
        try {
            return made.get();
        } catch (Rejected e) {
            @Nullable String field = e.members().get("field");
            if (field == null) {
                throw e;
            }
            throw new RefusedRequest(ApiCode.PARAMETER_INVALID, "parameter \"" + field + "\": " + e.detail());
        }
    }

    private StatementSummary require(String statementId) {
        StatementId id = StatementId.parse(statementId);
        return reconciliations
                .statement(id)
                .orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no statement " + id));
    }
}

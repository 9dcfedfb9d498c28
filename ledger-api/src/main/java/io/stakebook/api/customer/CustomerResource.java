package io.stakebook.api.customer;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.IfMatch;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesIfMatch;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.IfUnchanged;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.customer.Customers;
import io.stakebook.core.customer.FactsChange;
import io.stakebook.core.customer.FactsHistory;
import io.stakebook.core.customer.OpenCustomer;
import io.stakebook.core.customer.UpdateFacts;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.IdSource;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/customers}. */
@Dependent
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
public class CustomerResource {

    private static final Listing<CustomerId> LIST = new Listing<>("customers", CustomerId::toString, CustomerId::parse);

    private final Customers customers;
    private final FactsHistory history;
    private final Clock clock;
    private final IdSource ids;
    private final Submitter submitter;

    @Inject
    public CustomerResource(Customers customers, FactsHistory history, Clock clock, IdSource ids, Submitter submitter) {
        this.customers = customers;
        this.history = history;
        this.clock = clock;
        this.ids = ids;
        this.submitter = submitter;
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "limit", "cursor");
        return LIST.page(request, customers.list(LIST.start(query), query.limit()), CustomerResource::write);
    }

    @GET
    @Path("{customerId}")
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("customerId") String customerId) {
        CustomerId id = CustomerId.parse(customerId);
        Customer customer = Optional.of(id)
                .filter(Call.of(request)::sees)
                .flatMap(customers::find)
                .orElseThrow(() -> new NotFound(ErrorCode.CUSTOMER_UNKNOWN, "there is no customer " + id));
        return Views.versioned(customer.version(), json -> write(json, customer));
    }

    /** The customer is not the caller here, so the operator's connection is no evidence about him. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> open(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        OpenCustomer command = body.read(in -> {
            Field<Optional<CustomerId>> named = in.optionalParsed("customerId", CustomerId::parse);
            Field<DeclaredFacts> facts = in.object("facts", this::facts);
            in.finish();
            return new OpenCustomer(
                    named.get().orElseGet(() -> new CustomerId(ids.next())),
                    facts.get(),
                    RequestEvidence.none(),
                    call.subject(),
                    new DecisionId(ids.next()));
        });
        return submitter.submit(
                call,
                body,
                command,
                (opened, at) -> Answers.created("/v1/customers/" + opened.id(), json -> write(json, opened)));
    }

    /** For staff: a user reads the facts themselves, not who changed them. */
    @GET
    @TakesQuery
    @Path("{customerId}/facts")
    @RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER, Roles.AUDITOR})
    public Response history(@Context ContainerRequestContext request, @PathParam("customerId") String customerId) {
        CustomerId id = CustomerId.parse(customerId);
        Query query = Query.of(request, "limit", "cursor");
        Listing<Long> listing = Listing.byNumber("facts of " + id);
        if (customers.find(id).isEmpty()) {
            throw new NotFound(ErrorCode.CUSTOMER_UNKNOWN, "there is no customer " + id);
        }
        return listing.page(
                request, history.of(id, listing.start(query), query.limit()), CustomerResource::writeChange);
    }

    @POST
    @TakesIfMatch
    @Path("{customerId}/facts")
    @RolesAllowed({Roles.OPERATOR, Roles.COMPLIANCE_AUTHOR, Roles.COMPLIANCE_APPROVER})
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> changeFacts(
            @Context ContainerRequestContext request, @PathParam("customerId") String customerId, JsonBody body) {
        CustomerId id = CustomerId.parse(customerId);
        Call call = Call.of(request);
        UpdateFacts command = body.read(in -> {
            Field<DeclaredFacts> facts = in.object("facts", this::facts);
            Field<String> reason = in.freeText("reason");
            Field<Optional<Long>> base = in.optionalNumber("baseVersion", 1, Long.MAX_VALUE);
            in.finish();
            return new UpdateFacts(
                    id, facts.get(), base.get().orElse(null), call.subject(), reason.get(), new DecisionId(ids.next()));
        });
        return submitter.submit(
                call,
                body,
                new IfUnchanged<>(
                        IfMatch.of(call),
                        "customer " + id,
                        books -> books.find(Customer.class, id.toString()).map(Customer::version),
                        command),
                (changed, at) -> Answers.ok(json -> write(json, changed)));
    }

    private static void writeChange(JsonObjectWriter json, FactsChange change) {
        json.number("version", change.version())
                .object("facts", facts -> FactsForm.write(facts, change.facts()))
                .text("changedBy", change.byOrNull())
                .text("reason", change.reasonOrNull())
                .time("recordedAt", change.recordedAt());
    }

    private DeclaredFacts facts(BodyReader in) {
        return FactsForm.read(in, clock.instant());
    }

    private static void write(JsonObjectWriter json, Customer customer) {
        json.id("id", customer.id())
                .object("facts", facts -> FactsForm.write(facts, customer.facts()))
                .time("openedAt", customer.openedAt())
                .time("factsChangedAt", customer.factsChangedAt())
                .number("version", customer.version());
    }
}

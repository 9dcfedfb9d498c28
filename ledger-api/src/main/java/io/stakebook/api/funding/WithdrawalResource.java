package io.stakebook.api.funding;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.CallerEvidence;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.funding.ConfirmWithdrawal;
import io.stakebook.core.funding.Reference;
import io.stakebook.core.funding.RequestWithdrawal;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.funding.WithdrawalState;
import io.stakebook.core.funding.Withdrawals;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Assets;
import io.stakebook.policy.facts.Activity;
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
import java.util.concurrent.CompletionStage;

/** {@code /v1/withdrawals}. */
@Dependent
@Path("withdrawals")
@Produces(MediaType.APPLICATION_JSON)
public class WithdrawalResource {

    private static final Listing<WithdrawalId> LIST =
            new Listing<>("withdrawals", WithdrawalId::toString, WithdrawalId::parse);

    private final Withdrawals withdrawals;
    private final Assets assets;
    private final IdSource ids;
    private final CallerEvidence evidence;
    private final Submitter submitter;

    @Inject
    public WithdrawalResource(
            Withdrawals withdrawals, Assets assets, IdSource ids, CallerEvidence evidence, Submitter submitter) {
        this.withdrawals = withdrawals;
        this.assets = assets;
        this.ids = ids;
        this.evidence = evidence;
        this.submitter = submitter;
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.FINANCE, Roles.AUDITOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "customerId", "state", "limit", "cursor");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        Withdrawals.Query wanted = new Withdrawals.Query(customer, query.oneOf("state", WithdrawalState.class));
        Listing<WithdrawalId> listing = LIST.filtered(wanted);
        return listing.page(
                request,
                withdrawals.list(wanted, listing.start(query), query.limit()),
                (json, withdrawal) -> FundingJson.withdrawal(json, assets, withdrawal));
    }

    @GET
    @Path("{withdrawalId}")
    @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.FINANCE, Roles.AUDITOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("withdrawalId") String withdrawalId) {
        Withdrawal withdrawal = require(Call.of(request), withdrawalId);
        return Views.object(json -> FundingJson.withdrawal(json, assets, withdrawal));
    }

    @POST
    @RolesAllowed(Roles.USER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> request(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        RequestWithdrawal command = body.read(in -> {
            Field<Amount> amount = in.amount(assets);
            Field<Wallet> source = in.oneOf("source", Wallet.class);
            Field<String> address = in.parsed("address", text -> Reference.require("address", text));
            in.finish();
            return new RequestWithdrawal(
                    new WithdrawalId(ids.next()),
                    call.customer(),
                    amount.get(),
                    source.get(),
                    address.get(),
                    evidence.of(call, Activity.WITHDRAW_CRYPTO),
                    new DecisionId(ids.next()),
                    new EntryId(ids.next()));
        });
        return submitter.submit(
                call,
                body,
                command,
                (requested, at) -> Answers.created(
                        "/v1/withdrawals/" + requested.id(), json -> FundingJson.withdrawal(json, assets, requested)));
    }

    @POST
    @Path("{withdrawalId}/confirmation")
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> confirm(
            @Context ContainerRequestContext request, @PathParam("withdrawalId") String withdrawalId, JsonBody body) {
        Call call = Call.of(request);
        Withdrawal requested = require(call, withdrawalId);
        ConfirmWithdrawal command = body.read(in -> {
            Field<String> txHash = in.parsed("txHash", text -> Reference.require("txHash", text));
            in.finish();
            return ConfirmWithdrawal.of(requested, txHash.get(), new EntryId(ids.next()));
        });
        return submitter.submit(
                call,
                body,
                command,
                (settled, at) -> Answers.ok(json -> FundingJson.withdrawal(json, assets, settled)));
    }

    private Withdrawal require(Call call, String withdrawalId) {
        WithdrawalId id = WithdrawalId.parse(withdrawalId);
        return withdrawals
                .find(id)
                .filter(found -> call.sees(found.customer()))
                .orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no withdrawal " + id));
    }
}

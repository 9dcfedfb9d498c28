package io.stakebook.api.funding;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.funding.Deposit;
import io.stakebook.core.funding.Reference;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Assets;
import io.stakebook.core.wire.WireName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/deposits}: coins that arrived for a customer. */
@Dependent
@Path("deposits")
@Produces(MediaType.APPLICATION_JSON)
public class DepositResource {

    private final Assets assets;
    private final IdSource ids;
    private final Submitter submitter;

    @Inject
    public DepositResource(Assets assets, IdSource ids, Submitter submitter) {
        this.assets = assets;
        this.ids = ids;
        this.submitter = submitter;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> record(@Context ContainerRequestContext request, JsonBody body) {
        Deposit command = body.read(in -> {
            Field<CustomerId> customer = in.parsed("customerId", CustomerId::parse);
            Field<Amount> amount = in.amount(assets);
            Field<Wallet> wallet = in.oneOf("account", Wallet.class);
            Field<String> reference = in.parsed("reference", text -> Reference.require("reference", text));
            Field<Optional<Instant>> effectiveAt = in.optionalTime("effectiveAt");
            in.finish();
            return new Deposit(
                    customer.get(),
                    amount.get(),
                    wallet.get(),
                    reference.get(),
                    effectiveAt.get().orElse(null),
                    RequestEvidence.none(),
                    new DecisionId(ids.next()),
                    new EntryId(ids.next()));
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (entry, at) -> Answers.created(
                        "/v1/entries/" + entry.id(),
                        json -> json.id("entryId", entry.id())
                                .id("customerId", command.customer())
                                .id("asset", command.amount().asset())
                                .text("amount", FundingJson.decimal(assets, command.amount()))
                                .text("account", WireName.of(command.wallet()))
                                .text("reference", command.reference())
                                .id("decisionId", command.decision())
                                .time("effectiveAt", entry.effectiveAt())
                                .time("recordedAt", at)));
    }
}

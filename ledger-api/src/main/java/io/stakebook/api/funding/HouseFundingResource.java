package io.stakebook.api.funding;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.funding.FundHouse;
import io.stakebook.core.funding.Reference;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Assets;
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
import java.util.concurrent.CompletionStage;

/** {@code /v1/house-funding}: coins of the platform's owners. */
@Dependent
@Path("house-funding")
@Produces(MediaType.APPLICATION_JSON)
public class HouseFundingResource {

    private final Assets assets;
    private final IdSource ids;
    private final Submitter submitter;

    @Inject
    public HouseFundingResource(Assets assets, IdSource ids, Submitter submitter) {
        this.assets = assets;
        this.ids = ids;
        this.submitter = submitter;
    }

    @POST
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> fund(@Context ContainerRequestContext request, JsonBody body) {
        FundHouse command = body.read(in -> {
            Field<Amount> amount = in.amount(assets);
            Field<String> reference = in.parsed("reference", text -> Reference.require("reference", text));
            in.finish();
            return new FundHouse(amount.get(), reference.get(), new EntryId(ids.next()));
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (entry, at) -> Answers.created(
                        "/v1/entries/" + entry.id(),
                        json -> json.id("entryId", entry.id())
                                .id("asset", command.amount().asset())
                                .text("amount", FundingJson.decimal(assets, command.amount()))
                                .text("reference", command.reference())
                                .time("recordedAt", at)));
    }
}

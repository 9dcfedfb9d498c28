package io.stakebook.api.generaljournal;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.journal.JournalJson;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.generaljournal.AccountLimits;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
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
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/accounts/{account}/limits}. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class AccountLimitsResource {

    private final AccountLimits limits;
    private final Assets assets;
    private final Submitter submitter;
    private final JournalJson writer;

    @Inject
    public AccountLimitsResource(AccountLimits limits, Assets assets, Submitter submitter) {
        this.limits = limits;
        this.assets = assets;
        this.submitter = submitter;
        this.writer = new JournalJson(assets);
    }

    /** The newest version, which is the first, is in force. */
    @GET
    @TakesQuery
    @Path("accounts/{account}/limits")
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response history(@Context ContainerRequestContext request, @PathParam("account") String account) {
        Query query = Query.of(request, "limit", "cursor");
        AccountName name = AccountName.parse(account);
        Listing<Long> listing = Listing.byNumber("limits of " + name);
        return listing.page(
                request,
                limits.history(name, listing.start(query), query.limit()),
                (json, version) -> version(json, name, version));
    }

    private void version(JsonObjectWriter json, AccountName account, AccountLimits.Version version) {
        writer.limits(json, account.asset(), version.limits());
        json.text("reason", version.reason()).text("setBy", version.setBy()).time("recordedAt", version.recordedAt());
    }

    /** Sets the limits as a whole: a bound that is not named is taken away. */
    @POST
    @Path("accounts/{account}/limits")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> set(
            @Context ContainerRequestContext request, @PathParam("account") String account, JsonBody body) {
        Call call = Call.of(request);
        AccountName name = AccountName.parse(account);
        Asset asset = assets.get(name.asset());
        SetLimits command = body.read(in -> {
            Field<Optional<BigInteger>> minPosted = in.optionalSigned("minPosted", asset);
            Field<Optional<BigInteger>> maxPosted = in.optionalSigned("maxPosted", asset);
            Field<Optional<BigInteger>> minAvailable = in.optionalSigned("minAvailable", asset);
            Field<Optional<BigInteger>> maxAvailable = in.optionalSigned("maxAvailable", asset);
            Field<String> reason = in.freeText("reason");
            Field<Optional<Long>> expected = in.optionalNumber("expectedVersion", 0, Long.MAX_VALUE);
            in.finish();
            return in.built(() -> new SetLimits(
                    name,
                    new SetLimits.Bounds(
                            minPosted.get().orElse(null),
                            maxPosted.get().orElse(null),
                            minAvailable.get().orElse(null),
                            maxAvailable.get().orElse(null)),
                    reason.get(),
                    call.subject(),
                    expected.get().orElse(null)));
        });
        return submitter.submit(
                call,
                body,
                command,
                (balance, at) -> Answers.created("/v1/accounts/" + name, json -> writer.balance(json, balance)));
    }
}

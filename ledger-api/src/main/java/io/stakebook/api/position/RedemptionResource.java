package io.stakebook.api.position;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.CallerEvidence;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
import io.stakebook.core.position.Redeem;
import io.stakebook.core.position.Redemption;
import io.stakebook.core.position.RedemptionQuote;
import io.stakebook.core.product.Products;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.core.wire.WireName;
import io.stakebook.policy.facts.Activity;
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
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /v1/positions/{positionId}/redemptions} and the quotes before them. */
@Dependent
@Path("positions")
@Produces(MediaType.APPLICATION_JSON)
public class RedemptionResource {

    private record Form(@Nullable BigInteger unitsOrNull, Wallet destination, boolean penaltyConfirmed) {}

    private final Positions positions;
    private final Products products;
    private final Assets assets;
    private final Clock clock;
    private final IdSource ids;
    private final CallerEvidence evidence;
    private final Submitter submitter;

    @Inject
    public RedemptionResource(
            Positions positions,
            Products products,
            Assets assets,
            Clock clock,
            IdSource ids,
            CallerEvidence evidence,
            Submitter submitter) {
        this.positions = positions;
        this.products = products;
        this.assets = assets;
        this.clock = clock;
        this.ids = ids;
        this.evidence = evidence;
        this.submitter = submitter;
    }

    /** The figures a redemption at this moment would be made from; nothing is kept. */
    @POST
    @Path("{positionId}/redemption-quotes")
    @RolesAllowed(Roles.USER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response quote(
            @Context ContainerRequestContext request, @PathParam("positionId") String positionId, JsonBody body) {
        PositionView view = OwnPositions.require(positions, Call.of(request), positionId);
        Asset asset = assets.get(view.asset());
        BigInteger units = body.read(in -> {
                    Field<Optional<BigInteger>> asked = units(in, asset);
                    in.finish();
                    return asked.get();
                })
                .orElse(null);
        RedemptionQuote quote = RedemptionQuote.of(
                view.position(),
                terms(view).terms(),
                asset,
                units,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Views.object(json -> {
            json.id("positionId", view.position().id());
            PositionJson.quote(json, asset, quote);
            json.time("quotedAt", quote.at());
        });
    }

    @POST
    @Path("{positionId}/redemptions")
    @RolesAllowed(Roles.USER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> redeem(
            @Context ContainerRequestContext request, @PathParam("positionId") String positionId, JsonBody body) {
        Call call = Call.of(request);
        PositionView view = OwnPositions.require(positions, call, positionId);
        Asset asset = assets.get(view.asset());
        Form form = body.read(in -> read(in, asset));
        Redeem command = new Redeem(
                view.customer(),
                view.product(),
                view.asset(),
                view.position().id(),
                terms(view),
                form.unitsOrNull(),
                form.destination(),
                form.penaltyConfirmed(),
                evidence.of(call, Activity.REDEEM),
                Redeem.Ids.from(ids));
        return submitter.submit(
                call,
                body,
                command,
                (redemption, at) -> Answers.created(
                        "/v1/positions/" + view.position().id(), json -> write(json, asset, redemption, at)));
    }

    private void write(JsonObjectWriter json, Asset asset, Redemption redemption, Instant at) {
        json.object("position", position -> PositionJson.view(position, assets, redemption.position()));
        PositionJson.quote(json, asset, redemption.quote());
        json.text("destination", WireName.of(redemption.destination()))
                .time("effectiveAt", redemption.quote().at())
                .time("recordedAt", at);
    }

    private static Form read(BodyReader in, Asset asset) {
        Field<Optional<BigInteger>> units = units(in, asset);
        Field<Wallet> destination = in.oneOf("destination", Wallet.class);
        Field<Boolean> confirmed = in.flag("confirmPenalty");
        in.finish();
        return new Form(units.get().orElse(null), destination.get(), confirmed.get());
    }

    /** Either {@code amount} or {@code all}, exactly one; empty for all. */
    private static Field<Optional<BigInteger>> units(BodyReader in, Asset asset) {
        Field<Optional<Amount>> amount = in.optionalAmount("amount", asset);
        Field<Boolean> all = in.flag("all");
        return in.combined("amount", () -> {
            if (amount.get().isPresent() == all.get()) {
                throw new Rejected(ErrorCode.FIELD_INVALID, "say either an amount or all: true, one of the two");
            }
            return amount.get().map(Amount::units);
        });
    }

    /** A fixed position keeps the version it was opened under; a flexible one has no term to leave early. */
    private TermsVersion terms(PositionView view) {
        return products.terms(view.product(), view.position().termsVersion())
                .orElseThrow(() -> new IllegalStateException(
                        "terms " + view.position().termsVersion() + " of " + view.product() + " are not in the book"));
    }
}

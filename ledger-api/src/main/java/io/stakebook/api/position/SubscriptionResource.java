package io.stakebook.api.position;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.CallerEvidence;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Assets;
import io.stakebook.core.position.Subscribe;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.Products;
import io.stakebook.policy.facts.Activity;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /v1/subscriptions}. */
@Dependent
@Path("subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionResource {

    private record Form(
            ProductId product,
            Amount amount,
            Wallet source,
            @Nullable Integer agreedVersionOrNull) {}

    private final Products products;
    private final Assets assets;
    private final IdSource ids;
    private final CallerEvidence evidence;
    private final Submitter submitter;

    @Inject
    public SubscriptionResource(
            Products products, Assets assets, IdSource ids, CallerEvidence evidence, Submitter submitter) {
        this.products = products;
        this.assets = assets;
        this.ids = ids;
        this.evidence = evidence;
        this.submitter = submitter;
    }

    @POST
    @RolesAllowed(Roles.USER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> subscribe(@Context ContainerRequestContext request, JsonBody body) {
        Call call = Call.of(request);
        CustomerId customer = call.customer();
        Form form = body.read(this::read);
        RequestEvidence known = evidence.of(call, Activity.SUBSCRIBE);
        Subscribe.Ids newIds = Subscribe.Ids.from(ids);
        return submitter.submitPrepared(
                call,
                body,
                () -> command(customer, form, known, newIds),
                (opened, at) -> Answers.created(
                        "/v1/positions/" + opened.position().id(), json -> PositionJson.view(json, assets, opened)));
    }

    private Form read(BodyReader in) {
        Field<ProductId> product = in.parsed("productId", ProductId::new);
        Field<Amount> amount = in.amount(assets);
        Field<Wallet> source = in.oneOf("source", Wallet.class);
        Field<Optional<Long>> agreed = in.optionalNumber("termsVersion", 1, Integer.MAX_VALUE);
        in.finish();
        return new Form(
                product.get(),
                amount.get(),
                source.get(),
                agreed.get().map(Math::toIntExact).orElse(null));
    }

    private Subscribe command(CustomerId customer, Form form, RequestEvidence known, Subscribe.Ids newIds) {
        ProductView view = products.find(form.product())
                .orElseThrow(() ->
                        new NotFound(ErrorCode.PRODUCT_UNKNOWN, "there is no product \"" + form.product() + "\""));
        return new Subscribe(
                customer,
                form.product(),
                view.product().kind(),
                view.terms(),
                form.amount(),
                form.source(),
                form.agreedVersionOrNull(),
                known,
                newIds);
    }
}

package io.stakebook.api.product;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.settings.Settings;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.product.CreateProduct;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.Products;
import io.stakebook.core.product.PublishTerms;
import io.stakebook.core.product.PublishedProduct;
import io.stakebook.core.product.SwitchProduct;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Terms;
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

/** {@code /v1/products}. */
@Dependent
@Path("products")
@Produces(MediaType.APPLICATION_JSON)
public class ProductResource {

    private static final Listing<ProductId> LIST = new Listing<>("products", ProductId::value, ProductId::new);

    private final Products products;
    private final Assets assets;
    private final Submitter submitter;
    private final Apr aprCeiling;

    @Inject
    public ProductResource(Products products, Assets assets, Submitter submitter, Settings settings) {
        this.products = products;
        this.assets = assets;
        this.submitter = submitter;
        this.aprCeiling = settings.aprCeiling();
    }

    @GET
    @TakesQuery
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "limit", "cursor");
        return LIST.page(
                request,
                products.list(LIST.start(query), query.limit()),
                (json, view) -> writer(view.product().asset()).view(json, view));
    }

    @GET
    @Path("{productId}")
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response get(@PathParam("productId") String productId) {
        ProductView view = require(new ProductId(productId));
        return Views.object(json -> writer(view.product().asset()).view(json, view));
    }

    @GET
    @Path("{productId}/terms")
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response terms(@PathParam("productId") String productId) {
        ProductView view = require(new ProductId(productId));
        ProductJson writer = writer(view.product().asset());
        return Views.all(products.history(view.product().id()), writer::version);
    }

    @POST
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> create(@Context ContainerRequestContext request, JsonBody body) {
        CreateProduct command = body.read(in -> {
            Field<ProductId> product = in.parsed("productId", ProductId::new);
            Field<Asset> asset = in.parsed("asset", text -> assets.get(new AssetCode(text)));
            Field<Terms> terms =
                    in.depending("terms", asset, known -> in.object("terms", new TermsReader(known, aprCeiling)::read));
            in.finish();
            return new CreateProduct(product.get(), asset.get().code(), terms.get());
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (published, at) ->
                        Answers.created("/v1/products/" + command.product(), json -> write(json, published)));
    }

    @POST
    @Path("{productId}/terms")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> publish(
            @Context ContainerRequestContext request, @PathParam("productId") String productId, JsonBody body) {
        ProductId product = new ProductId(productId);
        Asset asset = assets.get(require(product).product().asset());
        PublishTerms command = body.read(in -> {
            Field<Long> base = in.number("baseVersion", 1, Integer.MAX_VALUE);
            Field<Terms> terms = in.object("terms", new TermsReader(asset, aprCeiling)::read);
            in.finish();
            return new PublishTerms(product, Math.toIntExact(base.get()), terms.get());
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (published, at) -> Answers.created("/v1/products/" + product, json -> write(json, published)));
    }

    @POST
    @Path("{productId}/switches")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> flip(
            @Context ContainerRequestContext request, @PathParam("productId") String productId, JsonBody body) {
        ProductId product = new ProductId(productId);
        SwitchProduct command = body.read(in -> {
            Field<Boolean> subscribe = in.requiredFlag("subscribeEnabled");
            Field<Boolean> redeem = in.requiredFlag("redeemEnabled");
            in.finish();
            return new SwitchProduct(product, subscribe.get(), redeem.get());
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (switched, at) -> Answers.ok(json -> json.id("id", switched.id())
                        .flag("subscribeEnabled", switched.subscribeEnabled())
                        .flag("redeemEnabled", switched.redeemEnabled())));
    }

    private void write(JsonObjectWriter json, PublishedProduct published) {
        writer(published.product().asset()).product(json, published.product(), published.terms());
    }

    private ProductJson writer(AssetCode asset) {
        return new ProductJson(assets.get(asset));
    }

    private ProductView require(ProductId product) {
        return products.find(product)
                .orElseThrow(() -> new NotFound(ErrorCode.PRODUCT_UNKNOWN, "there is no product \"" + product + "\""));
    }
}

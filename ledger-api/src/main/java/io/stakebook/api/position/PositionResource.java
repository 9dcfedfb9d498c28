package io.stakebook.api.position;

import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Assets;
import io.stakebook.core.position.PositionState;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
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

/** {@code /v1/positions}. */
@Dependent
@Path("positions")
@Produces(MediaType.APPLICATION_JSON)
public class PositionResource {

    private static final Listing<PositionId> LIST = new Listing<>("positions", PositionId::toString, PositionId::parse);

    private final Positions positions;
    private final Assets assets;

    @Inject
    public PositionResource(Positions positions, Assets assets) {
        this.positions = positions;
        this.assets = assets;
    }

    @GET
    @TakesQuery
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.AUDITOR,
        Roles.OPERATOR,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER
    })
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "customerId", "productId", "state", "limit", "cursor");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        Positions.Query wanted = new Positions.Query(
                customer, query.parsed("productId", ProductId::new), query.oneOf("state", PositionState.class));
        Listing<PositionId> listing = LIST.filtered(wanted);
        return listing.page(
                request,
                positions.list(wanted, listing.start(query), query.limit()),
                (json, view) -> PositionJson.view(json, assets, view));
    }

    @GET
    @Path("{positionId}")
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.AUDITOR,
        Roles.OPERATOR,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER
    })
    public Response get(@Context ContainerRequestContext request, @PathParam("positionId") String positionId) {
        PositionView view = OwnPositions.require(positions, Call.of(request), positionId);
        return Views.object(json -> PositionJson.view(json, assets, view));
    }
}

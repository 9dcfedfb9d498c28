package io.stakebook.api.accrual;

import io.stakebook.api.http.Listing;
import io.stakebook.api.http.Query;
import io.stakebook.api.position.OwnPositions;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.Stream;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Assets;
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
import java.time.LocalDate;

/** {@code /v1/rewards} and {@code /v1/positions/{positionId}/accruals}: what was earned, and why exactly that. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class RewardResource {

    private static final Listing<AccrualLines.ByDay> LIST =
            new Listing<>("rewards", RewardResource::encode, RewardResource::decode);

    private final AccrualLines lines;
    private final Positions positions;
    private final AccrualJson writer;

    @Inject
    public RewardResource(AccrualLines lines, Positions positions, Assets assets) {
        this.lines = lines;
        this.positions = positions;
        this.writer = new AccrualJson(assets);
    }

    @GET
    @Path("rewards")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR})
    public Response rewards(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "customerId", "productId", "from", "to", "limit", "cursor");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        return page(
                request,
                query,
                new AccrualLines.Query(
                        customer,
                        query.parsed("productId", ProductId::new),
                        null,
                        query.date("from"),
                        query.date("to")));
    }

    @GET
    @Path("positions/{positionId}/accruals")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR})
    public Response explain(@Context ContainerRequestContext request, @PathParam("positionId") String positionId) {
        Query query = Query.of(request, "from", "to", "limit", "cursor");
        PositionView view = OwnPositions.require(positions, Call.of(request), positionId);
        return page(
                request,
                query,
                new AccrualLines.Query(
                        view.customer(), null, view.position().id(), query.date("from"), query.date("to")));
    }

    private Response page(ContainerRequestContext request, Query query, AccrualLines.Query wanted) {
        return LIST.page(request, lines.list(wanted, LIST.start(query), query.limit()), writer::line);
    }

    private static String encode(AccrualLines.ByDay place) {
        return place.day() + "/" + place.position() + "/" + place.stream();
    }

    private static AccrualLines.ByDay decode(String text) {
        String[] parts = text.split("/", -1);
        return new AccrualLines.ByDay(LocalDate.parse(parts[0]), PositionId.parse(parts[1]), Stream.valueOf(parts[2]));
    }
}

package io.stakebook.api.accrual;

import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.position.OwnPositions;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.accrual.AccrualLines;
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

/** {@code /v1/positions/{positionId}/accruals}: why exactly that much was earned. */
@Dependent
@Path("positions")
@Produces(MediaType.APPLICATION_JSON)
public class ExplanationResource {

    private final AccrualLines lines;
    private final Positions positions;
    private final AccrualJson writer;

    @Inject
    public ExplanationResource(AccrualLines lines, Positions positions, Assets assets) {
        this.lines = lines;
        this.positions = positions;
        this.writer = new AccrualJson(assets);
    }

    @GET
    @TakesQuery
    @Path("{positionId}/accruals")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR})
    public Response explain(@Context ContainerRequestContext request, @PathParam("positionId") String positionId) {
        Query query = Query.of(request, "from", "to", "limit", "cursor");
        LocalDate from = query.date("from");
        PositionView view = OwnPositions.require(positions, Call.of(request), positionId);
        AccrualLines.Query wanted = new AccrualLines.Query(
                view.customer(), null, view.position().id(), from, query.dateNotBefore("to", "from", from));
        Listing<AccrualLines.ByDay> listing = AccrualJson.byDay("accruals", wanted);
        return listing.page(request, lines.list(wanted, listing.start(query), query.limit()), writer::line);
    }
}

package io.stakebook.api.accrual;

import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Assets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;

/** {@code /v1/rewards}: what a customer earned. */
@Dependent
@Path("rewards")
@Produces(MediaType.APPLICATION_JSON)
public class RewardResource {

    private final AccrualLines lines;
    private final AccrualJson writer;

    @Inject
    public RewardResource(AccrualLines lines, Assets assets) {
        this.lines = lines;
        this.writer = new AccrualJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR})
    public Response rewards(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "customerId", "productId", "from", "to", "limit", "cursor");
        LocalDate from = query.date("from");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        AccrualLines.Query wanted = new AccrualLines.Query(
                customer,
                query.parsed("productId", ProductId::new),
                null,
                from,
                query.dateNotBefore("to", "from", from));
        Listing<AccrualLines.ByDay> listing = AccrualJson.byDay("rewards", wanted);
        return listing.page(request, lines.list(wanted, listing.start(query), query.limit()), writer::line);
    }
}

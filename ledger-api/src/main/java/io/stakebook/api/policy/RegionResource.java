package io.stakebook.api.policy;

import io.stakebook.api.http.json.Views;
import io.stakebook.api.security.Roles;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.core.regions.RegionBooks;
import io.stakebook.policy.region.RegionStates;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;

/** {@code /v1/regions}: the region states in force. */
@Dependent
@Path("regions")
@Produces(MediaType.APPLICATION_JSON)
public class RegionResource {

    private final RegionBooks regions;
    private final Clock clock;

    @Inject
    public RegionResource(RegionBooks regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    /** A tightening that lapsed is shown as what it gave way to, though the version is still the one that says it would. */
    @GET
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response get() {
        RegionBook book = regions.current();
        RegionStates states = book.states();
        return Views.versioned(
                states.version(),
                json -> json.number("version", states.version())
                        .text("hash", states.hash())
                        .id("changeId", book.activeChangeOrNull())
                        .objects("data", states.standing(clock.instant()), PolicyChangeJson::toggle));
    }
}

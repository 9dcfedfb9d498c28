package io.stakebook.api.policy;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.core.regions.RegionBooks;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
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
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /v1/regions}: the region states in force, and those of an earlier version. */
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

    /**
     * What stands now and what is to follow: a tightening that lapsed is shown as what it gave way to, though the version is still
     * the one that says it would. An earlier version is shown as it stood when it became law. The timeline is all that the version
     * says for any instant: {@code policy evaluate --regions} decides by it as this service did.
     */
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
    public Response get(@Context ContainerRequestContext request) {
        @Nullable Long version = Query.of(request, "version").number("version", 0);
        RegionBook current = regions.current();
        if (version == null || version == current.states().version()) {
            return view(current, current.notBeforeLaw(clock.instant()));
        }
        RegionBook then = regions.at(version)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no version " + version + " of the region states, the newest is "
                                + current.states().version()));
        return view(then, then.activeSince());
    }

    private static Response view(RegionBook book, Instant at) {
        return Views.tagged(book.tag(at), json -> write(json, book, at));
    }

    private static void write(JsonObjectWriter json, RegionBook book, Instant at) {
        RegionStates states = book.states();
        json.number("version", states.version())
                .text("hash", states.hash())
                .id("changeId", book.activeChangeOrNull())
                .objects(
                        "data",
                        states.standing(at).stream()
                                .filter(toggle -> toggle.state() != RegionState.ALLOW)
                                .toList(),
                        PolicyChangeJson::toggle)
                .objects("scheduled", states.scheduled(at), PolicyChangeJson::toggle)
                .objects("timeline", states.toggles(), PolicyChangeJson::kept);
        if (book.activeChangeOrNull() != null) {
            json.time("activeSince", book.activeSince());
        }
    }
}

package io.stakebook.api.http;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.http.body.PacedStream;
import io.stakebook.api.http.body.UnfinishedBodies;
import io.stakebook.api.http.problem.Trace;
import jakarta.annotation.Priority;
import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are read while they still arrive hold a thread each: together no more than is left beside the reads, of one caller
 * half as many. A body that the connector gathered whole needs no place. It is left when the thread goes.
 */
@Provider
@OnePerNode
@Priority(Priorities.AUTHORIZATION)
public class BodyPlaces implements ContainerRequestFilter {

    private static final String PLACE = BodyPlaces.class.getName();
    private static final int READING = 8;
    private static final int OF_ONE_CALLER = 4;

    private final UnfinishedBodies places = new UnfinishedBodies(READING, OF_ONE_CALLER);

    private record Place(UnfinishedBodies places, String caller, AtomicBoolean left) {
        void leave() {
            if (left.compareAndSet(false, true)) {
                places.leave(caller);
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        if (Boolean.TRUE.equals(request.getProperty(UnfinishedBodies.UNFINISHED))) {
            Principal principal = request.getSecurityContext().getUserPrincipal();
            String caller = principal == null ? "" : String.valueOf(principal.getName());
            places.take(caller);
            request.setProperty(PLACE, new Place(places, caller, new AtomicBoolean()));
        }
        request.setEntityStream(
                new PacedStream(request.getEntityStream(), Trace.of(request).traceId()));
    }

    /** @param request in which its place may be found */
    static void leave(ServletRequest request) {
        @Nullable Object place = request.getAttribute(PLACE);
        if (place instanceof Place held) {
            held.leave();
        }
    }
}

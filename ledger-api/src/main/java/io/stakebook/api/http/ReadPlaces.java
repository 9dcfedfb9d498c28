package io.stakebook.api.http;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads never take all there is: of the pool's 16 connections 12, of the launcher's 64 threads 48. What is left is for
 * writes, which look things up before they are given to the engine, for jobs and for readiness. A place is left when the
 * answer is made, before it is sent, so that a slow reader of a download holds none.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class ReadPlaces implements ContainerRequestFilter, ContainerResponseFilter {

    /** Under this name a request carries its place, for {@link EntryFilter} to leave whatever became of the answer. */
    static final String PLACE = ReadPlaces.class.getName();

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private static final int WORKING = 12;
    private static final int WAITING = 36;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Places places = new Places(WORKING, WAITING, PATIENCE);

    /** One request's place; left once. */
    record Place(Places places, AtomicBoolean left) {
        void leave() {
            if (left.compareAndSet(false, true)) {
                places.leave();
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!READS.contains(request.getMethod())) {
            return;
        }
        if (!places.take()) {
            throw new Unavailable(
                    ErrorCode.OVERLOADED,
                    WORKING + " reads are at work and none ended within " + PATIENCE.toSeconds() + " seconds, or "
                            + WAITING + " wait already; ask again later");
        }
        request.setProperty(PLACE, new Place(places, new AtomicBoolean()));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        leave(request.getProperty(PLACE));
    }

    static void leave(@Nullable Object placeOrNull) {
        if (placeOrNull instanceof Place place) {
            place.leave();
        }
    }
}

package io.stakebook.api.security;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts each caller's calls against an allowance a minute, on this node, and says in every answer what is left
 * (draft-ietf-httpapi-ratelimit-headers-10). A caller is a token's subject; a call is every request
 * with a token that holds, whatever becomes of it: whoever has much to write sends it in bulk.
 */
@Provider
@OnePerNode
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class CallRate implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLERS = 100_000;
    private static final String VERDICT = CallRate.class.getName();

    private final int calls;
    private final @Nullable Allowances allowances;
    private final MetricRegistry metrics;

    @Inject
    public CallRate(Settings settings, MetricRegistry metrics) {
        this.metrics = metrics;
        this.calls = settings.callsPerMinute();
        this.allowances = calls == 0 ? null : new Allowances(calls, WINDOW, CALLERS);
    }

    /** @throws RefusedRequest {@code RATE_LIMITED} when the caller's allowance is used up */
    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String caller = caller(request.getSecurityContext().getUserPrincipal());
        if (allowances == null || caller == null) {
            return;
        }
        Allowances.Verdict verdict = allowances.take(caller, System.nanoTime());
        request.setProperty(VERDICT, verdict);
        if (!verdict.granted()) {
            metrics.counter("stakebook_calls_turned_away").inc();
            throw new RefusedRequest(
                    ApiCode.RATE_LIMITED,
                    "this caller may send " + calls + " requests in " + WINDOW.toSeconds()
                            + " seconds to this node; nothing was done, ask again in " + verdict.retryInSeconds()
                            + " s");
        }
    }

    /** Null for nobody, and for a subject that {@link AccessFilter} refuses. */
    private static @Nullable String caller(@Nullable Principal principal) {
        if (principal == null) {
            return null;
        }
        try {
            return AccessFilter.subject(principal);
        } catch (RefusedRequest unreadable) {
            return null;
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(VERDICT) instanceof Allowances.Verdict verdict) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("RateLimit-Policy", "\"caller\";q=" + calls + ";w=" + WINDOW.toSeconds());
            headers.putSingle("RateLimit", "\"caller\";r=" + verdict.remaining() + ";t=" + verdict.fullInSeconds());
            if (!verdict.granted()) {
                headers.putSingle("Retry-After", Long.toString(verdict.retryInSeconds()));
            }
        }
    }
}

package io.stakebook.api.security;

import io.stakebook.core.presence.MainlandDay;
import io.stakebook.core.presence.MainlandWatch;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Keeps that a customer came from the mainland, whatever he asks for, before it is answered. A member of staff leaves no
 * trace: his connection is no evidence about anybody. Comes after a read has its place, since it may need a connection.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION + 1)
public class MainlandTrace implements ContainerRequestFilter {

    private final @Nullable MainlandWatch watch;

    /** For the container's proxy only. */
    protected MainlandTrace() {
        this.watch = null;
    }

    @Inject
    public MainlandTrace(MainlandWatch watch) {
        this.watch = watch;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MainlandWatch current = watch;
        if (current == null) {
            throw new IllegalStateException("this is a proxy");
        }
        Call.found(request)
                .filter(call -> MainlandDay.isMainland(call.connection().ipCountry()))
                .flatMap(Call::self)
                .ifPresent(current::seen);
    }
}

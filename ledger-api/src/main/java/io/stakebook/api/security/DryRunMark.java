package io.stakebook.api.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Marks every answer to a dry run, whatever it is: nobody may take it for a write that happened. */
@Provider
@ApplicationScoped
public class DryRunMark implements ContainerResponseFilter {

    /** {@code true} on answers to a dry run, absent on all others. */
    static final String HEADER = "Dry-Run";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (Call.isDryRun(request)) {
            response.getHeaders().putSingle(HEADER, "true");
        }
    }
}

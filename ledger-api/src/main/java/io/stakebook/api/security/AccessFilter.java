package io.stakebook.api.security;

import io.stakebook.api.http.ApiCode;
import io.stakebook.api.http.Query;
import io.stakebook.api.http.RefusedRequest;
import io.stakebook.core.decision.RequestEvidence;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to a resource method when the token has one of the method's roles; denies what has no
 * annotation. It stands beside the container's own check so that a missing annotation can never mean open.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    /** OpenID Connect Core 1.0, 2. */
    private static final int LONGEST_SUBJECT = 255;

    private final ClientNetwork network;

    @Context
    private @Nullable ResourceInfo resource;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    /** For the container's proxy only. */
    protected AccessFilter() {
        this(new ClientNetwork());
    }

    @Inject
    public AccessFilter(ClientNetwork network) {
        this.network = network;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        ResourceInfo matched = resource;
        Method method = matched == null ? null : matched.getResourceMethod();
        if (method == null) {
            throw new RefusedRequest(ApiCode.ROLE_MISSING, "this operation is closed");
        }
        if (method.isAnnotationPresent(PermitAll.class)) {
            requireNoQuery(context, method);
            return;
        }
        SecurityContext security = context.getSecurityContext();
        Principal principal = security.getUserPrincipal();
        if (principal == null) {
            throw new RefusedRequest(ApiCode.TOKEN_MISSING, "this operation needs a bearer token");
        }
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        String[] roles = allowed == null ? new String[0] : allowed.value();
        if (Arrays.stream(roles).noneMatch(security::isUserInRole)) {
            throw new RefusedRequest(
                    ApiCode.ROLE_MISSING,
                    "this operation needs one of the roles "
                            + Stream.of(roles).sorted().toList());
        }
        String key = context.getHeaderString("Idempotency-Key");
        if (context.getMethod().equals("POST") && (key == null || key.isBlank())) {
            throw new RefusedRequest(
                    ApiCode.IDEMPOTENCY_KEY_MISSING,
                    "a POST needs an Idempotency-Key header; send the same key again when you are not sure it arrived");
        }
        requireNoQuery(context, method);
        boolean dryRun = context.getMethod().equals("POST") && dryRun(context, method);
        Call.remember(context, subject(principal), opened(roles, principal, security), dryRun, evidence(context));
    }

    /** Of a read that takes no parameter; one that does reads them itself. */
    private static void requireNoQuery(ContainerRequestContext context, Method method) {
        if (!context.getMethod().equals("POST") && !method.isAnnotationPresent(TakesQuery.class)) {
            Query.of(context);
        }
    }

    private static boolean dryRun(ContainerRequestContext context, Method method) {
        TakesQuery takes = method.getAnnotation(TakesQuery.class);
        return Query.of(context, takes == null ? new String[0] : takes.value()).flag(Query.DRY_RUN);
    }

    private RequestEvidence evidence(ContainerRequestContext context) {
        HttpServletRequest current = servletRequest;
        String peer = current == null ? "" : current.getRemoteAddr();
        return network.evidence(peer, context.getHeaders().get("X-Forwarded-For"));
    }

    private static String subject(Principal principal) {
        String subject = principal instanceof JsonWebToken token ? token.getSubject() : principal.getName();
        if (subject == null || subject.isBlank()) {
            throw new RefusedRequest(ApiCode.TOKEN_MALFORMED, "the token has no subject");
        }
        if (subject.length() > LONGEST_SUBJECT || !subject.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new RefusedRequest(
                    ApiCode.TOKEN_MALFORMED,
                    "a token's subject is 1 to " + LONGEST_SUBJECT
                            + " printable ASCII characters; this one is longer or has others among its "
                            + subject.length());
        }
        return subject;
    }

    /** A token's groups are its roles; asking the container for each of them costs a twentieth of a request. */
    private static Set<String> opened(String[] allowed, Principal principal, SecurityContext security) {
        Predicate<String> has = principal instanceof JsonWebToken token && token.getGroups() != null
                ? token.getGroups()::contains
                : security::isUserInRole;
        return opened(allowed, has);
    }

    /** The caller's roles that open the operation. Any other says nothing about what he may see through it. */
    static Set<String> opened(String[] allowed, Predicate<String> has) {
        return Stream.of(allowed).filter(has).collect(Collectors.toUnmodifiableSet());
    }
}

package io.stakebook.api.security;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.security.evidence.ClientNetwork;
import io.stakebook.api.security.evidence.Connection;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
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
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
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
@OnePerNode
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    /** OpenID Connect Core 1.0, 2. */
    private static final int LONGEST_SUBJECT = 255;

    private final ClientNetwork network;
    private final Clock wallClock;

    @Context
    private @Nullable ResourceInfo resource;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    @Inject
    public AccessFilter(ClientNetwork network, @WallClock Clock wallClock) {
        this.network = network;
        this.wallClock = wallClock;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        ResourceInfo matched = resource;
        Method method = matched == null ? null : matched.getResourceMethod();
        if (context.getMethod().equals("OPTIONS") && !isOurs(method)) {
            return;
        }
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
            throw withoutToken(context.getHeaderString("Authorization"));
        }
        if (principal instanceof JsonWebToken token) {
            requireBegun(token, wallClock.instant());
        }
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        String[] roles = allowed == null ? new String[0] : allowed.value();
        if (Arrays.stream(roles).noneMatch(security::isUserInRole)) {
            throw new RefusedRequest(
                    ApiCode.ROLE_MISSING,
                    "this operation needs one of the roles "
                            + Stream.of(roles).sorted().toList());
        }
        requireOnce("Idempotency-Key");
        requireOnce(IfMatch.HEADER);
        requireNoIfMatch(context, method);
        String key = context.getHeaderString("Idempotency-Key");
        if (context.getMethod().equals("POST") && (key == null || key.isBlank())) {
            throw new RefusedRequest(
                    ApiCode.IDEMPOTENCY_KEY_MISSING,
                    "a POST needs an Idempotency-Key header; send the same key again when you are not sure it arrived");
        }
        requireNoQuery(context, method);
        boolean dryRun = context.getMethod().equals("POST") && dryRun(context, method);
        Call.remember(context, subject(principal), opened(roles, principal, security), dryRun, connection(context));
    }

    /** What a path knows stands in the contract for everybody; the server answers it and calls nothing of ours. */
    private static boolean isOurs(@Nullable Method method) {
        return method != null && method.getDeclaringClass().getName().startsWith("io.stakebook.");
    }

    /** Of a read that takes no parameter; one that does reads them itself. */
    private static void requireNoQuery(ContainerRequestContext context, Method method) {
        if (!context.getMethod().equals("POST") && !method.isAnnotationPresent(TakesQuery.class)) {
            Query.of(context);
        }
    }

    private static void requireNoIfMatch(ContainerRequestContext context, Method method) {
        String condition = context.getHeaderString(IfMatch.HEADER);
        if (condition != null && !method.isAnnotationPresent(TakesIfMatch.class)) {
            throw RefusedRequest.ofHeader(
                    ApiCode.REQUEST_MALFORMED,
                    new HeaderFault(
                            IfMatch.HEADER, "is compared with nothing by this operation; leave it out", condition));
        }
    }

    private static boolean dryRun(ContainerRequestContext context, Method method) {
        TakesQuery takes = method.getAnnotation(TakesQuery.class);
        return Query.of(context, takes == null ? new String[0] : takes.value()).flag(Query.DRY_RUN);
    }

    private Connection connection(ContainerRequestContext context) {
        HttpServletRequest current = servletRequest;
        String peer = current == null ? "" : current.getRemoteAddr();
        return network.connection(peer, context.getHeaders().get("X-Forwarded-For"));
    }

    static String subject(Principal principal) {
        String subject = principal instanceof JsonWebToken token ? subject(token) : principal.getName();
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

    /** The server looks for "Bearer" as it is spelt and takes another spelling for no token at all. */
    private static RefusedRequest withoutToken(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? new RefusedRequest(
                        ApiCode.TOKEN_MALFORMED, "the Authorization header is spelt \"Bearer \" and a token")
                : new RefusedRequest(ApiCode.TOKEN_MISSING, "this operation needs a bearer token");
    }

    static @Nullable String subject(JsonWebToken token) {
        try {
            return token.getSubject();
        } catch (ClassCastException e) {
            throw new RefusedRequest(ApiCode.TOKEN_MALFORMED, "the token's subject (sub) is not a text");
        }
    }

    /** RFC 7519 section 4.1.5, which the server leaves to us. */
    static void requireBegun(JsonWebToken token, Instant now) {
        @Nullable Object from = token.getClaim("nbf");
        if (from == null) {
            return;
        }
        BigDecimal seconds;
        try {
            seconds = new BigDecimal(from.toString());
        } catch (NumberFormatException e) {
            throw new RefusedRequest(ApiCode.TOKEN_MALFORMED, "the token's nbf is not a number of seconds");
        }
        if (seconds.compareTo(BigDecimal.valueOf(now.getEpochSecond())) > 0) {
            throw new RefusedRequest(ApiCode.TOKEN_INVALID, "the token is not valid yet: its nbf is " + from);
        }
    }

    /** Of two values the server would hand over one, and the other would be taken for said. */
    private void requireOnce(String header) {
        HttpServletRequest current = servletRequest;
        Enumeration<String> values = current == null ? Collections.emptyEnumeration() : current.getHeaders(header);
        if (values.hasMoreElements()) {
            values.nextElement();
        }
        if (values.hasMoreElements()) {
            throw new RefusedRequest(ApiCode.REQUEST_MALFORMED, "the header " + header + " is sent more than once");
        }
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

package io.stakebook.api.security;

import io.stakebook.api.http.list.Query;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.api.security.evidence.Connection;
import io.stakebook.api.security.evidence.DeviceHeaders;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated request, cut loose from the container so that it may be used after the request's thread is gone.
 *
 * @param target path and query as sent, undecoded, less {@code dryRun}: a dry run asks for the same thing
 * @param path the path alone
 * @param subject the token's subject: for a user, the customer id
 * @param roles those of the token's groups that open this operation; what else the token holds counts for nothing here
 * @param dryRun decide and answer, keep nothing
 * @param connection what the connection says about where the caller is; {@link CallerEvidence} adds what a decision needs
 * @param device what the caller's app says of its device, unread
 */
public record Call(
        String method,
        String target,
        String path,
        String subject,
        Set<String> roles,
        Trace trace,
        @Nullable String idempotencyKeyOrNull,
        @Nullable String ifMatchOrNull,
        boolean dryRun,
        Connection connection,
        DeviceHeaders device) {

    private static final String PROPERTY = "io.stakebook.call";

    public Call {
        roles = Set.copyOf(roles);
    }

    /** The call of a request that went through the access filter. */
    public static Call of(ContainerRequestContext context) {
        return found(context)
                .orElseThrow(() -> new IllegalStateException("this request did not pass the access filter"));
    }

    /** Empty where no token is asked for. */
    static Optional<Call> found(ContainerRequestContext context) {
        return context.getProperty(PROPERTY) instanceof Call call ? Optional.of(call) : Optional.empty();
    }

    static boolean isDryRun(ContainerRequestContext context) {
        return found(context).map(Call::dryRun).orElse(false);
    }

    static void remember(
            ContainerRequestContext context, String subject, Set<String> roles, boolean dryRun, Connection connection) {
        URI uri = context.getUriInfo().getRequestUri();
        String query = meant(uri.getRawQuery());
        context.setProperty(
                PROPERTY,
                new Call(
                        context.getMethod(),
                        uri.getRawPath() + (query.isEmpty() ? "" : "?" + query),
                        uri.getRawPath(),
                        subject,
                        roles,
                        Trace.of(context),
                        context.getHeaderString("Idempotency-Key"),
                        context.getHeaderString(IfMatch.HEADER),
                        dryRun,
                        connection,
                        DeviceHeaders.of(context)));
    }

    /** The raw query without the parameter {@code dryRun}. */
    static String meant(@Nullable String rawQuery) {
        return rawQuery == null
                ? ""
                : Stream.of(rawQuery.split("&", -1))
                        .filter(part -> !part.startsWith(Query.DRY_RUN + "="))
                        .collect(Collectors.joining("&"));
    }

    /**
     * The customer the caller is.
     *
     * @throws NotFound {@code CUSTOMER_UNKNOWN} when the token's subject is no customer id
     */
    public CustomerId customer() {
        return subjectAsCustomer()
                .orElseThrow(() ->
                        new NotFound(ErrorCode.CUSTOMER_UNKNOWN, "the token's subject is not a customer of this book"));
    }

    /** The customer the caller is, where he acts as one; empty for staff, and for a user whose subject is no customer id. */
    Optional<CustomerId> self() {
        return isStaff() ? Optional.empty() : subjectAsCustomer();
    }

    private Optional<CustomerId> subjectAsCustomer() {
        try {
            return Optional.of(CustomerId.parse(subject));
        } catch (Rejected noCustomer) {
            return Optional.empty();
        }
    }

    /** True when the rows of this customer are the caller's to see. */
    public boolean sees(CustomerId owner) {
        return onlyCustomer().map(owner::equals).orElse(true);
    }

    /**
     * The customer a list is about: for a user himself, for staff whom they named, or null for all.
     *
     * @throws NotFound {@code CUSTOMER_UNKNOWN} when a user names somebody else
     */
    public @Nullable CustomerId listedCustomer(@Nullable CustomerId named) {
        CustomerId only = onlyCustomer().orElse(null);
        if (only != null && named != null && !named.equals(only)) {
            throw new NotFound(ErrorCode.CUSTOMER_UNKNOWN, "there is no customer " + named);
        }
        return only == null ? named : only;
    }

    /**
     * The one customer whose rows the caller may see; empty, meaning every customer, for staff. A role of staff counts only
     * where it opens the operation: where only users may act, an officer who is a customer too acts for himself alone.
     */
    public Optional<CustomerId> onlyCustomer() {
        return isStaff() ? Optional.empty() : Optional.of(customer());
    }

    private boolean isStaff() {
        return roles.stream().anyMatch(Roles.STAFF::contains);
    }
}

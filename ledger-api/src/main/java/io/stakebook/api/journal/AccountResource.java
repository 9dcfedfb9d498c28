package io.stakebook.api.journal;

import io.stakebook.api.http.Listing;
import io.stakebook.api.http.Query;
import io.stakebook.api.http.Views;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.money.Assets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /v1/balances} and {@code /v1/accounts}. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    private final Balances balances;
    private final Journal journal;
    private final JournalJson writer;

    @Inject
    public AccountResource(Balances balances, Journal journal, Assets assets) {
        this.balances = balances;
        this.journal = journal;
        this.writer = new JournalJson(assets);
    }

    /** Without a customer, staff see the accounts of the house. */
    @GET
    @Path("balances")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "customerId");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        return Views.all(customer == null ? balances.house() : balances.of(customer), writer::balance);
    }

    @GET
    @Path("accounts/{account}")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("account") String account) {
        Balance balance = balances.find(visible(Call.of(request), account)).orElseThrow(() -> unknown(account));
        return Views.object(json -> writer.balance(json, balance));
    }

    @GET
    @Path("accounts/{account}/postings")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response postings(@Context ContainerRequestContext request, @PathParam("account") String account) {
        Query query = Query.of(request, "limit", "cursor");
        AccountName name = visible(Call.of(request), account);
        if (balances.find(name).isEmpty()) {
            throw unknown(account);
        }
        // The cursor names the account, so that it does not lead into another one's history.
        Listing<Long> listing = Listing.byNumber("postings of " + name);
        return listing.page(request, journal.postings(name, listing.start(query), query.limit()), writer::posting);
    }

    private static AccountName visible(Call call, String account) {
        AccountName name = AccountName.parse(account);
        boolean mayAsk = call.onlyCustomer()
                .map(self -> name.customer().filter(self::equals).isPresent())
                .orElse(true);
        if (!mayAsk) {
            throw unknown(account);
        }
        return name;
    }

    private static NotFound unknown(String account) {
        return new NotFound(ErrorCode.ACCOUNT_UNKNOWN, "there is no account " + account);
    }
}

package io.stakebook.api.journal;

import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.AsOf;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.money.Assets;
import io.stakebook.core.page.Page;
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
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/balances} and {@code /v1/accounts}. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    private static final Listing<AccountName> LIST =
            new Listing<>("balances", AccountName::toString, AccountName::parse);

    private final Balances balances;
    private final AccountHistory history;
    private final SequenceWait waits;
    private final Clock clock;
    private final JournalJson writer;

    @Inject
    public AccountResource(Balances balances, AccountHistory history, SequenceWait waits, Assets assets, Clock clock) {
        this.balances = balances;
        this.history = history;
        this.waits = waits;
        this.clock = clock;
        this.writer = new JournalJson(assets);
    }

    /** Without a customer, staff see the accounts of the house. */
    @GET
    @TakesQuery
    @Path("balances")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "customerId", "effectiveAt", "knownAt", "limit", "cursor");
        CustomerId customer = Call.of(request).listedCustomer(query.parsed("customerId", CustomerId::parse));
        AsOf moment = moment(query);
        Listing<AccountName> listing = LIST.filtered(new Filter(customer, moment));
        Optional<AccountName> after = listing.start(query);
        Page<Balance, AccountName> page = customer == null
                ? balances.house(moment, after, query.limit())
                : balances.of(customer, moment, after, query.limit());
        return listing.page(
                request,
                page,
                json -> json.time("effectiveAt", moment.effectiveAt()).time("knownAt", moment.knownAt()),
                writer::balance);
    }

    private record Filter(@Nullable CustomerId customer, AsOf moment) {}

    @GET
    @TakesQuery
    @Path("accounts/{account}")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("account") String account) {
        Query query = Query.of(request, "effectiveAt", "knownAt", "minSequence");
        AsOf moment = moment(query);
        Balance now = reached(request, account, query);
        Balance balance =
                moment.isNow() ? now : balances.find(now.account(), moment).orElseThrow(() -> unknown(account));
        return Views.object(json -> {
            writer.balance(json, balance);
            json.time("effectiveAt", moment.effectiveAt()).time("knownAt", moment.knownAt());
        });
    }

    /** The statement: each line with the running balances after it. */
    @GET
    @TakesQuery
    @Path("accounts/{account}/postings")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response postings(@Context ContainerRequestContext request, @PathParam("account") String account) {
        Query query = Query.of(
                request,
                "effectiveFrom",
                "effectiveTo",
                "recordedFrom",
                "recordedTo",
                "minSequence",
                "limit",
                "cursor");
        AccountHistory.Range range = new AccountHistory.Range(
                query.time("effectiveFrom"),
                query.time("effectiveTo"),
                query.time("recordedFrom"),
                query.time("recordedTo"));
        AccountName name = reached(request, account, query).account();
        // The cursor names the account and the stretch, so that it does not lead into another history.
        Listing<Long> listing = Listing.byNumber("postings of " + name).filtered(range);
        return listing.page(request, history.lines(name, range, listing.start(query), query.limit()), writer::posting);
    }

    /** The account as it stands, if the caller may see it, at least at the version asked for. */
    private Balance reached(ContainerRequestContext request, String account, Query query) {
        AccountName name = visible(Call.of(request), account);
        Long wanted = query.number("minSequence", 0);
        return waits.reach(wanted, "account " + name, () -> balances.find(name), Balance::sequence)
                .orElseThrow(() -> unknown(account));
    }

    private AsOf moment(Query query) {
        return new AsOf(query.time("effectiveAt"), query.pastTime("knownAt", clock.instant()));
    }

    private static AccountName visible(Call call, String account) {
        AccountName name = AccountName.parse(account);
        if (!Viewer.of(call).seesInto(name)) {
            throw unknown(account);
        }
        return name;
    }

    private static NotFound unknown(String account) {
        return new NotFound(ErrorCode.ACCOUNT_UNKNOWN, "there is no account " + account);
    }
}

package io.stakebook.api.journal;

import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.money.Assets;
import io.stakebook.core.period.PeriodId;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/entries}. */
@Dependent
@Path("entries")
@Produces(MediaType.APPLICATION_JSON)
public class EntryResource {

    private static final Listing<Long> LIST = Listing.byNumber("entries");

    private final Journal journal;
    private final EventLog log;
    private final SequenceWait waits;
    private final JournalJson writer;

    @Inject
    public EntryResource(Journal journal, EventLog log, SequenceWait waits, Assets assets) {
        this.journal = journal;
        this.log = log;
        this.waits = waits;
        this.writer = new JournalJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(
                request,
                "customerId",
                "productId",
                "positionId",
                "runId",
                "kind",
                "businessDate",
                "businessDateFrom",
                "businessDateTo",
                "recordedFrom",
                "recordedTo",
                "phase",
                "reservationId",
                "reverses",
                "reversedBy",
                "carriedFrom",
                "account",
                "chartCode",
                "minSequence",
                "limit",
                "cursor");
        Call call = Call.of(request);
        CustomerId customer = call.listedCustomer(query.parsed("customerId", CustomerId::parse));
        Viewer viewer = Viewer.of(call);
        PeriodId carriedFrom = query.parsed("carriedFrom", PeriodId::parse);
        Journal.Query wanted = new Journal.Query(
                customer,
                query.parsed("productId", ProductId::new),
                query.parsed("positionId", PositionId::parse),
                query.parsed("runId", RunId::parse),
                query.oneOf("kind", EntryKind.class),
                days(query),
                query.oneOf("phase", Phase.Name.class),
                query.parsed("reservationId", EntryId::parse),
                query.parsed("reverses", EntryId::parse),
                query.parsed("reversedBy", EntryId::parse),
                carriedFrom == null ? null : carriedFrom.month(),
                recorded(query),
                touching(query, viewer));
        Listing<Long> listing = LIST.filtered(wanted);
        Optional<Long> start = listing.start(query);
        Long minSequence = query.number("minSequence", 0);
        if (minSequence != null) {
            waits.reach(minSequence, "the log", () -> Optional.of(log.size()), size -> size - 1);
        }
        return listing.page(
                request,
                journal.list(wanted, start, query.limit()),
                (json, placed) -> writer.entry(json, placed.entry(), viewer));
    }

    private static Journal.@Nullable Days days(Query query) {
        LocalDate day = query.date("businessDate");
        LocalDate first = query.date("businessDateFrom");
        LocalDate last = query.dateNotBefore("businessDateTo", "businessDateFrom", first);
        if (day != null && (first != null || last != null)) {
            throw query.refuse("businessDate", "stands for one day and without businessDateFrom and businessDateTo");
        }
        if (day != null) {
            return new Journal.Days(day, day);
        }
        return first == null && last == null ? null : new Journal.Days(first, last);
    }

    private static Journal.@Nullable Span recorded(Query query) {
        Instant from = query.time("recordedFrom");
        Instant to = query.timeAfter("recordedTo", "recordedFrom", from);
        return from == null && to == null ? null : new Journal.Span(from, to);
    }

    /** An account whose lines the viewer is not shown is none to him. */
    private static Journal.@Nullable Touching touching(Query query, Viewer viewer) {
        AccountName account = query.parsed("account", AccountName::parse);
        if (account != null && !viewer.seesLineOf(account)) {
            throw new NotFound(ErrorCode.ACCOUNT_UNKNOWN, "there is no account " + account);
        }
        ChartAccount chart = chart(query);
        return account == null && chart == null ? null : new Journal.Touching(account, chart);
    }

    private static @Nullable ChartAccount chart(Query query) {
        Long code = query.number("chartCode", 1);
        try {
            return code == null ? null : ChartAccount.of(Math.toIntExact(Math.min(code, Integer.MAX_VALUE)));
        } catch (Rejected unknown) {
            throw query.refuse("chartCode", "is a code of the chart of accounts, such as 2010");
        }
    }

    /** Open to whoever has an account in it: his statement names the entry, also when another owns it. */
    @GET
    @Path("{entryId}")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("entryId") String entryId) {
        EntryId id = EntryId.parse(entryId);
        Viewer viewer = Viewer.of(Call.of(request));
        RecordedEntry entry = journal.find(id)
                .filter(found -> viewer.mayRead(
                        found.entry().context().customer(),
                        found.lines().stream().map(line -> line.posting().account())))
                .orElseThrow(() -> new NotFound(ErrorCode.ENTRY_UNKNOWN, "there is no entry " + id));
        return Views.object(json -> writer.entry(json, entry, viewer));
    }
}

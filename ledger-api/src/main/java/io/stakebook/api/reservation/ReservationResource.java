package io.stakebook.api.reservation;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Listing;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.journal.IfPeriodClosed;
import io.stakebook.api.journal.JournalJson;
import io.stakebook.api.journal.Viewer;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.IfMatch;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesIfMatch;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.IfUnchanged;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Command;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.ReservationState;
import io.stakebook.core.reservation.ReservationStep;
import io.stakebook.core.reservation.Reservations;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import io.stakebook.core.reservation.VoidReservation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/reservations}. A reservation bears the id of the entry that made it. */
@Dependent
@Path("reservations")
@Produces(MediaType.APPLICATION_JSON)
public class ReservationResource {

    private static final Listing<EntryId> LIST = new Listing<>("reservations", EntryId::toString, EntryId::parse);

    private final Reservations reservations;
    private final Assets assets;
    private final IdSource ids;
    private final Submitter submitter;
    private final ReservationJson writer;

    @Inject
    public ReservationResource(Reservations reservations, Assets assets, IdSource ids, Submitter submitter) {
        this.reservations = reservations;
        this.assets = assets;
        this.ids = ids;
        this.submitter = submitter;
        this.writer = new ReservationJson(new JournalJson(assets));
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response list(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "state", "account", "customerId", "limit", "cursor");
        Call call = Call.of(request);
        CustomerId customer = call.listedCustomer(query.parsed("customerId", CustomerId::parse));
        Viewer viewer = Viewer.of(call);
        Reservations.Query wanted = new Reservations.Query(
                query.parsed("account", AccountName::parse), customer, query.oneOf("state", ReservationState.class));
        Listing<EntryId> listing = LIST.filtered(wanted);
        return listing.page(
                request,
                reservations.list(wanted, listing.start(query), query.limit()),
                (json, reservation) -> writer.reservation(json, reservation, viewer));
    }

    @GET
    @Path("{reservationId}")
    @RolesAllowed({Roles.USER, Roles.FINANCE, Roles.AUDITOR, Roles.OPERATOR})
    public Response get(@Context ContainerRequestContext request, @PathParam("reservationId") String reservationId) {
        Call call = Call.of(request);
        Reservation reservation = require(call, reservationId);
        return Views.versioned(reservation.version(), json -> writer.reservation(json, reservation, Viewer.of(call)));
    }

    /** Without postings everything that remains is settled; {@code final} gives back what the postings leave. */
    @POST
    @TakesIfMatch
    @Path("{reservationId}/settlements")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> settle(
            @Context ContainerRequestContext request, @PathParam("reservationId") String reservationId, JsonBody body) {
        Call call = Call.of(request);
        Reservation seen = require(call, reservationId);
        SettleReservation command = body.read(in -> {
            Settlement settlement = settlement(in);
            return SettleReservation.of(seen, settlement, new EntryId(ids.next()), new EntryId(ids.next()));
        });
        return submit(call, body, seen, command);
    }

    @POST
    @TakesIfMatch
    @Path("{reservationId}/void")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> voidIt(
            @Context ContainerRequestContext request, @PathParam("reservationId") String reservationId, JsonBody body) {
        Call call = Call.of(request);
        Reservation seen = require(call, reservationId);
        VoidReservation command = body.read(in -> {
            Field<Optional<String>> memo = in.optionalFreeText("memo");
            in.finish();
            return VoidReservation.of(seen, new EntryId(ids.next()), memo.get().orElse(null));
        });
        return submit(call, body, seen, command);
    }

    private CompletionStage<Response> submit(
            Call call, JsonBody body, Reservation seen, Command<ReservationStep> command) {
        return submitter.submit(
                call,
                body,
                new IfUnchanged<>(
                        IfMatch.of(call),
                        "reservation " + seen.id(),
                        books -> books.find(Reservation.class, seen.id().toString())
                                .map(Reservation::version),
                        command),
                this::answer);
    }

    private Answer answer(ReservationStep step, Instant recordedAt) {
        return Answers.created(
                "/v1/entries/" + step.entries().get(0).id(), json -> writer.step(json, step, recordedAt));
    }

    private Settlement settlement(BodyReader in) {
        Field<Optional<List<Settlement.Part>>> named =
                in.optionalObjects("postings", PostEntries.MAX_LINES, this::part);
        Field<List<Settlement.Part>> parts = in.combined("postings", () -> parts(named.get()));
        Field<Boolean> last = in.flag("final");
        Field<Optional<Instant>> effectiveAt = in.optionalTime("effectiveAt");
        Field<Optional<LocalDate>> businessDate = in.optionalDate("businessDate");
        Field<Optional<IfPeriodClosed>> late = IfPeriodClosed.in(in);
        Field<Optional<String>> memo = in.optionalFreeText("memo");
        in.finish();
        return new Settlement(
                parts.get(),
                last.get(),
                effectiveAt.get().orElse(null),
                businessDate.get().orElse(null),
                IfPeriodClosed.said(late.get()),
                memo.get().orElse(null));
    }

    /** Leaving the postings out means all that remains; an empty list more likely is a mistake. */
    private static List<Settlement.Part> parts(Optional<List<Settlement.Part>> named) {
        if (named.isPresent() && named.get().isEmpty()) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID, "names at least one posting; leave it out to settle all that remains");
        }
        return named.orElse(List.of());
    }

    private Settlement.Part part(BodyReader in) {
        Field<AccountName> account = in.parsed("account", AccountName::parse);
        Field<Side> side = in.oneOf("side", Side.class);
        Field<Amount> amount = in.amount(assets);
        return new Settlement.Part(account.get(), side.get(), amount.get());
    }

    private Reservation require(Call call, String reservationId) {
        EntryId id = EntryId.parse(reservationId);
        return reservations
                .find(id)
                .filter(found -> Viewer.of(call)
                        .mayRead(
                                found.customerOrNull(),
                                found.legs().stream().map(leg -> leg.posting().account())))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESERVATION_UNKNOWN,
                        "there is no reservation " + id,
                        Map.of("reservationId", id.toString())));
    }
}

package io.stakebook.persistence.reservation;

import static io.stakebook.persistence.testing.Hand.atomic;
import static io.stakebook.persistence.testing.Hand.part;
import static io.stakebook.persistence.testing.Hand.reserve;
import static io.stakebook.persistence.testing.TestBook.ETH;
import static io.stakebook.persistence.testing.TestBook.funding;
import static io.stakebook.persistence.testing.TestBook.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.reservation.ExpireReservation;
import io.stakebook.core.reservation.ExpirySweep;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.ReservationState;
import io.stakebook.core.reservation.ReservationStep;
import io.stakebook.core.reservation.Reservations;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import io.stakebook.core.reservation.VoidReservation;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(EngineConfig.Mode.class)
class ReservationTest {

    private final EngineConfig.Mode mode;

    private TestDatabase database;
    private LiveBook book;
    private CustomerId customer;
    private Reservations reservations;

    ReservationTest(EngineConfig.Mode mode) {
        this.mode = mode;
    }

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        book = new LiveBook(database, mode);
        customer = book.customer("SG");
        book.deposit(customer, ETH, BigInteger.valueOf(1_000));
        reservations = new JdbcReservations(new BookReader(database.dataSource()));
    }

    @AfterEach
    void close() {
        book.assertClean();
        book.close();
        database.drop();
    }

    private Reservation reserved(long units, Duration expiresIn) {
        Instant expiresAt =
                expiresIn.isZero() ? null : book.node().clock().instant().plus(expiresIn);
        EntryId id =
                book.run(atomic(reserve(book, spot(customer), funding(customer), units, expiresAt))).results().stream()
                        .map(result -> ((PostedItems.Posted) result).entry().id())
                        .findFirst()
                        .orElseThrow();
        return reservations.find(id).orElseThrow();
    }

    private SettleReservation settle(Reservation seen, Settlement settlement) {
        return SettleReservation.of(
                seen,
                settlement,
                new EntryId(book.ids().next()),
                new EntryId(book.ids().next()));
    }

    private String spotBalance() {
        return database.column("select debits || '/' || credits || ' ' || pending_debits || '/' || pending_credits"
                        + " from balance_now join account using (account_id) where name = '" + spot(customer) + "'")
                .get(0);
    }

    @Test
    void reservation_settledInPartsAndTheRestReleased_isKeptAsSeparateEntries() {
        Reservation seen = reserved(600, Duration.ofDays(1));
        assertThat(spotBalance()).isEqualTo("0/1000 600/0");
        assertThat(seen.state()).isEqualTo(ReservationState.OPEN);

        book.run(settle(seen, part(seen, 200, false)));
        assertThat(spotBalance()).isEqualTo("200/1000 400/0");
        ReservationStep end = book.run(settle(seen, part(seen, 100, true)));

        assertThat(spotBalance()).isEqualTo("300/1000 0/0");
        assertThat(end.entries()).hasSize(2);
        Reservation after = reservations.find(seen.id()).orElseThrow();
        assertThat(after).isEqualTo(end.reservation());
        assertThat(after.state()).isEqualTo(ReservationState.SETTLED);
        assertThat(after.legs()).allSatisfy(leg -> assertThat(leg.settled()).isEqualTo(BigInteger.valueOf(300)));
        assertThat(database.column("select phase from journal_entry where reservation_id = '"
                        + seen.id().value() + "' order by place"))
                .containsExactly("S", "S", "V");
    }

    @Test
    void reservation_madeAndSettledInOneBatch_isWrittenOnce() throws Exception {
        List<CompletableFuture<Outcome>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var draft = reserve(book, spot(customer), funding(customer), 10, null);
            asked.add(book.submit("r" + i, atomic(draft)));
            asked.add(book.submit(
                    "s" + i,
                    new SettleReservation(
                            draft.id(),
                            Set.of(spot(customer), funding(customer)),
                            Settlement.all(),
                            new EntryId(book.ids().next()),
                            new EntryId(book.ids().next()))));
        }
        for (CompletableFuture<Outcome> one : asked) {
            assertThat(one.get(30, TimeUnit.SECONDS).answer().status()).isEqualTo(200);
        }
        assertThat(spotBalance()).isEqualTo("400/1000 0/0");
        assertThat(database.number("select count(*) from reservation where state = 'SETTLED' and version = 2"))
                .isEqualTo(40);
    }

    @Test
    void sixteenWriters_settlingAndVoidingOneReservationOnTwoNodes_resolveItOnce() throws Exception {
        try (LiveBook other = new LiveBook(database, mode)) {
            for (int round = 0; round < 5; round++) {
                Reservation seen = reserved(100, Duration.ZERO);
                List<Thread> writers = new ArrayList<>();
                List<LedgerException> reasons = Collections.synchronizedList(new ArrayList<>());
                for (int i = 0; i < 16; i++) {
                    LiveBook node = i % 2 == 0 ? book : other;
                    boolean voids = i % 8 >= 6;
                    writers.add(new Thread(() -> {
                        LiveBook.Answered<ReservationStep> answered = voids
                                ? node.ask(VoidReservation.of(
                                        seen, new EntryId(node.ids().next()), null))
                                : node.ask(SettleReservation.of(
                                        seen,
                                        part(seen, 30, false),
                                        new EntryId(node.ids().next()),
                                        new EntryId(node.ids().next())));
                        answered.rejectionIfAny().ifPresent(reasons::add);
                    }));
                }
                writers.forEach(Thread::start);
                for (Thread writer : writers) {
                    writer.join(30_000);
                }

                Reservation after = reservations.find(seen.id()).orElseThrow();
                assertThat(after.state()).isEqualTo(ReservationState.VOIDED);
                assertThat(after.legs().get(0).settled()).isLessThanOrEqualTo(BigInteger.valueOf(90));
                assertThat(reasons)
                        .extracting(LedgerException::code)
                        .isSubsetOf(ErrorCode.RESERVATION_RESOLVED, ErrorCode.RESERVATION_EXCEEDED);
                assertThat(database.number("select count(*) from journal_entry where phase = 'V' and reservation_id = '"
                                + seen.id().value() + "'"))
                        .isEqualTo(1);
                assertThat(database.number("select sum(p.units) from posting p join journal_entry e using (entry_id)"
                                + " where e.reservation_id = '" + seen.id().value() + "' and p.debit"))
                        .isEqualTo(100);
            }
        }
    }

    @Test
    void expiredReservation_isRefusedBeforeTheSweepAndGivenBackByIt_afterARestart() {
        Reservation seen = reserved(250, Duration.ofHours(1));
        Reservation later = reserved(50, Duration.ofHours(3));
        book.moveTo(LiveBook.START.plus(Duration.ofHours(2)));

        LedgerException late = book.ask(settle(seen, Settlement.all())).rejection();
        assertThat(late.code()).isEqualTo(ErrorCode.RESERVATION_EXPIRED);
        book.close();
        book = new LiveBook(database, mode);
        new ExpirySweep(book.node().engine(), reservations, book.node().clock(), book.ids()).sweep();

        Reservation after = reservations.find(seen.id()).orElseThrow();
        assertThat(after.state()).isEqualTo(ReservationState.EXPIRED);
        assertThat(spotBalance()).isEqualTo("0/1000 50/0");
        assertThat(reservations.find(later.id()).orElseThrow().state()).isEqualTo(ReservationState.OPEN);
        assertThat(database.number("select count(*) from journal_entry where reservation_id = '"
                        + seen.id().value() + "'"))
                .isEqualTo(1);
        assertThat(book.ask(VoidReservation.of(seen, new EntryId(book.ids().next()), null))
                        .rejection()
                        .members())
                .containsEntry("state", "expired");
    }

    @Test
    void expiryThatIsRefused_keepsNothing_soThatItsKeyIsGoodLater() throws Exception {
        var draft = reserve(book, spot(customer), funding(customer), 250, LiveBook.START.plus(Duration.ofHours(1)));
        ExpireReservation expire = new ExpireReservation(
                draft.id(),
                Set.of(spot(customer), funding(customer)),
                new EntryId(book.ids().next()));

        assertThatThrownBy(() -> book.submit("expire", expire).get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NotFound.class);
        book.run(atomic(draft));
        book.moveTo(LiveBook.START.plus(Duration.ofHours(2)));
        Outcome later = book.submit("expire", expire).get(30, TimeUnit.SECONDS);

        assertThat(later.replayed()).isFalse();
        assertThat(later.answer().status()).isEqualTo(200);
        assertThat(reservations.find(draft.id()).orElseThrow().state()).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void node_byItself_expiresWhatIsDue() {
        Reservation seen = reserved(250, Duration.ofHours(1));
        book.moveTo(LiveBook.START.plus(Duration.ofHours(2)));

        Eventually.until(
                "the reservation is open no more",
                Duration.ofSeconds(60),
                () -> reservations.find(seen.id()).orElseThrow().state() != ReservationState.OPEN);
        assertThat(reservations.find(seen.id()).orElseThrow().state()).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void list_byAccountCustomerAndState_pagesFromTheHighestId() {
        List<EntryId> made = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            made.add(reserved(i, Duration.ofHours(i)).id());
        }
        made.sort(Comparator.reverseOrder());
        CustomerId stranger = book.customer("SG");

        Page<Reservation, EntryId> first =
                reservations.list(new Reservations.Query(spot(customer), null, null), Optional.empty(), new Limit(3));
        Page<Reservation, EntryId> second =
                reservations.list(new Reservations.Query(spot(customer), null, null), first.next(), new Limit(3));

        List<EntryId> paged = new ArrayList<>();
        first.items().forEach(item -> paged.add(item.id()));
        second.items().forEach(item -> paged.add(item.id()));
        assertThat(paged).isEqualTo(made);
        assertThat(second.next()).isEmpty();
        assertThat(count(new Reservations.Query(null, customer, ReservationState.OPEN)))
                .isEqualTo(5);
        assertThat(count(new Reservations.Query(null, stranger, null))).isZero();
    }

    private int count(Reservations.Query query) {
        return reservations.list(query, Optional.empty(), Limit.LARGEST).items().size();
    }

    @Test
    void database_refusesMoreThanWasReservedAndASecondResolution() {
        Reservation seen = reserved(100, Duration.ZERO);
        String where = " where entry_id = '" + seen.id().value() + "'";
        assertThatThrownBy(() -> database.execute("update reservation set settled = '{1,1}'" + where))
                .hasMessageContaining("would be settled");
        book.run(settle(seen, Settlement.all()));

        assertThatThrownBy(() -> database.execute("update reservation set version = 9" + where))
                .hasMessageContaining("was resolved before");
        assertThatThrownBy(() -> database.execute("delete from reservation" + where))
                .hasMessageContaining("append-only");
    }
}

package io.stakebook.persistence.generaljournal;

import static io.stakebook.persistence.testing.Hand.atomic;
import static io.stakebook.persistence.testing.Hand.each;
import static io.stakebook.persistence.testing.Hand.move;
import static io.stakebook.persistence.testing.Hand.posted;
import static io.stakebook.persistence.testing.Hand.refused;
import static io.stakebook.persistence.testing.Hand.reserve;
import static io.stakebook.persistence.testing.TestBook.ETH;
import static io.stakebook.persistence.testing.TestBook.funding;
import static io.stakebook.persistence.testing.TestBook.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.generaljournal.AccountLimits;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.Known;
import io.stakebook.core.generaljournal.KnownFacts;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.generaljournal.PostMode;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.generaljournal.ReverseEntry;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.page.Limit;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import io.stakebook.core.reservation.VoidReservation;
import io.stakebook.persistence.journal.JpaJournal;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.reservation.JdbcReservations;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.Tables;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
class GeneralJournalTest {

    private final EngineConfig.Mode mode;

    private TestDatabase database;
    private LiveBook book;
    private CustomerId customer;
    private AccountName spot;
    private AccountName funding;

    GeneralJournalTest(EngineConfig.Mode mode) {
        this.mode = mode;
    }

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        book = new LiveBook(database, mode);
        customer = book.customer("SG");
        spot = spot(customer);
        funding = funding(customer);
        book.deposit(customer, ETH, BigInteger.valueOf(1_000));
    }

    @AfterEach
    void close() {
        book.assertClean();
        book.close();
        database.drop();
    }

    private KnownFacts facts() {
        return new JdbcKnownFacts(new BookReader(database.dataSource()));
    }

    private AccountLimits limits() {
        return new JdbcAccountLimits(new BookReader(database.dataSource()));
    }

    private JournalEntry entry(EntryId id) {
        return new JpaJournal(book.reads()).find(id).orElseThrow().entry();
    }

    private SetLimits limit(long minAvailable, long expected) {
        return new SetLimits(
                spot,
                new SetLimits.Bounds(null, null, BigInteger.valueOf(minAvailable), null),
                "risk review",
                "finance-1",
                expected);
    }

    @Test
    void thousandEntries_eachForItself_arePostedButForTheRefused() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            items.add(move(book, i % 10 == 9 ? funding : spot, i % 10 == 9 ? spot : funding, i % 10 == 9 ? 5_000 : 1));
        }
        Known known = facts().look(items, Set.of());
        assertThat(known.customers()).containsExactly(customer);

        PostedItems result = book.run(new PostEntries(items, PostMode.EACH, known));

        assertThat(result.posted()).isEqualTo(900);
        assertThat(refused(result, 9).reason().code()).isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
        assertThat(posted(result, 999 - 1).lines().get(0).after().sequence()).isEqualTo(901);
        assertThat(database.number("select count(*) from journal_entry where kind = 'general'"))
                .isEqualTo(900);
    }

    @Test
    void entryAsked_isTheEntryRead() {
        Item.Draft draft = move(book, spot, funding, 25);

        PostedItems result = book.run(atomic(draft));

        assertThat(entry(draft.id())).isEqualTo(posted(result, 0).entry());
    }

    @Test
    void idInTheBook_isFoundAhead_orRefusedByTheKeyWithoutHarmToNeighbours() throws Exception {
        Item.Draft taken = move(book, spot, funding, 1);
        book.run(atomic(taken));

        Known known = facts().look(
                        List.of(taken),
                        Set.of(taken.id(), new EntryId(book.ids().next())));
        assertThat(known.taken()).containsExactly(taken.id());
        PostedItems result =
                book.run(new PostEntries(List.of(taken, move(book, spot, funding, 1)), PostMode.EACH, known));
        assertThat(refused(result, 0).reason().code()).isEqualTo(ErrorCode.ALREADY_EXISTS);

        List<CompletableFuture<Outcome>> neighbours = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            neighbours.add(book.submit("n" + i, atomic(move(book, spot, funding, 1))));
        }
        CompletableFuture<Outcome> blind = book.submit("blind", atomic(taken));
        for (CompletableFuture<Outcome> neighbour : neighbours) {
            assertThat(neighbour.get(30, TimeUnit.SECONDS).answer().status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> blind.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(Conflict.class)
                .hasMessageContaining(taken.id().toString());
    }

    @Test
    void customerOpenedWhileTheRequestWaits_isDecidedUnderLock() {
        CustomerId stranger = new CustomerId(book.ids().next());
        Item.Draft gift = move(book, spot, spot(stranger), 5);
        Known before = facts().look(List.of(gift), Set.of());
        assertThat(before.customers()).containsExactly(customer);

        assertThat(book.ask(PostEntries.one(gift, before)).rejection().code()).isEqualTo(ErrorCode.CUSTOMER_UNKNOWN);
        book.run(book.open(stranger, "SG"));
        book.run(PostEntries.one(gift, before));
    }

    @Test
    void limits_areInForceAtOnce_keptInEveryVersion_andTold() {
        book.run(limit(400, 0));
        book.run(limit(300, 1));

        assertThat(limits().history(spot, Optional.empty(), new Limit(1)).items())
                .singleElement()
                .satisfies(version -> assertThat(version.limits())
                        .isEqualTo(new Limits(2, null, null, BigInteger.valueOf(300), null)));
        assertThat(limits().history(funding, Optional.empty(), new Limit(1)).items())
                .isEmpty();
        assertThat(limits().history(spot, Optional.of(2L), new Limit(5)).items())
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.limits().minAvailable()).isEqualTo(400);
                    assertThat(version.setBy()).isEqualTo("finance-1");
                    assertThat(version.reason()).isEqualTo("risk review");
                });
        assertThat(book.ask(atomic(move(book, spot, funding, 701))).rejection().code())
                .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);
        book.awaitSequenced();
        assertThat(database.number(
                        "select count(*) from event_log where type = 'io.stakebook.account.limits.changed.v1'"
                                + " and owner = '" + customer + "'"))
                .isEqualTo(2);
    }

    @Test
    void limits_onAnAccountWithoutPostings_bindItsFirstEntry() {
        book.run(new SetLimits(
                funding, new SetLimits.Bounds(null, BigInteger.TEN, null, null), "new account", "finance-1", 0L));

        assertThat(book.ask(atomic(move(book, spot, funding, 11))).rejection().code())
                .isEqualTo(ErrorCode.BALANCE_LIMIT_EXCEEDED);
        book.run(atomic(move(book, spot, funding, 10)));
        assertThat(limits().history(funding, Optional.empty(), new Limit(5)).items())
                .singleElement()
                .satisfies(version -> assertThat(version.limits().version()).isEqualTo(1));
    }

    @Test
    void manyWriters_underALimit_neverBreakIt() throws Exception {
        book.run(limit(100, 0));
        try (LiveBook other = new LiveBook(database, mode)) {
            List<CompletableFuture<Outcome>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                LiveBook node = i % 2 == 0 ? book : other;
                asked.add(node.submit(
                        "w" + i,
                        atomic(i % 3 == 0 ? reserve(node, spot, funding, 7, null) : move(node, spot, funding, 7))));
            }
            long accepted = 0;
            for (CompletableFuture<Outcome> one : asked) {
                accepted += one.get(60, TimeUnit.SECONDS).answer().status() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(128);
        }
        assertThat(database.number(
                        "select credits - debits - pending_debits from balance_now join account using (account_id)"
                                + " where name = '" + spot + "'"))
                .isEqualTo(104);
    }

    @Test
    void twoNodes_reversingOneEntry_exactlyOneDoes_theOthersLearnWhich() throws Exception {
        try (LiveBook other = new LiveBook(database, mode)) {
            for (int round = 0; round < 5; round++) {
                Item.Draft draft = move(book, spot, funding, 10);
                book.run(atomic(draft));
                JournalEntry seen = entry(draft.id());
                List<EntryId> winners = Collections.synchronizedList(new ArrayList<>());
                List<LedgerException> reasons = Collections.synchronizedList(new ArrayList<>());
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    LiveBook node = i % 2 == 0 ? book : other;
                    writers.add(new Thread(() -> {
                        EntryId id = new EntryId(node.ids().next());
                        LiveBook.Answered<ReverseEntry.Reversed> answered = node.ask(ReverseEntry.of(seen, id, null));
                        answered.rejectionIfAny().ifPresentOrElse(reasons::add, () -> winners.add(id));
                    }));
                }
                writers.forEach(Thread::start);
                for (Thread writer : writers) {
                    writer.join(30_000);
                }

                assertThat(winners).hasSize(1);
                assertThat(reasons).hasSize(7).allSatisfy(reason -> {
                    assertThat(reason.code()).isEqualTo(ErrorCode.ENTRY_REVERSED);
                    assertThat(reason.members())
                            .containsEntry("reversedBy", winners.get(0).toString());
                });
                assertThat(entry(winners.get(0)).context().reverses()).isEqualTo(draft.id());
            }
        }
    }

    @Test
    void manyReversalsOfOneEntry_inOneBatch_exactlyOneDoes() throws Exception {
        Item.Draft draft = move(book, spot, funding, 10);
        book.run(atomic(draft));
        JournalEntry seen = entry(draft.id());

        List<CompletableFuture<Outcome>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(book.submit(
                    "rev" + i, ReverseEntry.of(seen, new EntryId(book.ids().next()), null)));
        }
        List<String> bodies = new ArrayList<>();
        for (CompletableFuture<Outcome> one : asked) {
            bodies.add(one.get(30, TimeUnit.SECONDS).answer().body());
        }

        assertThat(bodies).filteredOn(body -> body.equals("ok")).hasSize(1);
        assertThat(bodies).filteredOn(body -> body.equals("ENTRY_REVERSED")).hasSize(49);
    }

    @Test
    void rehearsal_ofEveryCommand_leavesEveryTableAsItWas() {
        Item.Draft reserved = reserve(book, spot, funding, 50, null);
        Item.Draft plain = move(book, spot, funding, 5);
        book.run(atomic(reserved, plain));
        Reservation open = new JdbcReservations(new BookReader(database.dataSource()))
                .find(reserved.id())
                .orElseThrow();
        book.awaitSequenced();
        Map<String, String> before = Tables.digests(database);

        PostedItems would = book.rehearse(each(
                        move(book, spot, funding, 1),
                        move(book, spot, funding, 5_000),
                        reserve(book, spot, funding, 1, null)))
                .result();
        assertThat(would.posted()).isEqualTo(2);
        assertThat(book.rehearse(limit(10, 0)).result().limits().version()).isEqualTo(1);
        book.rehearse(SettleReservation.of(
                        open,
                        Settlement.all(),
                        new EntryId(book.ids().next()),
                        new EntryId(book.ids().next())))
                .result();
        book.rehearse(VoidReservation.of(open, new EntryId(book.ids().next()), null))
                .result();
        book.rehearse(ReverseEntry.of(entry(plain.id()), new EntryId(book.ids().next()), null))
                .result();
        assertThat(book.rehearse(atomic(move(book, spot, funding, 5_000)))
                        .rejection()
                        .code())
                .isEqualTo(ErrorCode.INSUFFICIENT_BALANCE);

        assertThat(Tables.digests(database)).isEqualTo(before);
    }

    @Test
    void outcomes_areReplayedAfterARestart_refusalsToo() throws Exception {
        Item.Draft reserved = reserve(book, spot, funding, 50, null);
        Item.Draft plain = move(book, spot, funding, 5);
        book.run(atomic(plain));
        Map<String, Command<?>> commands = Map.of(
                "reserve", atomic(reserved),
                "refused", atomic(move(book, spot, funding, 5_000)),
                "limit", limit(10, 0),
                "reverse",
                        ReverseEntry.of(
                                entry(plain.id()), new EntryId(book.ids().next()), null));
        Map<String, Answer> first = new HashMap<>();
        for (Map.Entry<String, Command<?>> command : commands.entrySet()) {
            first.put(
                    command.getKey(),
                    book.submit(command.getKey(), command.getValue())
                            .get(30, TimeUnit.SECONDS)
                            .answer());
        }
        assertThat(first)
                .hasEntrySatisfying(
                        "refused", answer -> assertThat(answer.body()).isEqualTo("INSUFFICIENT_BALANCE"));
        book.awaitSequenced();
        Map<String, String> before = Tables.digests(database);
        book.close();
        book = new LiveBook(database, mode);

        for (Map.Entry<String, Command<?>> command : commands.entrySet()) {
            Outcome again = book.submit(command.getKey(), command.getValue()).get(30, TimeUnit.SECONDS);
            assertThat(again.replayed()).isTrue();
            assertThat(first).containsEntry(command.getKey(), again.answer());
        }
        assertThat(Tables.digests(database)).isEqualTo(before);
    }
}

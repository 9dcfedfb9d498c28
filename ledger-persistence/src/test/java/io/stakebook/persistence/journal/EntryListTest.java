package io.stakebook.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryListTest {

    private static final Journal.Query ALL = new Journal.Query(null, null, null, null, null, null);

    /** Each list is a few pages longer than the one before, however fast the writers are. */
    private static final int WRITES_PER_PAGE = 8;

    private static final int FIRST_WRITES = 120;

    /** What was begun is walked to its end as it was, whoever writes meanwhile. */
    @Test
    void aListThatWasBegun_isStable_whileTwoNodesWrite() throws Exception {
        try (LiveBook book = new LiveBook();
                LiveBook other = new LiveBook(book.database())) {
            AtomicBoolean stop = new AtomicBoolean();
            Semaphore writes = new Semaphore(FIRST_WRITES);
            ExecutorService writers = Executors.newFixedThreadPool(6);
            for (int i = 0; i < 6; i++) {
                LiveBook node = i % 2 == 0 ? book : other;
                CustomerId customer = TestBook.customer();
                writers.execute(() -> {
                    while (!stop.get()) {
                        if (takes(writes)) {
                            post(node, customer);
                        }
                    }
                });
            }
            Journal journal = new JpaJournal(book.reads());
            List<List<EntryId>> walks = new ArrayList<>();
            try {
                Eventually.until(
                        "the first entries are there",
                        Duration.ofSeconds(60),
                        () -> book.database().number("select count(*) from journal_entry") >= FIRST_WRITES);
                for (int i = 0; i < 12; i++) {
                    walks.add(ids(walk(journal, ALL, new Limit(40), () -> writes.release(WRITES_PER_PAGE))));
                }
            } finally {
                stop.set(true);
                writers.shutdown();
                assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            }

            List<EntryId> all = ids(walk(journal, ALL, Limit.LARGEST));
            for (List<EntryId> seen : walks) {
                assertThat(seen).isEqualTo(all.subList(all.size() - seen.size(), all.size()));
            }
        }
    }

    @Test
    void everyFilter_narrowsAlone_andTogetherWithOthers() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = TestBook.customer();
            CustomerId ben = TestBook.customer();
            JournalEntry first = post(book, ann);
            JournalEntry second = post(book, ben);
            JournalEntry third = post(book, ann);
            Journal journal = new JpaJournal(book.reads());

            assertThat(ids(journal, ann, EntryKind.DEPOSIT, null)).containsExactly(third.id(), first.id());
            assertThat(ids(journal, null, EntryKind.DEPOSIT, Phase.Name.POSTED))
                    .containsExactly(third.id(), second.id(), first.id());
            assertThat(ids(journal, ann, null, Phase.Name.RESERVED)).isEmpty();
            assertThat(ids(journal, ben, EntryKind.GENERAL, null)).isEmpty();
            Journal.Query ofNoReservation = new Journal.Query(
                    null, null, null, null, null, null, null, first.id(), null, null, null, null, null);
            assertThat(walk(journal, ofNoReservation, Limit.DEFAULT)).isEmpty();
            Journal.Query reversing = new Journal.Query(
                    ann, null, null, null, null, null, null, null, first.id(), second.id(), null, null, null);
            assertThat(walk(journal, reversing, Limit.DEFAULT)).isEmpty();
        }
    }

    @Test
    void spanOfRecording_listsWhatEnteredTheBookInIt_andEndsThere() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = TestBook.customer();
            List<EntryId> posted = new ArrayList<>();
            for (int hour = 0; hour < 8; hour++) {
                book.moveTo(hour(hour));
                posted.add(post(book, ann).id());
                posted.add(post(book, TestBook.customer()).id());
            }
            Journal journal = new JpaJournal(book.reads());

            for (int from = 0; from < 8; from++) {
                for (int to = from + 1; to <= 8; to++) {
                    List<EntryId> expected = new ArrayList<>(posted.subList(2 * from, 2 * to));
                    Collections.reverse(expected);
                    assertThat(ids(walk(journal, recorded(null, hour(from), hour(to)), new Limit(3))))
                            .as("recorded from " + from + " h to " + to + " h")
                            .isEqualTo(expected);
                }
            }
            assertThat(ids(walk(journal, recorded(ann, hour(6), null), Limit.DEFAULT)))
                    .containsExactly(posted.get(14), posted.get(12));
            assertThat(ids(walk(journal, recorded(ann, null, hour(1)), Limit.DEFAULT)))
                    .containsExactly(posted.get(0));
            assertThat(walk(journal, recorded(null, hour(9), hour(10)), Limit.DEFAULT))
                    .isEmpty();
        }
    }

    /** The ends of a span are found by halving: against a look at every row, with places that were given out in vain. */
    @Test
    void endOfASpan_isWhereEveryRowSaysItIs() {
        try (LiveBook book = new LiveBook()) {
            book.database().execute("""
                    insert into journal_entry (entry_id, place, kind, effective_at, business_date, recorded_at)
                    overriding system value
                    select gen_random_uuid(), place, 'deposit', at, at::date, at
                      from (select n * 7 - n % 7 + n / 90 * 400 as place,
                                   timestamptz '2026-01-01Z' + interval '1 hour' * (n / 3) + interval '90 days' * (n / 250) as at
                              from generate_series(1, 800) n) made
                    """);

            assertThat(book.database().column("""
                    select moment || ' below ' || newest || ': ' || place_recorded(newest, moment) || ', not ' || wanted
                      from (select moment, newest, (select coalesce(max(place), 0) from journal_entry
                                                     where place <= newest and recorded_at <= moment) as wanted
                              from (select recorded_at + shift as moment from journal_entry,
                                           (values (interval '0'), ('-1 microsecond'), ('31 minutes')) s (shift)) m
                             cross join (values (0::bigint), (1), (1000), (5000), (100000)) b (newest)) asked
                     where place_recorded(newest, moment)
                           not between wanted and coalesce((select min(place) - 1 from journal_entry
                                                             where place <= newest and recorded_at > moment), newest)
                    """)).isEmpty();
        }
    }

    /** The index by customer is kept by stretches of 1,048,576 places; a list goes on from one to the next. */
    @Test
    void aCustomersList_goesThroughAllStretches_whereverItsPagesEnd() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = TestBook.customer();
            CustomerId ben = TestBook.customer();
            List<EntryId> posted = new ArrayList<>();
            int hour = 0;
            for (long place : List.of(1_048_570L, 1_048_574L, 2_097_152L, 6_291_450L)) {
                book.moveTo(hour(hour++));
                book.database().execute("alter table journal_entry alter column place restart with " + place);
                for (int i = 0; i < 4; i++) {
                    posted.add(0, post(book, ann).id());
                }
                post(book, ben);
            }
            Journal journal = new JpaJournal(book.reads());
            Journal.Query ofAnn =
                    new Journal.Query(ann, null, null, null, null, null, null, null, null, null, null, null, null);

            for (int limit = 1; limit <= 17; limit++) {
                assertThat(ids(walk(journal, ofAnn, new Limit(limit))))
                        .as(limit + " a page")
                        .isEqualTo(posted);
            }
            assertThat(ids(walk(journal, recorded(ann, hour(1), hour(3)), new Limit(3))))
                    .isEqualTo(posted.subList(4, 12));
            assertThat(ids(journal, ann, EntryKind.DEPOSIT, Phase.Name.POSTED)).isEqualTo(posted);
            assertThat(ids(journal, ann, EntryKind.GENERAL, null)).isEmpty();
            assertThat(ids(journal, TestBook.customer(), null, null)).isEmpty();
        }
    }

    /** Through the account's postings, or by comparison where another filter leads. */
    @Test
    void entriesThatTouchAnAccount_areListed_whereverPagesEnd_andWhateverElseIsAsked() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = TestBook.customer();
            List<EntryId> all = new ArrayList<>();
            List<EntryId> ofAnn = new ArrayList<>();
            for (int hour = 0; hour < 6; hour++) {
                book.moveTo(hour(hour));
                for (int i = 0; i < 2; i++) {
                    EntryId hers = post(book, ann).id();
                    all.add(0, hers);
                    ofAnn.add(0, hers);
                    all.add(0, post(book, TestBook.customer()).id());
                }
            }
            Journal journal = new JpaJournal(book.reads());

            for (int limit = 1; limit <= 13; limit++) {
                assertThat(ids(walk(journal, touching(TestBook.spot(ann), null), new Limit(limit))))
                        .as("hers, " + limit + " a page")
                        .isEqualTo(ofAnn);
                assertThat(ids(walk(journal, touching(TestBook.omnibus(), null), new Limit(limit))))
                        .as("the house's, " + limit + " a page")
                        .isEqualTo(all);
            }
            assertThat(ids(walk(journal, touching(null, ChartAccount.CLIENT_SPOT), new Limit(5))))
                    .isEqualTo(all);
            assertThat(ids(walk(journal, touching(TestBook.omnibus(), ChartAccount.CLIENT_FUNDING), new Limit(5))))
                    .isEmpty();
            assertThat(ids(walk(journal, touching(TestBook.funding(ann), null), Limit.DEFAULT)))
                    .isEmpty();
            Journal.Touching omnibus = new Journal.Touching(TestBook.omnibus(), null);
            assertThat(ids(walk(journal, touched(ann, null, omnibus), new Limit(2))))
                    .isEqualTo(ofAnn);
            Journal.Span span = new Journal.Span(hour(1), hour(3));
            assertThat(ids(walk(journal, touched(null, span, omnibus), new Limit(3))))
                    .isEqualTo(all.subList(12, 20));
        }
    }

    /** An entry with two lines on one account stands in the list once. */
    @Test
    void entryThatTouchesAnAccountTwice_isListedOnce() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = TestBook.customer();
            JournalEntry first = post(book, ann);
            JournalEntry twice = JournalEntry.of(
                    new EntryId(TestBook.ids().next()),
                    EntryKind.DEPOSIT,
                    LiveBook.START,
                    EntryContext.of(ann),
                    List.of(
                            Posting.debit(TestBook.omnibus(), TestBook.eth(1)),
                            Posting.credit(TestBook.spot(ann), TestBook.eth(3)),
                            Posting.debit(TestBook.omnibus(), TestBook.eth(2))));
            TestEngine.run(book.node().engine(), TestEngine.key("twice"), TestEngine.posting(twice));
            JournalEntry last = post(book, ann);

            for (int limit = 1; limit <= 3; limit++) {
                assertThat(ids(walk(
                                new JpaJournal(book.reads()), touching(TestBook.omnibus(), null), new Limit(limit))))
                        .containsExactly(last.id(), twice.id(), first.id());
            }
        }
    }

    private static Journal.Query touching(@Nullable AccountName account, @Nullable ChartAccount chart) {
        return touched(null, null, new Journal.Touching(account, chart));
    }

    private static Journal.Query touched(
            @Nullable CustomerId customer, Journal.@Nullable Span span, Journal.Touching touching) {
        return new Journal.Query(customer, null, null, null, null, null, null, null, null, null, null, span, touching);
    }

    private static Instant hour(int hour) {
        return LiveBook.START.plus(Duration.ofHours(hour));
    }

    private static Journal.Query recorded(@Nullable CustomerId customer, @Nullable Instant from, @Nullable Instant to) {
        Journal.Span span = new Journal.Span(from, to);
        return new Journal.Query(customer, null, null, null, null, null, null, null, null, null, null, span, null);
    }

    private static List<EntryId> ids(
            Journal journal, @Nullable CustomerId customer, @Nullable EntryKind kind, Phase.@Nullable Name phase) {
        Journal.Query query =
                new Journal.Query(customer, null, null, null, kind, null, phase, null, null, null, null, null, null);
        return ids(walk(journal, query, new Limit(1)));
    }

    private static List<EntryId> ids(List<Journal.PlacedEntry> placed) {
        return placed.stream().map(found -> found.entry().entry().id()).toList();
    }

    private static JournalEntry post(LiveBook book, CustomerId customer) {
        JournalEntry entry = TestBook.deposit(customer, 3, LiveBook.START);
        TestEngine.run(book.node().engine(), TestEngine.key(entry.id().toString()), TestEngine.posting(entry));
        return entry;
    }

    private static boolean takes(Semaphore writes) {
        try {
            return writes.tryAcquire(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("a writer was interrupted", e);
        }
    }

    private static List<Journal.PlacedEntry> walk(Journal journal, Journal.Query query, Limit limit) {
        return walk(journal, query, limit, () -> {});
    }

    private static List<Journal.PlacedEntry> walk(
            Journal journal, Journal.Query query, Limit limit, Runnable afterEachPage) {
        List<Journal.PlacedEntry> found = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        do {
            Page<Journal.PlacedEntry, Long> page = journal.list(query, before, limit);
            found.addAll(page.items());
            before = page.next();
            afterEachPage.run();
        } while (before.isPresent());
        return found;
    }
}

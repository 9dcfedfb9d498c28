package io.stakebook.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
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
            Journal.Query ofNoReservation =
                    new Journal.Query(null, null, null, null, null, null, null, first.id(), null, null, null);
            assertThat(walk(journal, ofNoReservation, Limit.DEFAULT)).isEmpty();
            Journal.Query reversing =
                    new Journal.Query(ann, null, null, null, null, null, null, null, first.id(), second.id(), null);
            assertThat(walk(journal, reversing, Limit.DEFAULT)).isEmpty();
        }
    }

    private static List<EntryId> ids(
            Journal journal, @Nullable CustomerId customer, @Nullable EntryKind kind, Phase.@Nullable Name phase) {
        Journal.Query query = new Journal.Query(customer, null, null, null, kind, null, phase, null, null, null, null);
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

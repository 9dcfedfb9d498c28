package io.stakebook.persistence.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Several callers at once on the same few accounts. Whatever order the engine chose: the journal replayed in the order of
 * its recording must be acceptable to the model, entry by entry, and end in the same balances; every acknowledged write is
 * there once, every refused one absent; two callers with one key hear the same; the checker finds nothing.
 * {@code -Dmodel.asks=500} asks more of each caller.
 */
class ConcurrentReplayTest {

    private static final int CALLERS = 6;
    private static final int ASKS = Integer.getInteger("model.asks", 15);
    private static final Set<String> MAY_HAPPEN = Set.of(
            "OK",
            "AMOUNT_TOO_LARGE",
            "AMOUNT_NOT_POSITIVE",
            "ALREADY_EXISTS",
            "ACCOUNT_NOT_OPEN_TO_HAND",
            "CUSTOMER_UNKNOWN",
            "EFFECTIVE_IN_FUTURE",
            "FIELD_INVALID",
            "ENTRY_TOO_SHORT",
            "ENTRY_UNBALANCED",
            "VERSION_MISMATCH",
            "CONDITION_NOT_MET",
            "INSUFFICIENT_BALANCE",
            "BALANCE_LIMIT_EXCEEDED",
            "BATCH_ITEM_REFUSED",
            "RESERVATION_UNKNOWN",
            "RESERVATION_RESOLVED",
            "RESERVATION_EXPIRED",
            "RESERVATION_EXCEEDED",
            "STALE",
            "LIMITS_CONTRADICT",
            "LIMITS_NOT_MET",
            "NO_CHANGE",
            "ENTRY_UNKNOWN",
            "ENTRY_REVERSED",
            "ENTRY_NOT_REVERSIBLE");

    private final AtomicInteger books = new AtomicInteger();
    private TestDatabase database;
    private MovableClock clock;

    @BeforeProperty
    void open() {
        database = RealLedger.database();
        clock = new MovableClock(Instant.parse("2026-03-10T09:00:00Z"));
    }

    @AfterProperty
    void drop() {
        database.drop();
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void lockedEngine(@ForAll long seed) throws Exception {
        race(seed, Mode.LOCKED);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void leasedEngine(@ForAll long seed) throws Exception {
        race(seed, Mode.LEASED);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void twoLockedEngines(@ForAll long seed) throws Exception {
        race(seed, Mode.LOCKED, Mode.LOCKED);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void leasedEngineBesideALockedOne(@ForAll long seed) throws Exception {
        race(seed, Mode.LEASED, Mode.LOCKED);
    }

    private void race(long seed, Mode... modes) throws Exception {
        List<RealLedger> nodes = new ArrayList<>();
        for (Mode mode : modes) {
            nodes.add(new RealLedger(database, clock, EngineConfig.defaults().with(mode)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2 * CALLERS);
        try {
            SharedBook book = new SharedBook(nodes.get(0), clock, books.getAndIncrement());
            List<Callable<Set<String>>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                callers.add(() -> call(nodes, book, new Random(seed * 31 + number), number, threads));
            }
            Set<String> codes = new TreeSet<>();
            for (Future<Set<String>> done : threads.invokeAll(callers)) {
                codes.addAll(done.get());
            }
            assertThat(MAY_HAPPEN).as("refusals that make sense").containsAll(codes);
            judge(nodes.get(0), book);
        } finally {
            threads.shutdownNow();
            nodes.forEach(RealLedger::close);
        }
    }

    private Set<String> call(
            List<RealLedger> nodes, SharedBook book, Random random, int caller, ExecutorService threads)
            throws Exception {
        Set<String> codes = new HashSet<>();
        AskMaker maker = new AskMaker(random, book);
        for (int i = 0; i < ASKS; i++) {
            book.look();
            Ask ask = maker.next();
            String key = book.number() + "-" + caller + "-" + i;
            RealLedger node = nodes.get(random.nextInt(nodes.size()));
            Verdict verdict;
            if (random.nextInt(5) == 0) {
                RealLedger other = nodes.get(random.nextInt(nodes.size()));
                Future<Verdict> twin = threads.submit(() -> other.ask(key, 'a', ask));
                verdict = node.ask(key, 'a', ask);
                assertSame(verdict, twin.get(), ask);
            } else {
                verdict = node.ask(key, 'a', ask);
            }
            book.heard(ask, verdict);
            codes.add(verdict.code());
            codes.addAll(verdict.items());
            if (caller == 0 && random.nextInt(8) == 0) {
                clock.advance(Duration.ofMinutes(50));
            }
        }
        return codes;
    }

    /** A stale answer is nobody's: nothing was kept, and the other may have been asked a moment later. */
    private static void assertSame(Verdict one, Verdict other, Ask ask) {
        if (!one.code().equals("STALE")
                && !other.code().equals("STALE")
                && !(ask instanceof Ask.Post post
                        && post.drafts().stream()
                                .flatMap(draft -> draft.lines().stream())
                                .anyMatch(line -> line.units().compareTo(ModelAccount.MOST) > 0))) {
            assertThat(other).as("the twin of %s", ask).isEqualTo(one);
        }
    }

    private void judge(RealLedger node, SharedBook book) throws SQLException {
        assertThat(node.check().results())
                .allSatisfy(result -> assertThat(result.findings()).isEmpty());

        JournalReplay journal = new JournalReplay(database, book.assets());
        Set<UUID> found = journal.ids();
        assertThat(found).as("every acknowledged write is there").containsAll(book.acknowledged());
        found.removeAll(book.acknowledged());
        assertThat(book.possible()).as("nothing else is there").containsAll(found);

        ReferenceLedger model = journal.into(new ReferenceLedger(Set.copyOf(node.customers())));
        assertThat(node.rows(book.assets())).isEqualTo(model.rows());
        for (ModelReservation reservation : model.reservations()) {
            String standing = node.standing(reservation.id());
            assertThat(standing).as("reservation %s", reservation.id()).endsWith(" " + reservation.left());
            assertThat(standing.startsWith("OPEN ")).isEqualTo(reservation.isOpen());
        }
    }
}

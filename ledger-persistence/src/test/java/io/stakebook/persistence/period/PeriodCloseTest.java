package io.stakebook.persistence.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.closing.ApproveReopening;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.closing.Reopening;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.page.Limit;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Outcome;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.journal.JpaJournal;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The book of {@link LiveBook} starts on 2026-03-01. */
class PeriodCloseTest {

    private static final PeriodId JANUARY = PeriodId.parse("2026-01");
    private static final PeriodId FEBRUARY = JANUARY.next();
    private static final PeriodId MARCH = FEBRUARY.next();
    private static final CustomerId ANN = TestBook.customer();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void assertRefused(ErrorCode code, Callable<?> step) {
        assertThatThrownBy(() -> {
                    try {
                        step.call();
                    } catch (AssertionError e) {
                        throw new IllegalStateException(e.getMessage(), e);
                    }
                })
                .satisfies(failure -> assertThat(
                                failure instanceof LedgerException reason
                                        ? reason.code().name()
                                        : failure.getMessage())
                        .contains(code.name()));
    }

    @Test
    void aMonth_closesInOrder_andWhatIsLateIsCarriedOrRefused() {
        try (Months months = new Months(new LiveBook())) {
            months.post(JANUARY.lastDay(), Lateness.CARRY);
            months.begin(JANUARY);
            assertRefused(ErrorCode.PERIOD_OUT_OF_ORDER, () -> months.begin(JANUARY.previous()));
            months.begin(FEBRUARY);
            assertRefused(ErrorCode.PERIOD_NOT_OVER, () -> months.begin(MARCH));
            assertRefused(ErrorCode.PERIOD_OUT_OF_ORDER, () -> months.seal(FEBRUARY));

            LocalDate firstOpen = MARCH.firstDay();
            assertThat(months.post(FEBRUARY.lastDay(), Lateness.CARRY)).isEqualTo(firstOpen);
            assertThat(months.post(FEBRUARY.lastDay(), Lateness.ADJUST)).isEqualTo(FEBRUARY.lastDay());
            assertThat(months.post(FEBRUARY.firstDay(), Lateness.ADJUST_OR_CARRY))
                    .isEqualTo(FEBRUARY.firstDay());
            assertRefused(ErrorCode.PERIOD_CLOSED, () -> months.post(FEBRUARY.firstDay(), Lateness.REFUSE));

            PeriodClose january = months.close(JANUARY);
            PeriodClose february = months.close(FEBRUARY);

            assertThat(january.frozen().entries()).isEqualTo(1);
            assertThat(february.frozen().entries()).isEqualTo(3);
            assertThat(february.frozen().totals())
                    .allMatch(total -> total.debits().equals(total.credits()));
            assertRefused(ErrorCode.PERIOD_CLOSED, () -> months.post(FEBRUARY.lastDay(), Lateness.ADJUST));
            assertThat(months.post(JANUARY.firstDay(), Lateness.ADJUST_OR_CARRY))
                    .isEqualTo(firstOpen);
            assertThat(months.book
                            .database()
                            .column("select carried_from from journal_entry where carried_from < date '2026-02-01'"))
                    .containsExactly("2026-01-01");
            Journal.Query carried = new Journal.Query(
                    null, null, null, null, null, null, null, null, null, null, JANUARY.month(), null, null);
            assertThat(new JpaJournal(months.book.reads())
                            .list(carried, Optional.empty(), Limit.DEFAULT)
                            .items())
                    .extracting(placed -> placed.entry().entry().carriedFrom())
                    .containsExactly(JANUARY.firstDay());
            months.requireFrozen();
            months.book.awaitSequenced();
            assertThat(months.book
                            .database()
                            .column("select type from event_log where type like '%period%' order by seq"))
                    .containsExactly(
                            "io.stakebook.period.closing.v1",
                            "io.stakebook.period.closing.v1",
                            "io.stakebook.period.closed.v1",
                            "io.stakebook.period.closed.v1");
        }
    }

    /** One mis-dated entry must not ask for hundreds of closes. */
    @Test
    void financeBeginsWithAnyMonth_andAllThatLiesBefore_closesWithIt() {
        LocalDate longAgo = LocalDate.of(1970, 5, 1);
        try (Months months = new Months(new LiveBook())) {
            months.post(longAgo, Lateness.REFUSE);
            assertRefused(ErrorCode.PERIOD_OUT_OF_ORDER, () -> months.begin(PeriodId.parse("1969-12")));

            months.begin(FEBRUARY);
            assertThat(months.post(JANUARY.lastDay(), Lateness.CARRY)).isEqualTo(MARCH.firstDay());
            assertThat(months.post(longAgo, Lateness.ADJUST)).isEqualTo(longAgo);
            PeriodClose first = months.close(FEBRUARY);

            assertThat(first.frozen().entries()).isEqualTo(2);
            assertThat(first.frozen().totals())
                    .singleElement()
                    .satisfies(total -> assertThat(total.debits()).isEqualTo(10));
            assertRefused(ErrorCode.PERIOD_CLOSED, () -> months.post(longAgo, Lateness.ADJUST));
            assertThat(months.post(longAgo, Lateness.ADJUST_OR_CARRY)).isEqualTo(MARCH.firstDay());
            assertRefused(ErrorCode.PERIOD_OUT_OF_ORDER, () -> months.begin(JANUARY));
            months.requireFrozen();

            months.reopen(FEBRUARY);
            assertThat(months.post(JANUARY.firstDay(), Lateness.ADJUST)).isEqualTo(JANUARY.firstDay());
            assertThat(months.close(FEBRUARY).frozen().entries()).isEqualTo(3);
            months.requireFrozen();

            Set<CheckName> frozen = Set.of(CheckName.CLOSED_PERIODS);
            assertThat(months.book.checker().check(frozen).clean()).isTrue();
            months.book
                    .database()
                    .tamper("update journal_entry set business_date = date '2026-03-01'"
                            + " where business_date = date '1970-05-01'");
            assertThat(months.book.checker().check(frozen).clean()).isFalse();
        }
    }

    @Test
    void aCloseThatWasKilled_isFinishedByAnotherNode_once() {
        try (Months months = new Months(new LiveBook());
                Months other = new Months(new LiveBook(months.book.database()))) {
            months.post(JANUARY.lastDay(), Lateness.CARRY);
            months.begin(JANUARY);
            Instant sealedAt = months.seal(JANUARY).sealedAtOrNull();

            assertThat(months.periods.unfinished()).containsExactly(JANUARY);
            assertThat(other.closer.finish(JANUARY).state()).isEqualTo(PeriodState.CLOSED);
            assertThat(months.closer.finish(JANUARY)).isEqualTo(months.period(JANUARY));
            assertThat(months.seal(JANUARY).sealedAtOrNull()).isEqualTo(sealedAt);
            assertThat(months.periods.unfinished()).isEmpty();
            assertThat(months.closes(JANUARY)).hasSize(1);
        }
    }

    @Test
    void reopening_takesTwoPeople_theNewestPeriod_andLeavesBothCloses() {
        try (Months months = new Months(new LiveBook())) {
            months.post(JANUARY.lastDay(), Lateness.CARRY);
            PeriodClose first = months.close(JANUARY);
            months.close(FEBRUARY);
            assertRefused(ErrorCode.PERIOD_OUT_OF_ORDER, () -> months.wish(JANUARY));

            ReopeningId other = months.wish(FEBRUARY).id();
            ReopeningId wish = months.wish(FEBRUARY).id();
            assertRefused(
                    ErrorCode.SELF_APPROVAL, () -> months.book.run(new ApproveReopening(wish, FEBRUARY, "fin-1")));
            months.book.run(new ApproveReopening(wish, FEBRUARY, "fin-2"));
            assertThat(months.periods.find(FEBRUARY).orElseThrow().reopenings())
                    .filteredOn(one -> one.lapsed(months.period(FEBRUARY)))
                    .extracting(Reopening::id)
                    .containsExactly(other);
            assertRefused(
                    ErrorCode.ALREADY_APPROVED, () -> months.book.run(new ApproveReopening(wish, FEBRUARY, "fin-3")));
            months.reopen(JANUARY);

            assertThat(months.post(JANUARY.lastDay(), Lateness.ADJUST)).isEqualTo(JANUARY.lastDay());
            assertThat(months.post(JANUARY.lastDay(), Lateness.CARRY)).isEqualTo(MARCH.firstDay());
            PeriodClose second = months.close(JANUARY);

            assertThat(second.number()).isEqualTo(2);
            assertThat(second.frozen().entries()).isEqualTo(2);
            assertThat(second.hash()).isNotEqualTo(first.hash());
            assertThat(months.closes(JANUARY)).containsExactly(second, first);
            assertThat(months.period(FEBRUARY).state()).isEqualTo(PeriodState.CLOSING);
            months.requireFrozen();
        }
    }

    /** Every batch of either node that may have read the calendar before the seal is in the frozen trial balance. */
    @Test
    void whileTwoNodesPostIntoAMonth_nothingEntersAfterItIsFrozen() throws Exception {
        try (Months months = new Months(new LiveBook());
                Months other = new Months(new LiveBook(months.book.database()))) {
            months.post(JANUARY.firstDay(), Lateness.CARRY);
            months.begin(JANUARY);
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService writers = Executors.newFixedThreadPool(8);
            List<Future<Long>> posted = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Months node = i % 2 == 0 ? months : other;
                posted.add(writers.submit(() -> {
                    long carried = 0;
                    while (!stop.get()) {
                        carried += node.post(JANUARY.lastDay(), Lateness.ADJUST_OR_CARRY)
                                        .equals(JANUARY.lastDay())
                                ? 0
                                : 1;
                    }
                    return carried;
                }));
            }
            for (int round = 1; round <= 4; round++) {
                long before = entriesOf(months, JANUARY);
                Eventually.until("20 entries more", PATIENCE, () -> entriesOf(months, JANUARY) >= before + 20);
                PeriodClose close = months.close(JANUARY);

                assertThat(close.number()).isEqualTo(round);
                assertThat(close.frozen().entries()).isGreaterThan(before);
                awaitMore(months);
                months.requireFrozen();
                if (round < 4) {
                    months.reopen(JANUARY);
                }
            }
            stop.set(true);
            long carried = 0;
            for (Future<Long> writer : posted) {
                carried += writer.get(60, TimeUnit.SECONDS);
            }
            writers.shutdown();

            months.requireFrozen();
            assertThat(carried).isPositive();
            assertThat(months.book
                            .database()
                            .number("select count(*) from journal_entry where carried_from = date '2026-01-31'"))
                    .isEqualTo(carried);
        }
    }

    /** The batch read the calendar before the seal and commits long after it. */
    @Test
    void aBatchThatBeganBeforeTheSeal_isWaitedFor_andIsInTheFrozenBalance() throws Exception {
        try (Months months = new Months(new LiveBook());
                Months other = new Months(new LiveBook(months.book.database()))) {
            months.post(JANUARY.firstDay(), Lateness.CARRY);
            months.begin(JANUARY);
            CountDownLatch deciding = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            JournalEntry slow =
                    TestBook.deposit(ANN, 7, JANUARY.lastDay().atTime(12, 0).toInstant(ZoneOffset.UTC));
            CompletableFuture<Outcome> posted = TestEngine.submit(
                    other.book.node().engine(),
                    TestEngine.key("slow"),
                    Months.late(slow, Lateness.ADJUST_OR_CARRY, () -> {
                        deciding.countDown();
                        await(goOn);
                    }));
            await(deciding);
            months.seal(JANUARY);

            CompletableFuture<Period> closed = CompletableFuture.supplyAsync(() -> months.closer.finish(JANUARY));
            assertThatThrownBy(() -> closed.get(700, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            goOn.countDown();

            TestEngine.await(posted);
            assertThat(closed.get(30, TimeUnit.SECONDS).state()).isEqualTo(PeriodState.CLOSED);
            assertThat(months.closes(JANUARY).get(0).frozen().entries()).isEqualTo(2);
            months.requireFrozen();
        }
    }

    /** What an administrator could do to a closed month, each found. */
    @Test
    void everyFaultInAClosedPeriod_isFoundByTheChecker() {
        try (Months months = new Months(new LiveBook())) {
            months.post(JANUARY.lastDay(), Lateness.CARRY);
            months.close(JANUARY);
            months.reopen(JANUARY);
            months.post(JANUARY.firstDay(), Lateness.ADJUST);
            months.close(JANUARY);
            months.post(FEBRUARY.lastDay(), Lateness.CARRY);
            Set<CheckName> frozen = Set.of(CheckName.CLOSED_PERIODS);
            assertThat(months.book.checker().check(frozen).clean()).isTrue();

            for (String fault : List.of(
                    "update period_balance set debits = debits + 1 where number = 2 and chart = 1010",
                    "update period_balance set debits = debits + 1 where number = 1 and chart = 1010",
                    "delete from period_balance where number = 2",
                    "update posting set units = units + 1 where account_seq = 1",
                    "update journal_entry set business_date = date '2026-01-31' where business_date = date '2026-02-28'",
                    "update journal_entry set business_date = date '2026-02-01' where business_date = date '2026-01-31'",
                    "update period_close set hash = repeat('0', 64) where number = 1",
                    "update period_close set entries = entries + 1 where number = 2",
                    "delete from period_close where number = 1",
                    "update period set closes = 3",
                    "update period_book set sealed_through = null")) {
                TestDatabase copy = months.book.database().copy();
                copy.tamper(fault);
                assertThat(new BookChecker(
                                        new Snapshot(copy.dataSource()),
                                        months.book.node().clock())
                                .check(frozen)
                                .clean())
                        .as(fault)
                        .isFalse();
                copy.drop();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitMore(Months months) {
        long before = months.book.database().number("select count(*) from journal_entry");
        Eventually.until(
                "40 entries more",
                PATIENCE,
                () -> months.book.database().number("select count(*) from journal_entry") >= before + 40);
    }

    private static long entriesOf(Months months, PeriodId period) {
        return months.book
                .database()
                .number("select count(*) from journal_entry where business_date <= date '" + period.lastDay() + "'");
    }

    /** Whatever is tried in whatever order, refused or not: a closed period is what it was when it was closed. */
    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void anySequenceOfSteps_leavesClosedPeriodsAsTheyAre(
            @ForAll @Size(min = 30, max = 60) List<@IntRange(max = 9_999) Integer> steps) {
        List<PeriodId> all = List.of(JANUARY.previous(), JANUARY, FEBRUARY, MARCH);
        try (Months months = new Months(new LiveBook())) {
            List<PeriodClose> seen = new ArrayList<>();
            for (int step : steps) {
                PeriodId period = all.get(step / 10 % all.size());
                try {
                    act(months, step, period);
                } catch (LedgerException | AssertionError refused) {
                    assertThat(String.valueOf(refused.getMessage())).isNotEmpty();
                }
                months.requireFrozen();
                months.periods.find(period).ifPresent(view -> {
                    List<PeriodClose> before = seen.stream()
                            .filter(close -> close.period().equals(period))
                            .toList();
                    assertThat(view.closes()).containsAll(before);
                    seen.addAll(view.closes().stream()
                            .filter(close -> !before.contains(close))
                            .toList());
                });
            }
        }
    }

    private static void act(Months months, int step, PeriodId period) {
        LocalDate day = period.firstDay().plusDays(step / 40 % 28);
        switch (step % 10) {
            case 0, 1 -> months.post(day, Lateness.CARRY);
            case 2 -> months.post(day, Lateness.ADJUST);
            case 3 -> months.post(day, Lateness.ADJUST_OR_CARRY);
            case 4 -> months.post(day, Lateness.REFUSE);
            case 5 -> months.begin(period);
            case 6 -> months.seal(period);
            case 7 -> months.closer.finish(period);
            case 8 -> months.close(period);
            default -> months.reopen(period);
        }
    }
}

package io.stakebook.persistence.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.closing.ApproveReopening;
import io.stakebook.core.closing.BeginClosing;
import io.stakebook.core.closing.Checklists;
import io.stakebook.core.closing.CloseOverride;
import io.stakebook.core.closing.OverrideChecklist;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.closing.Reopening;
import io.stakebook.core.closing.RequestReopening;
import io.stakebook.core.closing.SealPeriod;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.page.Limit;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestEngine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A book with short ways to close it. */
final class Months implements AutoCloseable {

    private static final CustomerId CUSTOMER = TestBook.customer();

    final LiveBook book;
    final Periods periods;
    private final JdbcClosingLedger ledger;
    final Checklists checklists;
    final PeriodCloser closer;

    Months(LiveBook book) {
        this.book = book;
        this.periods = new JdbcPeriods(book.snapshot());
        this.ledger = new JdbcClosingLedger(book.database().dataSource(), book.snapshot());
        this.checklists = new Checklists(
                new JdbcOpenWork(book.snapshot()), ledger, book.node().assets());
        this.closer = new PeriodCloser(book.node().engine(), periods, ledger);
    }

    Period begin(PeriodId period) {
        return book.run(new BeginClosing(period, "fin-1"));
    }

    Period seal(PeriodId period) {
        return seal(period, "fin-1", null);
    }

    Period seal(PeriodId period, String by, @Nullable OverrideId override) {
        return book.run(new SealPeriod(period, by, checklists.of(period), override));
    }

    CloseOverride override(PeriodId period, String by) {
        return book.run(new OverrideChecklist(
                new OverrideId(book.ids().next()), period, by, "the provider is late", checklists.of(period)));
    }

    PeriodClose close(PeriodId period) {
        begin(period);
        seal(period);
        closer.finish(period);
        return closes(period).get(0);
    }

    Reopening wish(PeriodId period) {
        return book.run(
                new RequestReopening(new ReopeningId(book.ids().next()), period, "fin-1", "an invoice was missed"));
    }

    Reopening reopen(PeriodId period) {
        return book.run(new ApproveReopening(wish(period).id(), period, "fin-2"));
    }

    Period period(PeriodId period) {
        return periods.find(period).orElseThrow().period();
    }

    List<PeriodClose> closes(PeriodId period) {
        return periods.find(period).orElseThrow().closes();
    }

    /** Posts a deposit of a day; returns the day it was counted on. */
    LocalDate post(LocalDate day, Lateness late) {
        return post(TestBook.deposit(CUSTOMER, 5, day.atTime(12, 0).toInstant(ZoneOffset.UTC)), late);
    }

    LocalDate post(JournalEntry entry, Lateness late) {
        String answer = TestEngine.run(
                        book.node().engine(), TestEngine.key(entry.id().toString()), late(entry, late))
                .answer()
                .body();
        if (!answer.equals("posted")) {
            throw new AssertionError(answer);
        }
        return LocalDate.parse(book.database()
                .column("select business_date from journal_entry where entry_id = '"
                        + entry.id().value() + "'")
                .get(0));
    }

    /** Closed periods stand as they were frozen. */
    void requireFrozen() {
        periods.list(Optional.empty(), Limit.DEFAULT).items().stream()
                .filter(view -> view.period().state() == PeriodState.CLOSED)
                .forEach(view -> {
                    PeriodClose newest = view.closes().get(0);
                    assertThat(newest.number()).isEqualTo(view.period().closes());
                    assertThat(newest.frozen())
                            .isEqualTo(ledger.trialBalance(view.period().id().lastDay()));
                    assertThat(newest.hash()).isEqualTo(newest.frozen().hash());
                });
    }

    @Override
    public void close() {
        book.close();
    }

    private static Command<String> late(JournalEntry entry, Lateness late) {
        return late(entry, late, () -> {});
    }

    static Command<String> late(JournalEntry entry, Lateness late, Runnable whileDeciding) {
        Set<AccountName> accounts = new HashSet<>();
        entry.postings().stream().map(Posting::account).forEach(accounts::add);
        return TestEngine.command(new Needs(accounts, Set.of()), books -> {
            whileDeciding.run();
            return new Plan.Accepted<>(
                    "posted", List.of(entry), late, List.of(), List.of(), Optional.empty(), List.of());
        });
    }
}

package io.stakebook.persistence.reference;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.generaljournal.Condition;
import io.stakebook.core.generaljournal.DraftLine;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.generaljournal.PostMode;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.generaljournal.ReverseEntry;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.money.Amount;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.reservation.ExpireReservation;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.SettleReservation;
import io.stakebook.core.reservation.Settlement;
import io.stakebook.core.reservation.VoidReservation;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.customer.CustomerStore;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.event.LeafBodies;
import io.stakebook.persistence.generaljournal.JdbcKnownFacts;
import io.stakebook.persistence.generaljournal.ReversibleEntryStore;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.reservation.JdbcReservations;
import io.stakebook.persistence.reservation.ReservationStore;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import io.stakebook.policy.decision.PolicyEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The real engine on a real database, asked in the words of the model. Every book has assets of its own. */
final class RealLedger implements AutoCloseable {

    static final int ASSETS = 3_000;
    static final int CUSTOMERS = 3;

    private static final ActivePolicy POLICY = new ActivePolicy(PolicyEngine.shipped());

    private final TestDatabase database;
    private final GroupCommitEngine engine;
    private final JdbcReservations reservations;
    private final JdbcKnownFacts known;
    private final Clock clock;
    private final AtomicReference<PeriodCalendar> calendar = new AtomicReference<>(PeriodCalendar.OPEN);
    private final List<String> customers;

    RealLedger(TestDatabase database, Clock clock, EngineConfig config) {
        this.database = database;
        this.clock = clock;
        BookReader reader = new BookReader(database.dataSource());
        this.reservations = new JdbcReservations(reader);
        this.known = new JdbcKnownFacts(reader);
        this.customers =
                database.column("select 'cust_' || replace(customer_id::text, '-', '') from customer order by 1");
        this.engine = new GroupCommitEngine(
                config,
                new GroupCommitEngine.Parts(
                        database.dataSource(),
                        clock,
                        List.of(new CustomerStore(), new ReservationStore(), new ReversibleEntryStore()),
                        new LeafBodies(TestEngine.events(), TestBook.ids()),
                        connection -> new Rules(POLICY, calendar.get()),
                        new DecisionChain(),
                        Runnable::run,
                        EventIntake.NONE));
        engine.start();
    }

    /** A database with assets {@code M0000} and up, and a few customers. */
    static TestDatabase database() {
        TestDatabase database = TestDatabase.create();
        database.execute(
                "insert into asset select 100 + a, 'M' || to_char(a, 'FM0000'), 18, 'Model' from generate_series(0, "
                        + (ASSETS - 1) + ") a",
                "insert into customer select gen_random_uuid(), 'SG', '', '2026-03-01', '2026-03-01', 1 from generate_series(1, "
                        + CUSTOMERS + ")",
                // The clock of this ledger jumps, and an hour in which nobody swept is no fault.
                "insert into clock_offset values ('book', 1, 1)");
        return database;
    }

    List<String> customers() {
        return customers;
    }

    Instant now() {
        return clock.instant();
    }

    void close(LocalDate closed, LocalDate closing) {
        calendar.set(new PeriodCalendar(closed, closing));
    }

    /** Asks once under this key; what was thrown comes back as its code. */
    Verdict ask(String key, char fingerprint, Ask ask) {
        try {
            return Verdict.parse(outcome(key, fingerprint, ask).answer().body());
        } catch (LedgerException refusal) {
            return Verdict.refused(refusal.code().name());
        }
    }

    Outcome outcome(String key, char fingerprint, Ask ask) {
        IdempotencyKey idempotency =
                new IdempotencyKey("model", key, String.valueOf(fingerprint).repeat(64));
        try {
            return engine.submit(submission(idempotency, command(ask)))
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerException ledger) {
                throw ledger;
            }
            throw e;
        }
    }

    private static <R> Submission<R> submission(IdempotencyKey key, Command<R> command) {
        return new Submission<>(key, command, new Words<>());
    }

    /** Answers in the words of {@link Verdict}. */
    private static final class Words<R> implements AnswerWriter<R> {

        @Override
        public Answer accepted(R result, Instant recordedAt) {
            List<String> items = new ArrayList<>();
            if (result instanceof PostedItems posted) {
                for (PostedItems.Result item : posted.results()) {
                    items.add(
                            item instanceof PostedItems.Refused refused
                                    ? refused.reason().code().name()
                                    : Verdict.OK);
                }
            }
            return new Answer(200, "text/plain", "", Verdict.accepted(items).text());
        }

        @Override
        public Answer rejected(LedgerException reason) {
            String item = reason.members().get("itemCode");
            return new Answer(
                    422,
                    "text/plain",
                    "",
                    new Verdict(reason.code().name(), item == null ? List.of() : List.of(item)).text());
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            throw new IllegalStateException("no policy decides here");
        }
    }

    private Command<?> command(Ask ask) {
        if (ask instanceof Ask.Post post) {
            List<Item> items = post.drafts().stream().map(this::draft).toList();
            Set<EntryId> ids =
                    post.drafts().stream().map(draft -> new EntryId(draft.id())).collect(Collectors.toSet());
            return new PostEntries(items, post.atomic() ? PostMode.ATOMIC : PostMode.EACH, known.look(items, ids));
        }
        if (ask instanceof Ask.Settle settle) {
            List<Settlement.Part> parts = settle.parts().stream()
                    .map(part -> new Settlement.Part(account(part.account()), side(part.debit()), amount(part)))
                    .toList();
            return new SettleReservation(
                    new EntryId(settle.reservation()),
                    accounts(settle.reservation()),
                    Settlement.of(parts, settle.last()),
                    new EntryId(settle.entry()),
                    new EntryId(settle.release()));
        }
        if (ask instanceof Ask.GiveBack gone) {
            return new VoidReservation(
                    new EntryId(gone.reservation()), accounts(gone.reservation()), new EntryId(gone.entry()), null);
        }
        if (ask instanceof Ask.Expire expire) {
            return new ExpireReservation(
                    new EntryId(expire.reservation()), accounts(expire.reservation()), new EntryId(expire.entry()));
        }
        if (ask instanceof Ask.Bound bound) {
            return new SetLimits(
                    account(bound.account()),
                    new SetLimits.Bounds(
                            bound.minPosted(), bound.maxPosted(), bound.minAvailable(), bound.maxAvailable()),
                    "asked by a test",
                    "user:test",
                    bound.expectedVersion());
        }
        Ask.Reverse reverse = (Ask.Reverse) ask;
        return new ReverseEntry(
                new EntryId(reverse.original()),
                posted(reverse.original()),
                new EntryId(reverse.entry()),
                reverse.effectiveAt(),
                reverse.day(),
                Lateness.REFUSE,
                null);
    }

    private Item draft(Ask.Draft draft) {
        List<DraftLine> lines = draft.lines().stream()
                .map(line -> new DraftLine(
                        account(line.account()),
                        side(line.debit()),
                        amount(line),
                        line.expectedVersion(),
                        line.wanted().stream()
                                .map(wanted -> new Condition(
                                        Condition.Named.valueOf(wanted.balance().toUpperCase(Locale.ROOT)),
                                        Condition.Comparison.valueOf(
                                                wanted.comparison().toUpperCase(Locale.ROOT)),
                                        wanted.units()))
                                .toList()))
                .toList();
        return new Item.Draft(
                new EntryId(draft.id()),
                draft.reserve() ? new Phase.Reserved(draft.expiresAt()) : new Phase.Posted(),
                draft.effectiveAt(),
                draft.day(),
                lines,
                Lateness.valueOf(draft.late().name()),
                null);
    }

    private Set<AccountName> accounts(UUID reservation) {
        return reservations
                .find(new EntryId(reservation))
                .map(Reservation::accounts)
                .orElse(Set.of());
    }

    /** The accounts of an entry, as a caller would have read them before. */
    private Set<AccountName> posted(UUID entry) {
        return database
                .column("select a.name from posting p join account a using (account_id) where p.entry_id = '" + entry
                        + "'")
                .stream()
                .map(AccountName::parse)
                .collect(Collectors.toSet());
    }

    private static AccountName account(String name) {
        return AccountName.parse(name);
    }

    private static Side side(boolean debit) {
        return debit ? Side.DEBIT : Side.CREDIT;
    }

    private static Amount amount(Ask.Line line) {
        return new Amount(account(line.account()).asset(), line.units());
    }

    /** The accounts of these assets, in the words of {@link ModelAccount#row}. */
    List<String> rows(List<String> assets) {
        return database.column(
                """
                select a.name || ' ' || b.debits || '/' || b.credits || ' ' || b.pending_debits || '/'
                       || b.pending_credits || ' at ' || b.sequence || ' limits ' || b.limits_version
                  from balance_now b join account a using (account_id) join asset s using (asset_id)
                 where s.code in (%s) order by a.name collate "C"
                """.formatted(assets.stream().map(code -> "'" + code + "'").collect(Collectors.joining(", "))));
    }

    /** Where a reservation stands: its state and what is left of each line. */
    String standing(UUID reservation) {
        return reservations
                .find(new EntryId(reservation))
                .map(found -> found.state() + " "
                        + IntStream.range(0, found.legs().size())
                                .mapToObj(i -> found.legs().get(i).remaining().toString())
                                .toList())
                .orElse("none");
    }

    /**
     * Everything but the segregation of client assets, which is about what entries mean and these mean nothing, and the
     * periods: the calendar here is given, nobody closed anything.
     */
    CheckReport check() {
        return new BookChecker(new Snapshot(database.dataSource()), clock)
                .check(EnumSet.complementOf(EnumSet.of(CheckName.SEGREGATION, CheckName.CLOSED_PERIODS)));
    }

    TestDatabase db() {
        return database;
    }

    @Override
    public void close() {
        engine.close();
    }
}

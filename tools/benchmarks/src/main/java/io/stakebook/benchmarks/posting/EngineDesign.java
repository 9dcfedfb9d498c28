package io.stakebook.benchmarks.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.LeafBodies;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineStats;
import io.stakebook.persistence.posting.GroupCommitEngine;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.schema.SchemaMigrator;
import io.stakebook.policy.decision.PolicyEngine;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The product's own engine, in process, with everything it writes: entry, postings, balances, the kept answer and the
 * event each entry makes. Leaves are not yet given their place in the log; that is the sequencer's work.
 */
final class EngineDesign implements Design {

    private static final AssetCode ETH = new AssetCode("ETH");
    private static final AccountName OMNIBUS = AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, ETH);
    private static final int CUSTOMERS_AN_ENTRY = 100;

    private final ActivePolicy policy = new ActivePolicy(PolicyEngine.shipped());
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final IdSource ids = new TimeOrderedIds(clock, random);
    private final List<CustomerId> customers = new ArrayList<>();

    @Override
    public String title() {
        return "engine";
    }

    @Override
    public void prepare(DataSource template, int accounts) throws SQLException {
        new SchemaMigrator(template).migrate();
        for (int i = 0; i < accounts; i++) {
            customers.add(new CustomerId(ids.next()));
        }
        try (GroupCommitEngine engine = engine(template, Runnable::run)) {
            List<CompletableFuture<?>> funded = new ArrayList<>();
            for (int from = 0; from < accounts; from += CUSTOMERS_AN_ENTRY) {
                List<CustomerId> some = customers.subList(from, Math.min(accounts, from + CUSTOMERS_AN_ENTRY));
                funded.add(engine.submit(submission(fund(some))).toCompletableFuture());
            }
            funded.forEach(CompletableFuture::join);
        }
    }

    private JournalEntry fund(List<CustomerId> some) {
        List<Posting> lines = new ArrayList<>();
        lines.add(Posting.debit(OMNIBUS, eth(Workload.OPENING * some.size())));
        some.forEach(customer -> lines.add(Posting.credit(spot(customer), eth(Workload.OPENING))));
        return JournalEntry.of(
                new EntryId(ids.next()), EntryKind.DEPOSIT, clock.instant(), EntryContext.house(), lines);
    }

    private GroupCommitEngine engine(DataSource book, Executor completions) {
        GroupCommitEngine engine = new GroupCommitEngine(
                EngineConfig.defaults(),
                new GroupCommitEngine.Parts(
                        book,
                        clock,
                        List.of(),
                        new LeafBodies("stakebook.example/books/bench", ids, random, asset -> 18),
                        connection -> new Rules(policy, PeriodCalendar.OPEN),
                        new DecisionChain(),
                        completions,
                        () -> {}));
        engine.start();
        return engine;
    }

    @Override
    public Turn begin(DataSource book, Workload workload, int callers) {
        ExecutorService answers = Executors.newSingleThreadExecutor(task -> new Thread(task, "bench-answers"));
        return new EngineTurn(engine(book, answers), answers);
    }

    private final class EngineTurn implements Turn {

        private final GroupCommitEngine engine;
        private final ExecutorService answers;

        EngineTurn(GroupCommitEngine engine, ExecutorService answers) {
            this.engine = engine;
            this.answers = answers;
        }

        @Override
        public void submit(Transfer transfer, Done done) {
            engine.submit(submission(entry(transfer))).whenComplete((outcome, failure) -> {
                if (failure != null) {
                    done.with(Verdict.DROPPED);
                } else {
                    done.with(outcome.answer().status() < 300 ? Verdict.ACCEPTED : Verdict.REFUSED);
                }
            });
        }

        @Override
        public double meanBatch() {
            EngineStats stats = engine.stats();
            return stats.batches() == 0 ? 0 : (double) stats.batchedCommands() / stats.batches();
        }

        @Override
        public void close() {
            engine.close();
            answers.shutdown();
            try {
                if (!answers.awaitTermination(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("answers were still being told a minute after the engine closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private JournalEntry entry(Transfer transfer) {
        CustomerId owner = customers.get(Math.max(transfer.payer(), transfer.payee()) - 1);
        boolean out = transfer.payer() != Transfer.OMNIBUS;
        return JournalEntry.of(
                new EntryId(ids.next()),
                out ? EntryKind.WITHDRAWAL_REQUESTED : EntryKind.DEPOSIT,
                clock.instant(),
                EntryContext.of(owner),
                List.of(
                        Posting.debit(account(transfer.payer()), eth(transfer.units())),
                        Posting.credit(account(transfer.payee()), eth(transfer.units()))));
    }

    private AccountName account(int number) {
        return number == Transfer.OMNIBUS ? OMNIBUS : spot(customers.get(number - 1));
    }

    private static AccountName spot(CustomerId customer) {
        return AccountName.of(ChartAccount.CLIENT_SPOT, ETH, customer);
    }

    private static Amount eth(long units) {
        return new Amount(ETH, BigInteger.valueOf(units));
    }

    private Submission<JournalEntry> submission(JournalEntry entry) {
        String fingerprint = entry.id().value().toString().replace("-", "");
        return new Submission<>(
                new IdempotencyKey("bench", entry.id().toString(), fingerprint + fingerprint),
                new Book(entry),
                new Written());
    }

    /** Posts one entry. */
    private record Book(JournalEntry entry) implements Command<JournalEntry> {

        @Override
        public Needs needs() {
            Set<AccountName> accounts = new HashSet<>();
            entry.postings().forEach(posting -> accounts.add(posting.account()));
            return new Needs(accounts, Set.of());
        }

        @Override
        public Plan<JournalEntry> decide(Books books) {
            return new Plan.Accepted<>(entry, List.of(entry), List.of(), Optional.empty(), List.of());
        }
    }

    /** An answer as small as the API's smallest. */
    private static final class Written implements AnswerWriter<JournalEntry> {

        @Override
        public Answer accepted(JournalEntry entry, Instant recordedAt) {
            return new Answer(
                    201,
                    "application/json",
                    "/v1/entries/" + entry.id(),
                    "{\"id\":\"" + entry.id() + "\",\"recordedAt\":\"" + recordedAt + "\"}");
        }

        @Override
        public Answer rejected(LedgerException reason) {
            return new Answer(422, "application/problem+json", "", "{\"code\":\"" + reason.code() + "\"}");
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            throw new IllegalStateException("transfers ask no policy, yet got " + decision.id());
        }
    }

    @Override
    public void prove(DataSource book, long accepted) throws SQLException {
        long opening = (customers.size() + CUSTOMERS_AN_ENTRY - 1L) / CUSTOMERS_AN_ENTRY;
        Map<String, String> mustBeZero = Map.of(
                "debits less credits over the book",
                "select coalesce(sum(case when debit then units else -units end), 0) from posting",
                "entries that do not balance",
                "select count(*) from (select entry_id from posting group by entry_id"
                        + " having sum(case when debit then units else -units end) <> 0) e",
                "balances that are not the sum of their postings",
                "select count(*) from balance b full join (select account_id,"
                        + " sum(case when debit then units else 0 end) d, sum(case when debit then 0 else units end) c,"
                        + " max(account_seq) s from posting group by account_id) p using (account_id)"
                        + " where (b.debits, b.credits, b.sequence) is distinct from (p.d, p.c, p.s)",
                "accounts below their floor",
                "select count(*) from balance where floored"
                        + " and case when debit_normal then debits < credits else credits < debits end");
        for (Map.Entry<String, String> question : mustBeZero.entrySet()) {
            Proof.expect(book, question.getKey(), 0, question.getValue());
        }
        Proof.expect(book, "entries in the journal", opening + accepted, "select count(*) from journal_entry");
        Proof.expect(
                book,
                "accepted answers kept",
                opening + accepted,
                "select count(*) from idempotency where kind = 'A' and cardinality(entries) = 1");
        Proof.expect(book, "events waiting for the log", opening + accepted, "select count(*) from pending_event");
    }
}

package io.stakebook.benchmarks.design;

import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.EngineFigures;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EntryEvents;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.event.LeafBodies;
import io.stakebook.persistence.event.sequencer.Sequencer;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.schema.SchemaMigrator;
import io.stakebook.policy.decision.PolicyEngine;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The product's own engine, in process, with everything it writes: entry, postings, balances, the kept answer and the
 * event each entry makes. Leaves get their place in the log only when the sequencer runs too.
 */
public final class EngineDesign implements Design {

    private final String title;
    private final EngineMode mode;
    private final boolean sequencing;
    private final boolean durable;
    private final EngineAccounts accounts;
    private final ActivePolicy policy = new ActivePolicy(PolicyEngine.shipped());
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    private EngineDesign(String title, EngineMode mode, boolean sequencing, boolean durable, EngineAccounts accounts) {
        this.title = title;
        this.mode = mode;
        this.sequencing = sequencing;
        this.durable = durable;
        this.accounts = accounts;
    }

    /** Without sequencer. */
    public static EngineDesign in(EngineMode mode) {
        return new EngineDesign(mode.title(), mode, false, true, new EngineAccounts());
    }

    /** On the accounts that a book has already, at most {@code most} of its customers. */
    public static EngineDesign over(DataSource book, EngineMode mode, int most) throws SQLException {
        EngineAccounts accounts = new EngineAccounts();
        accounts.read(book, most);
        return new EngineDesign(mode.title(), mode, false, true, accounts);
    }

    /** The same accounts in another mode. */
    public EngineDesign also(EngineMode other) {
        return new EngineDesign(other.title(), other, sequencing, durable, accounts);
    }

    /** The same with the sequencer at work beside it. */
    public EngineDesign withSequencer() {
        return new EngineDesign(title + ", sequencer", mode, true, durable, accounts);
    }

    /** From now on its callers make their keys so. */
    public EngineDesign keys(Keys keys) {
        accounts.keys(keys);
        return this;
    }

    /** The same with commits that do not wait for the disk. */
    public EngineDesign withoutSync() {
        return new EngineDesign(title + ", sync off", mode, sequencing, false, accounts);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String template() {
        return "template_engine";
    }

    @Override
    public void prepare(DataSource template, int count) throws SQLException {
        new SchemaMigrator(template).migrate();
        accounts.open(count);
        try (GroupCommitEngine engine = engine(template, Runnable::run, EventIntake.NONE)) {
            List<CompletableFuture<?>> funded = new ArrayList<>();
            accounts.funding().forEach(entry -> funded.add(engine.submit(entry).toCompletableFuture()));
            funded.forEach(CompletableFuture::join);
        }
        Proof.analyze(template);
    }

    private EntryEvents events() {
        return new EntryEvents("stakebook.example/books/bench", random, asset -> 18);
    }

    private GroupCommitEngine engine(DataSource book, Executor completions, EventIntake sequencer) {
        GroupCommitEngine engine = new GroupCommitEngine(
                mode.config(),
                new GroupCommitEngine.Parts(
                        book,
                        clock,
                        List.of(),
                        new LeafBodies(events(), new TimeOrderedIds(clock, random)),
                        connection -> new Rules(policy, PeriodCalendar.OPEN),
                        new DecisionChain(),
                        completions,
                        sequencer));
        engine.start();
        return engine;
    }

    @Override
    public Turn begin(DataSource book, Workload workload, int callers) {
        EngineTurn turn = begin(book);
        turn.awaitMemory();
        return turn;
    }

    /** How many customers' accounts there are to draw from. */
    public int customers() {
        return accounts.size();
    }

    /** Starts the engine on a book whatever its accounts are. */
    public EngineTurn begin(DataSource book) {
        Sequencer sequencer = sequencing ? new Sequencer(book, events()) : null;
        if (sequencer != null) {
            sequencer.start();
        }
        ExecutorService answers = Executors.newSingleThreadExecutor(task -> new Thread(task, "bench-answers"));
        Unsynced unsynced = durable ? null : new Unsynced();
        GroupCommitEngine engine = engine(
                unsynced == null ? book : unsynced.of(book), answers, sequencer == null ? EventIntake.NONE : sequencer);
        return new EngineTurn(book, engine, answers, sequencer, unsynced);
    }

    /** An engine at work on a book. */
    public final class EngineTurn implements Turn {

        private final DataSource book;
        private final GroupCommitEngine engine;
        private final ExecutorService answers;
        private final @Nullable Sequencer sequencer;
        private final @Nullable Unsynced unsynced;

        EngineTurn(
                DataSource book,
                GroupCommitEngine engine,
                ExecutorService answers,
                @Nullable Sequencer sequencer,
                @Nullable Unsynced unsynced) {
            this.book = book;
            this.engine = engine;
            this.answers = answers;
            this.sequencer = sequencer;
            this.unsynced = unsynced;
        }

        /** A turn measures an engine that has run for a while; what follows a start {@code bench restart} measures. */
        private void awaitMemory() {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (engine.figures().cold()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the engine had not read its balances after a minute");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }

        @Override
        public void submit(Transfer transfer, Done done) {
            engine.submit(accounts.submission(transfer)).whenComplete((outcome, failure) -> {
                if (failure != null) {
                    // From another thread, or a full queue would be asked again and again on this thread's stack.
                    answers.execute(() -> done.with(Verdict.DROPPED));
                } else {
                    done.with(outcome.answer().status() < 300 ? Verdict.ACCEPTED : Verdict.REFUSED);
                }
            });
        }

        @Override
        public double meanBatch() {
            EngineFigures stats = engine.figures();
            return stats.batches() == 0 ? 0 : (double) stats.batchedCommands() / stats.batches();
        }

        @Override
        public void settle() throws SQLException, InterruptedException {
            while (sequencer != null && Proof.number(book, "select count(*) from pending_event") > 0) {
                Thread.sleep(50);
            }
        }

        @Override
        public void close() {
            engine.close();
            if (sequencer != null) {
                sequencer.close();
            }
            answers.shutdown();
            try {
                if (!answers.awaitTermination(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("answers were still being told a minute after the engine closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (unsynced != null && !unsynced.heard()) {
                throw new IllegalStateException(
                        "the engine's sessions no longer say how they commit; sync was not off");
            }
        }
    }

    @Override
    public void prove(DataSource book, long accepted) throws SQLException {
        proveBalances(book);
        long entries = accounts.fundingEntries() + accepted;
        Proof.expect(book, "entries in the journal", entries, "select count(*) from journal_entry");
        Proof.expect(
                book,
                "accepted answers kept",
                entries,
                "select count(*) from idempotency where kind = 'A' and cardinality(entries) = 1");
        Proof.expect(
                book,
                "events in the log or on their way",
                entries,
                "select (select coalesce(sum(events), 0) from pending_event) + (select count(*) from event_log)");
    }

    /** Proves what must hold whatever was written. */
    public static void proveBalances(DataSource book) throws SQLException {
        Map<String, String> mustBeZero = Map.of(
                "debits less credits over the book",
                "select coalesce(sum(case when debit then units else -units end), 0) from posting",
                "entries that do not balance",
                "select count(*) from (select entry_id from posting group by entry_id"
                        + " having sum(case when debit then units else -units end) <> 0) e",
                "balances that are not the sum of their postings",
                "select count(*) from balance_now b full join (select account_id,"
                        + " sum(case when debit then units else 0 end) d, sum(case when debit then 0 else units end) c,"
                        + " max(account_seq) s from posting group by account_id) p using (account_id)"
                        + " where (b.debits, b.credits, b.sequence) is distinct from (p.d, p.c, p.s)",
                "accounts below their floor",
                "select count(*) from balance_now where floored"
                        + " and case when debit_normal then debits < credits else credits < debits end");
        for (Map.Entry<String, String> question : mustBeZero.entrySet()) {
            Proof.expect(book, question.getKey(), 0, question.getValue());
        }
    }
}

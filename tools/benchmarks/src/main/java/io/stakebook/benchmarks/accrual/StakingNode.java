package io.stakebook.benchmarks.accrual;

import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.database.KeptConnection;
import io.stakebook.benchmarks.design.Proof;
import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualReads;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.accrual.PortfolioDay;
import io.stakebook.core.accrual.Uncovered;
import io.stakebook.core.event.Origin;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.EngineFigures;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.accrual.JdbcAccrualReads;
import io.stakebook.persistence.accrual.JpaAccrualLines;
import io.stakebook.persistence.accrual.JpaAccrualRuns;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.jpa.StandaloneUnit;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.wiring.Node;
import io.stakebook.policy.decision.PolicyEngine;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A node as the server wires it, without the server: sequencer, rules in force and every store of rows at work. */
final class StakingNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "bench-answers"));
    private final AtomicLong keys = new AtomicLong();
    private final DataSource book;
    private final KeptConnection snapshots;
    private final KeptConnection entities;
    private final EntityManagerFactory factory;
    private final Node node;
    private final IdSource ids;

    /**
     * What a run took.
     *
     * @param seconds from its first read to its manifest
     * @param readingSeconds of these, its thread read portfolios
     * @param completingSeconds of these, everybody was done and the control totals were made
     * @param meanBatch commands a transaction
     */
    record Figures(double seconds, double readingSeconds, double completingSeconds, double meanBatch, AccrualRun run) {}

    /** @param begins what the book's clock says now; it ticks on from there */
    StakingNode(Databases databases, String database, Instant begins) {
        book = databases.open(database);
        // A server reads from its pool.
        snapshots = new KeptConnection(databases.port(), database);
        entities = new KeptConnection(databases.port(), database);
        factory = StandaloneUnit.open(entities, database);
        Clock system = Clock.systemUTC();
        node = new Node(
                book,
                Clock.offset(system, Duration.between(system.instant(), begins)),
                PolicyEngine.shipped(),
                new Origin("stakebook.example/bench"),
                EngineConfig.defaults().with(EngineConfig.Mode.LEASED),
                answers);
        ids = new TimeOrderedIds(node.clock(), () -> ThreadLocalRandom.current().nextLong());
        // What follows a start is measured by bench restart.
        await("the engine has read its balances", () -> !node.engine().figures().cold());
    }

    IdSource ids() {
        return ids;
    }

    JpaProducts products() {
        return new JpaProducts(new Reads(factory));
    }

    /** @throws IllegalStateException when the answer is no */
    <R> void run(Command<R> command) {
        require(submit(command).join());
    }

    <R> CompletableFuture<Outcome> submit(Command<R> command) {
        IdempotencyKey key = new IdempotencyKey("bench", ids.next() + "-" + keys.incrementAndGet(), "0".repeat(64));
        return node.engine()
                .submit(new Submission<>(key, command, new JobAnswers<>((done, at) -> "done at " + at)))
                .toCompletableFuture();
    }

    static void require(Outcome outcome) {
        Answer answer = outcome.answer();
        if (answer.status() != JobAnswers.DONE) {
            throw new IllegalStateException("a command was turned down: " + answer.body());
        }
    }

    /** Starts and finishes the run of a day, and waits until its events are in the log. */
    Figures accrue(ProductId product, LocalDate day, int inFlight) {
        Reads reads = new Reads(factory);
        TimedReads timed = new TimedReads(new JdbcAccrualReads(new Snapshot(snapshots)));
        AccrualRunner runner = new AccrualRunner(
                node.engine(),
                timed,
                new JpaAccrualRuns(reads),
                new TimedLines(new JpaAccrualLines(reads), timed),
                products(),
                ids,
                inFlight);
        run(runner.start(product, day));
        EngineFigures before = node.engine().figures();
        long begun = System.nanoTime();
        AccrualRun run = runner.finish(product, day);
        long ended = System.nanoTime();
        EngineFigures after = node.engine().figures();
        awaitSequenced();
        return new Figures(
                (ended - begun) / 1e9,
                timed.reading / 1e9,
                (ended - timed.everybodyDone) / 1e9,
                (double) (after.batchedCommands() - before.batchedCommands()) / (after.batches() - before.batches()),
                run);
    }

    void awaitSequenced() {
        await("every event is in the log", () -> {
            try {
                return Proof.number(book, "select count(*) from pending_event") == 0;
            } catch (SQLException e) {
                throw new IllegalStateException("the events cannot be counted", e);
            }
        });
    }

    private static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + PATIENCE.toMinutes() + " minutes: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** The run's reads, with the time they take of its thread. */
    private static final class TimedReads implements AccrualReads {

        private final AccrualReads reads;
        private long reading;
        private long everybodyDone;

        TimedReads(AccrualReads reads) {
            this.reads = reads;
        }

        @Override
        public List<PortfolioDay> portfolios(
                ProductId product, LocalDate day, Optional<CustomerId> after, Limit limit) {
            long begun = System.nanoTime();
            List<PortfolioDay> page = reads.portfolios(product, day, after, limit);
            reading += System.nanoTime() - begun;
            return page;
        }

        @Override
        public Optional<PortfolioDay> portfolio(ProductId product, CustomerId customer, LocalDate day) {
            return reads.portfolio(product, customer, day);
        }

        @Override
        public RunTotals totals(RunId run) {
            return reads.totals(run);
        }

        @Override
        public Uncovered uncovered(AssetCode asset) {
            return reads.uncovered(asset);
        }
    }

    /** The lines; the first time they are asked for, every customer's step is done. */
    private record TimedLines(AccrualLines lines, TimedReads timed) implements AccrualLines {

        @Override
        public Page<AccrualLine, InRun> ofRun(RunId run, Optional<InRun> after, Limit limit) {
            if (after.isEmpty()) {
                timed.everybodyDone = System.nanoTime();
            }
            return lines.ofRun(run, after, limit);
        }

        @Override
        public Page<AccrualLine, ByDay> list(Query query, Optional<ByDay> before, Limit limit) {
            return lines.list(query, before, limit);
        }
    }

    @Override
    public void close() {
        node.close();
        factory.close();
        entities.close();
        snapshots.close();
        answers.shutdown();
    }
}

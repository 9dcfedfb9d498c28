package io.stakebook.core.accrual;

import io.stakebook.core.accrual.reward.BusinessDay;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.Position;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.Products;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TermsVersion;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries a started run to its end: one write per customer, some in flight at a time, then the control totals. It may be
 * killed at any point and called again, also by two callers at once: every write has a key of its own that makes it happen
 * once.
 */
public final class AccrualRunner {

    private static final String SCOPE = "accrual";
    private static final int ATTEMPTS = 12;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final PostingEngine engine;
    private final AccrualReads reads;
    private final AccrualRuns runs;
    private final AccrualLines lines;
    private final Products products;
    private final IdSource ids;
    private final int inFlight;

    /** @param inFlight most writes waiting for the engine at a time, above zero */
    public AccrualRunner(
            PostingEngine engine,
            AccrualReads reads,
            AccrualRuns runs,
            AccrualLines lines,
            Products products,
            IdSource ids,
            int inFlight) {
        if (inFlight < 1) {
            throw new IllegalArgumentException("at least one write must be in flight, not " + inFlight);
        }
        this.engine = engine;
        this.reads = reads;
        this.runs = runs;
        this.lines = lines;
        this.products = products;
        this.ids = ids;
        this.inFlight = inFlight;
    }

    /**
     * The command that starts a run, with the rates of the day.
     *
     * @throws NotFound {@code PRODUCT_UNKNOWN}
     */
    public StartRun start(ProductId product, LocalDate day) {
        List<TermsVersion> history = products.history(product);
        if (history.isEmpty()) {
            throw new NotFound(ErrorCode.PRODUCT_UNKNOWN, "there is no product \"" + product + "\"");
        }
        return StartRun.prepare(product, day, history, new RunId(ids.next()));
    }

    /**
     * What the run would accrue, by the reads of the run itself; nothing is written. Empty when it is not this day's turn,
     * which the command says.
     */
    public Optional<RunPreview> preview(StartRun start) {
        Optional<Product> product = products.find(start.product())
                .map(ProductView::product)
                .filter(found -> start.day().equals(found.lastRunDay().plusDays(1)));
        if (product.isEmpty()) {
            return Optional.empty();
        }
        AccrualRun run = start.begun(product.get(), new BusinessDay(start.day()).end());
        Map<Integer, Terms> known = new HashMap<>();
        RunPreview sum = RunPreview.NOTHING;
        Optional<CustomerId> after = Optional.empty();
        while (true) {
            List<PortfolioDay> page = reads.portfolios(run.product(), run.day(), after, Limit.LARGEST);
            for (PortfolioDay input : page) {
                sum = sum.plus(prepare(run, input, known).expected());
            }
            if (page.size() < Limit.LARGEST.value()) {
                return Optional.of(sum);
            }
            after = Optional.of(page.get(page.size() - 1).portfolio().customer());
        }
    }

    /**
     * Finishes a started run, or returns a completed one as it is.
     *
     * @throws NotFound {@code RESOURCE_UNKNOWN} when it was never started
     * @throws Unavailable when the engine stays out of reach; call again
     * @throws Rejected when the book refuses the step of a customer, an account's limit above all: everybody else's is done;
     *     take away what stands in its way and call again
     * @throws Corrupt when the book contradicts itself; nothing of the customer concerned was written
     */
    public AccrualRun finish(ProductId product, LocalDate day) {
        AccrualRun run = require(product, day);
        if (run.state() == RunState.COMPLETED) {
            return run;
        }
        accrueEveryone(run);
        CompleteRun.Totals totals = totals(run);
        TermsVersion rates = terms(run.product(), run.rateVersion());
        EntryId backing = new EntryId(ids.next());
        String key = product + "/" + day + "/complete";
        for (int attempt = 1; ; attempt++) {
            try {
                CompleteRun complete = new CompleteRun(
                        run, totals, rates.terms().earning().yieldSource(), uncoveredOrNull(run), backing);
                requireDone(key, JobAnswers.await(submit(key, complete), "the run"));
                return require(product, day);
            } catch (Conflict | Unavailable e) {
                giveUpAfter(attempt, e);
            }
        }
    }

    private @Nullable Uncovered uncoveredOrNull(AccrualRun run) {
        return runs.find(run.product(), run.day().minusDays(1))
                .map(AccrualRun::manifestOrNull)
                .filter(before -> before.unbackedUnits().signum() > 0)
                .map(before -> reads.uncovered(run.asset()))
                .orElse(null);
    }

    private AccrualRun require(ProductId product, LocalDate day) {
        return runs.find(product, day)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "no run of " + product + " for " + day + " was started",
                        Map.of("productId", product.value(), "businessDate", day.toString())));
    }

    private void accrueEveryone(AccrualRun run) {
        Map<Integer, Terms> known = new HashMap<>();
        Deque<Write> waiting = new ArrayDeque<>();
        Refusals refusals = new Refusals(run);
        Optional<CustomerId> after = Optional.empty();
        while (true) {
            List<PortfolioDay> page = reads.portfolios(run.product(), run.day(), after, Limit.LARGEST);
            for (PortfolioDay input : page) {
                if (waiting.size() >= inFlight) {
                    waiting.remove().await(refusals);
                }
                waiting.add(new Write(run, input, known));
            }
            if (page.size() < Limit.LARGEST.value()) {
                break;
            }
            after = Optional.of(page.get(page.size() - 1).portfolio().customer());
        }
        while (!waiting.isEmpty()) {
            waiting.remove().await(refusals);
        }
        refusals.requireNone();
    }

    /** Steps that the book refused: the first one's reason, and how many there are. */
    private static final class Refusals {

        private final AccrualRun run;
        private @Nullable Rejected first;
        private @Nullable CustomerId whose;
        private int count;

        Refusals(AccrualRun run) {
            this.run = run;
        }

        void add(CustomerId customer, Rejected reason) {
            count++;
            if (first == null) {
                first = reason;
                whose = customer;
            }
        }

        void requireNone() {
            if (first == null) {
                return;
            }
            Rejected refused = new Rejected(
                    first.code(),
                    "the run of " + run.product() + " for " + run.day() + " waits for " + count
                            + (count == 1 ? " customer" : " customers") + " whose step the book refuses; " + whose
                            + ": " + first.detail(),
                    first.members());
            refused.initCause(first);
            throw refused;
        }
    }

    /** One customer's write, from the first attempt to the last. */
    private final class Write {

        private final AccrualRun run;
        private final CustomerId customer;
        private final Map<Integer, Terms> known;
        private CompletableFuture<Outcome> outcome;

        Write(AccrualRun run, PortfolioDay input, Map<Integer, Terms> known) {
            this.run = run;
            this.customer = input.portfolio().customer();
            this.known = known;
            this.outcome = submit(key(), prepare(run, input, known));
        }

        private String key() {
            return run.product() + "/" + run.day() + "/" + customer;
        }

        void await(Refusals refusals) {
            for (int attempt = 1; ; attempt++) {
                try {
                    requireDone(key(), JobAnswers.await(outcome, "the run"));
                    return;
                } catch (Rejected refused) {
                    refusals.add(customer, refused);
                    return;
                } catch (Conflict | Unavailable e) {
                    giveUpAfter(attempt, e);
                    // Read again in either case: the customer may have moved coins while the answer was lost.
                    Optional<PortfolioDay> now = reads.portfolio(run.product(), customer, run.day());
                    if (now.isEmpty()) {
                        return;
                    }
                    outcome = submit(key(), prepare(run, now.get(), known));
                }
            }
        }
    }

    private AccrueCustomer prepare(AccrualRun run, PortfolioDay input, Map<Integer, Terms> known) {
        Portfolio portfolio = input.portfolio();
        Map<PositionId, Terms> terms = new HashMap<>();
        for (Position position : portfolio.positions()) {
            int version = position.maturesAtOrNull() == null ? run.rateVersion() : position.termsVersion();
            terms.put(
                    position.id(),
                    known.computeIfAbsent(version, v -> terms(run.product(), v).terms()));
        }
        return AccrueCustomer.prepare(run, input, terms, ids);
    }

    private TermsVersion terms(ProductId product, int version) {
        return products.terms(product, version)
                .orElseThrow(() -> new Corrupt(
                        ErrorCode.INVARIANT_BROKEN, "version " + version + " of the terms of " + product + " is gone"));
    }

    private CompleteRun.Totals totals(AccrualRun run) {
        JobDigest inputs = new JobDigest();
        long count = 0;
        BigInteger base = BigInteger.ZERO;
        BigInteger commission = BigInteger.ZERO;
        BigInteger owed = BigInteger.ZERO;
        Optional<AccrualLines.InRun> after = Optional.empty();
        do {
            Page<AccrualLine, AccrualLines.InRun> page = lines.ofRun(run.id(), after, Limit.LARGEST);
            for (AccrualLine line : page.items()) {
                inputs.line(line.canonical());
                count++;
                if (line.stream() == RewardStream.COMMISSION) {
                    commission = commission.add(line.units());
                } else {
                    base = base.add(line.units());
                    owed = line.yieldSource().passThrough() ? owed : owed.add(line.units());
                }
            }
            after = page.next();
        } while (after.isPresent());
        AccrualReads.RunTotals journal = reads.totals(run.id());
        return new CompleteRun.Totals(
                inputs.hex(), journal.portfolios(), count, journal.entries(), journal.debits(), base, commission, owed);
    }

    private <R> CompletableFuture<Outcome> submit(String key, Command<R> command) {
        String fingerprint = new JobDigest().line(SCOPE + " " + key).hex();
        return engine.submit(new Submission<>(
                        new IdempotencyKey(SCOPE, key, fingerprint),
                        command,
                        new JobAnswers<>((done, at) -> "done at " + at)))
                .toCompletableFuture();
    }

    private static void requireDone(String key, Answer answer) {
        if (answer.status() != JobAnswers.DONE) {
            throw new Corrupt(ErrorCode.INVARIANT_BROKEN, "accrual " + key + " was turned down: " + answer.body());
        }
    }

    private static void giveUpAfter(int attempt, LedgerException reason) {
        boolean hopeless = reason instanceof Conflict && reason.code() != ErrorCode.STALE;
        if (hopeless || attempt >= ATTEMPTS || Thread.currentThread().isInterrupted()) {
            throw reason;
        }
        LockSupport.parkNanos(PAUSE_NANOS * attempt);
    }
}

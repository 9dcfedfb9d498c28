package io.stakebook.persistence.reconciliation;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.Products;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.Earning;
import io.stakebook.core.product.terms.FlexibleTerms;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.reconciliation.AccruedDay;
import io.stakebook.core.reconciliation.AccruedDays;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakState;
import io.stakebook.core.reconciliation.OnePersonLimit;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.StatementSummary;
import io.stakebook.core.reconciliation.Tolerance;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A book of one product with ten accrued days, an engine that writes statements and breaks, and the desk of finance. */
final class ReconciledBook implements AutoCloseable {

    static final ProductId ETH = new ProductId("eth-flexible");
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final long GROSS = 1_000_000_000_000_000_000L;
    static final String HEADER = "date,product,asset,reward,reference\n";

    private final TestDatabase database = TestDatabase.create();
    private final Reconciliations reconciliations = new JdbcReconciliations(new BookReader(database.dataSource()));
    private final ReconciliationDesk desk = new ReconciliationDesk(
            new OneProduct(),
            new Assets(List.of(new Asset(TestBook.ETH, 18, "Ether"))),
            new TenDays(),
            reconciliations,
            new OnePersonLimit(Map.of(TestBook.ETH, BigInteger.valueOf(GROSS).divide(BigInteger.TWO))),
            TestBook.ids(),
            Clock.systemUTC());
    private final GroupCommitEngine engine;
    private int keys;

    ReconciledBook() {
        engine = TestEngine.start(
                database.dataSource(),
                EngineConfig.defaults(),
                List.of(
                        new StatementStore(),
                        new FenceStore(),
                        new BreakStore(),
                        new BreakNoteStore(),
                        new RewardDayStore()));
    }

    @Override
    public void close() {
        engine.close();
    }

    TestDatabase database() {
        return database;
    }

    Reconciliations reconciliations() {
        return reconciliations;
    }

    ReconciliationDesk desk() {
        return desk;
    }

    static String statement(String... rewards) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < rewards.length; i++) {
            csv.append(DAY.plusDays(i) + ",eth-flexible,ETH," + rewards[i] + ",r" + i + "\n");
        }
        return csv.toString();
    }

    Command<StatementSummary> receive(String csv) {
        return receive("lido", csv);
    }

    Command<StatementSummary> receive(String provider, String csv) {
        return receive(provider, Optional.empty(), csv);
    }

    Command<StatementSummary> receive(String provider, Optional<String> replaces, String csv) {
        return desk.receive(
                csv.getBytes(StandardCharsets.UTF_8),
                new ReconciliationDesk.Upload(provider, Optional.empty(), replaces, Tolerance.ROUNDING, "fay"));
    }

    Statement upload(String csv) {
        Outcome outcome = submit(receive(csv), ReconciledBook::id);
        return reconciliations
                .statement(StatementId.parse(outcome.answer().body()))
                .orElseThrow()
                .statement();
    }

    static String id(StatementSummary summary) {
        return summary.statement().recordId();
    }

    void resolve(Break found, String hash) {
        submit(desk.resolve(found.id(), hash, "the provider confirmed its figure", "fay"), Break::recordId);
    }

    String approval(Break found, String by, String hash) {
        return submit(desk.approve(found.id(), hash, by), Break::recordId)
                .answer()
                .body();
    }

    <R> Outcome submit(Command<R> command, Function<R, String> id) {
        return submit(TestEngine.key("k" + keys++), command, id);
    }

    /** As {@link #submit(Command, Function)}, with a key of the caller's. */
    <R> Outcome submit(IdempotencyKey key, Command<R> command, Function<R, String> id) {
        return TestEngine.await(
                engine.submit(new Submission<>(key, command, new Ids<>(id))).toCompletableFuture());
    }

    /** Submits both at once; what each was refused with, empty where it was accepted. */
    List<Optional<ErrorCode>> together(Command<?> first, Command<?> second) {
        return Stream.of(first, second)
                .map(command -> engine.submit(
                                new Submission<>(TestEngine.key("k" + keys++), command, new Ids<>(r -> "")))
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(ReconciledBook::refusal)
                .toList();
    }

    private static Optional<ErrorCode> refusal(CompletableFuture<Outcome> sent) {
        try {
            TestEngine.await(sent);
            return Optional.empty();
        } catch (Conflict e) {
            return Optional.of(e.code());
        }
    }

    List<Break> open() {
        return breaks(Reconciliations.BreakQuery.in(BreakState.OPEN));
    }

    static Reconciliations.BreakQuery query(
            @Nullable StatementId statement,
            @Nullable String provider,
            @Nullable String owner,
            @Nullable ProductId product,
            @Nullable LocalDate upTo) {
        return new Reconciliations.BreakQuery(null, null, statement, provider, owner, product, upTo);
    }

    List<Break> breaks(Reconciliations.BreakQuery query) {
        return reconciliations
                .breaks(query, Optional.<BreakId>empty(), Limit.LARGEST)
                .items();
    }

    /** Answers with the identity of what was written. */
    private record Ids<R>(Function<R, String> id) implements AnswerWriter<R> {

        @Override
        public Answer accepted(R result, Instant recordedAt) {
            return new Answer(201, "text/plain", "", id.apply(result));
        }

        @Override
        public Answer rejected(LedgerException reason) {
            return new Answer(422, "text/plain", "", reason.detail());
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            return new Answer(451, "text/plain", "", decision.reason());
        }
    }

    /** One ether a day, a tenth of it commission, for ten days. */
    private static final class TenDays implements AccruedDays {

        @Override
        public List<AccruedDay> between(Set<ProductId> products, LocalDate from, LocalDate to) {
            List<AccruedDay> days = new ArrayList<>();
            for (LocalDate day = from; !day.isAfter(to) && day.isBefore(DAY.plusDays(10)); day = day.plusDays(1)) {
                days.add(new AccruedDay(
                        ETH, day, true, BigInteger.valueOf(GROSS), BigInteger.valueOf(GROSS / 10), 2, true));
            }
            return days;
        }
    }

    /** A catalogue of one product. */
    private static final class OneProduct implements Products {

        private static final Terms TERMS = new FlexibleTerms(
                new Earning(
                        TierLadder.flat(Apr.parse("0.05")),
                        new Commission(1_000),
                        YieldSource.PROTOCOL_STAKING,
                        ValueDateRule.IMMEDIATE,
                        Wallet.FUNDING),
                SubscriptionBounds.open(),
                SnapshotRule.TIME_WEIGHTED);

        @Override
        public Optional<ProductView> find(ProductId id) {
            Instant created = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
            Product product =
                    new Product(ETH, TestBook.ETH, ProductKind.FLEXIBLE, true, true, 1, created, DAY.minusDays(1), 0);
            return Optional.of(
                            new ProductView(product, new TermsVersion(ETH, 1, created, TERMS), ProductUsage.none(ETH)))
                    .filter(view -> id.equals(ETH));
        }

        @Override
        public Page<ProductView, ProductId> list(Optional<ProductId> after, Limit limit) {
            return new Page<>(find(ETH).stream().toList(), Optional.empty());
        }

        @Override
        public Optional<TermsVersion> terms(ProductId id, int version) {
            return Optional.empty();
        }

        @Override
        public List<TermsVersion> history(ProductId id) {
            return List.of();
        }
    }
}

package io.stakebook.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
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
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.NoteBreak;
import io.stakebook.core.reconciliation.OnePersonLimit;
import io.stakebook.core.reconciliation.Preview;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.Resolution;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.StatementSummary;
import io.stakebook.core.reconciliation.file.StatementLine;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReconciliationTest {

    private static final ProductId ETH = new ProductId("eth-flexible");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final long GROSS = 1_000_000_000_000_000_000L;
    private static final String HEADER = "date,product,asset,reward,reference\n";

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
    private GroupCommitEngine engine;
    private int keys;

    @BeforeEach
    void start() {
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

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void statement_isKeptWithItsLinesAndBreaks_andReadBackAsItWas() {
        Statement kept = upload(statement("1.2", "1", "0.9"));

        StatementSummary summary = reconciliations.statement(kept.id()).orElseThrow();
        assertThat(summary.statement()).isEqualTo(kept);
        assertThat(summary.found()).containsOnlyKeys(BreakType.UNDER_ACCRUAL, BreakType.GROSS_NET);
        assertThat(summary.open()).isEqualTo(2);
        assertThat(kept.days()).isEqualTo(3);
        assertThat(kept.agreed()).isEqualTo(1);
        Page<StatementLine, Integer> lines = reconciliations.lines(kept.id(), Optional.empty(), new Limit(2));
        assertThat(lines.items())
                .extracting(line -> line.line() + " " + line.reference())
                .containsExactly("2 r0", "3 r1");
        assertThat(reconciliations.lines(kept.id(), lines.next(), new Limit(2)).items())
                .extracting(StatementLine::units)
                .containsExactly(BigInteger.valueOf(GROSS / 10 * 9));
        assertThat(open())
                .extracting(Break::type)
                .containsExactlyInAnyOrder(BreakType.UNDER_ACCRUAL, BreakType.GROSS_NET);
        assertThat(open()).allSatisfy(found -> {
            assertThat(found.statement()).isEqualTo(kept.id());
            assertThat(found.owner()).isEqualTo("fay");
            assertThat(found.state()).isEqualTo(BreakState.OPEN);
        });
    }

    @Test
    void figureLargerThanAnyBalance_isKeptAsAUnitError() {
        upload(statement("1000000000000000000000", "1", "1"));

        assertThat(open()).extracting(Break::type).containsExactly(BreakType.UNIT_SCALE);
        assertThat(open().get(0).reported()).isEqualTo(BigInteger.TEN.pow(39));
    }

    @Test
    void unreadableStatement_leavesEveryTableAsItWas() {
        assertThatThrownBy(() -> upload(HEADER + "2026-03-01,eth-flexible,ETH,one,r1\n"))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.STATEMENT_UNREADABLE));

        assertThat(database.number("select count(*) from reward_statement")).isZero();
        assertThat(database.number("select count(*) from idempotency")).isZero();
    }

    @Test
    void resolution_postsThePreviewedEntry_andTheNextStatementAgrees() {
        upload(statement("0.8", "1", "1"));
        Break found = open().get(0);
        Preview preview = desk.preview(found.id());

        resolve(found, preview.hash());

        Break closed = desk.find(found.id());
        assertThat(closed.resolution().orElseThrow().kind()).isEqualTo(Resolution.Kind.CORRECTED);
        String entry =
                closed.resolution().orElseThrow().entry().orElseThrow().value().toString();
        assertThat(database.column("select kind from journal_entry where entry_id = '" + entry + "'"))
                .containsExactly("accrual_correction");
        assertThat(database.column("""
                        select a.name || ' ' || case when p.debit then 'D' else 'C' end || ' ' || p.units
                          from posting p join account a using (account_id)
                         where p.entry_id = '%s' order by p.leg
                        """.formatted(entry)))
                .containsExactly(
                        "5050.ETH.house D 180000000000000000",
                        "4010.ETH.house D 20000000000000000",
                        "1150.ETH.house C 200000000000000000");

        upload(statement("0.8", "1", "1"));
        assertThat(open()).isEmpty();
    }

    @Test
    void secondCorrectionOfOneDay_isCountedOnTheFirst() {
        upload(statement("0.8", "1", "1"));
        resolve(open().get(0), desk.preview(open().get(0).id()).hash());
        upload(statement("0.7", "1", "1"));
        Break again = open().get(0);

        resolve(again, desk.preview(again.id()).hash());

        assertThat(again.difference()).isEqualTo(BigInteger.valueOf(-GROSS / 10));
        assertThat(database.column("select corrected || ' ' || corrections from reward_day"))
                .containsExactly(-3 * GROSS / 10 + " 2");
    }

    @Test
    void resolvedBreak_cannotBeResolvedAgain_byAnyone() {
        upload(statement("0.8", "1", "1"));
        Break found = open().get(0);
        String hash = desk.preview(found.id()).hash();
        resolve(found, hash);

        assertThatThrownBy(() -> resolve(found, hash))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
        assertThatThrownBy(() -> database.execute("update reward_break set resolved_by = 'eve'"))
                .hasMessageContaining("stays so");
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(1);
    }

    @Test
    void breakAboveTheLimit_waitsForASecondPerson_whoNeitherAskedNorBroughtTheStatement() {
        upload(statement("0.4", "1", "1"));
        Break found = open().get(0);
        String hash = desk.preview(found.id()).hash();
        assertThatThrownBy(() -> submit(desk.approve(found.id(), hash, "ben"), Break::recordId))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));

        submit(desk.resolve(found.id(), hash, "the provider confirmed its figure", "ada"), Break::recordId);

        assertThat(desk.find(found.id()).waiting().orElseThrow().by()).isEqualTo("ada");
        assertThat(database.number("select count(*) from journal_entry")).isZero();
        assertThat(approval(found, "ada", hash)).contains("ada, who asked for it");
        assertThat(approval(found, "fay", hash)).contains("fay, who brought the statement");
        assertThatThrownBy(() -> approval(found, "ben", "0".repeat(64)))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE));
        assertThat(open()).hasSize(1);

        approval(found, "ben", hash);

        Resolution closed = desk.find(found.id()).resolution().orElseThrow();
        assertThat(closed.by()).isEqualTo("ada");
        assertThat(closed.approvedByOrNull()).isEqualTo("ben");
        assertThat(closed.note()).isEqualTo("the provider confirmed its figure");
        assertThat(closed.kind()).isEqualTo(Resolution.Kind.CORRECTED);
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(1);
    }

    @Test
    void notesOfABreak_areKeptInOrder_andHandItOver() {
        upload(statement("0.8", "1", "1"));
        Break found = open().get(0);

        submit(new NoteBreak(found.id(), "asked the provider", Optional.empty(), "fay"), Break::recordId);
        submit(new NoteBreak(found.id(), "on holiday", Optional.of("ben"), "fay"), Break::recordId);

        assertThat(desk.find(found.id()).owner()).isEqualTo("ben");
        assertThat(desk.find(found.id()).notes()).isEqualTo(2);
        assertThat(reconciliations
                        .notes(found.id(), Optional.of(1), Limit.LARGEST)
                        .items())
                .extracting(note -> note.number() + " " + note.text() + " " + note.ownerOrNull() + " " + note.by())
                .containsExactly("2 on holiday ben fay");
        resolve(found, desk.preview(found.id()).hash());
        assertThatThrownBy(
                        () -> submit(new NoteBreak(found.id(), "too late", Optional.empty(), "fay"), Break::recordId))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
    }

    @Test
    void breakWhoseDayWasCorrectedSince_asksForItsStatementAgain_andIsThenResolved() {
        upload(statement("0.8", "1", "1"));
        Break found = open().get(0);
        String hash = desk.preview(found.id()).hash();
        database.execute("insert into reward_day values ('eth-flexible', '2026-03-01', -100, 1)");

        assertThatThrownBy(() -> desk.preview(found.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE))
                .hasMessageContaining("upload the statement of \"lido\" again");
        assertThatThrownBy(() -> resolve(found, hash)).isInstanceOf(Conflict.class);

        upload(statement("0.8", "1", "1"));
        Break again = open().get(0);
        resolve(again, desk.preview(again.id()).hash());
        assertThat(open()).isEmpty();
    }

    @Test
    void newerStatement_supersedesTheOpenBreaksOfItsDays() {
        upload(statement("0.8", "1", "1"));
        Break old = open().get(0);

        upload(statement("0.7", "1", "1"));

        assertThat(desk.find(old.id()).resolution().orElseThrow().kind()).isEqualTo(Resolution.Kind.SUPERSEDED);
        assertThat(open()).hasSize(1);
        assertThatThrownBy(() -> desk.preview(old.id())).isInstanceOf(Conflict.class);
    }

    @Test
    void statementsOfOneProvider_matchedTogether_areKeptOneAfterTheOther() {
        for (int round = 0; round < 5; round++) {
            Command<StatementSummary> first = receive(statement("0.8", "1", "1"));
            Command<StatementSummary> second = receive(statement("0.7", "1", "1"));

            List<Optional<ErrorCode>> ends = together(first, second);

            assertThat(ends).containsExactlyInAnyOrder(Optional.empty(), Optional.of(ErrorCode.STALE));
            assertThat(open()).hasSize(1);
        }
        StatementId last = upload(statement("0.6", "1", "1")).id();
        assertThat(open()).extracting(Break::statement).containsExactly(last);
    }

    @Test
    void secondProviderOfADay_isRefused_unlessItReplacesTheFirst() {
        Statement first = upload(statement("0.8", "1"));

        assertThatThrownBy(() -> receive("kiln", statement("1", "1", "1")))
                .isInstanceOfSatisfying(Conflict.class, c -> {
                    assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT);
                    assertThat(c.members())
                            .containsEntry("provider", "lido")
                            .containsEntry("productId", "eth-flexible")
                            .containsEntry("statementId", first.id().toString());
                });
        submit(receive("kiln", HEADER + DAY.plusDays(2) + ",eth-flexible,ETH,1,r\n"), ReconciliationTest::id);
        assertThat(open()).extracting(Break::provider).containsExactly("lido");

        submit(receive("kiln", Optional.of("lido"), statement("0.7", "1")), ReconciliationTest::id);

        assertThat(open()).extracting(Break::provider).containsExactly("kiln");
        assertThatThrownBy(() -> receive("lido", statement("0.8"))).isInstanceOf(Conflict.class);
    }

    @Test
    void statementsOfTwoProviders_matchedTogether_areNotBothKept() {
        List<Optional<ErrorCode>> ends = together(receive("lido", statement("0.8")), receive("kiln", statement("0.8")));

        assertThat(ends).containsExactlyInAnyOrder(Optional.empty(), Optional.of(ErrorCode.STALE));
        assertThat(open()).hasSize(1);
    }

    @Test
    void dayThatAgreed_andIsCorrectedBeforeTheStatementIsKept_isMatchedAgain() {
        upload(statement("0.8"));
        Command<StatementSummary> agreeing = receive(statement("1"));
        resolve(open().get(0), desk.preview(open().get(0).id()).hash());

        assertThatThrownBy(() -> submit(agreeing, ReconciliationTest::id))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE))
                .hasMessageContaining("lido")
                .hasMessageContaining("product/eth-flexible");

        Statement again = upload(statement("1"));
        assertThat(again.agreed()).isZero();
        assertThat(open()).extracting(Break::type).containsExactly(BreakType.UNDER_ACCRUAL);
    }

    @Test
    void correctionAndAgreeingStatement_atTheSameTime_areKeptInTheOrderTheyWereDecided() {
        for (int day = 0; day < 5; day++) {
            String csv = HEADER + DAY.plusDays(day) + ",eth-flexible,ETH,";
            upload(csv + "0.8,r\n");
            Break found = open().get(0);
            Command<Break> correction =
                    desk.resolve(found.id(), desk.preview(found.id()).hash(), "confirmed", "fay");
            Command<StatementSummary> agreeing = receive(csv + "1,r\n");

            boolean statementGoesFirst = day % 2 == 0;
            List<Optional<ErrorCode>> ends =
                    statementGoesFirst ? together(agreeing, correction) : together(correction, agreeing);

            Optional<ErrorCode> kept = ends.get(statementGoesFirst ? 0 : 1);
            assertThat(ends.get(statementGoesFirst ? 1 : 0))
                    .isEqualTo(kept.isEmpty() ? Optional.of(ErrorCode.STATE_CONFLICT) : Optional.empty());
            assertThat(kept.orElse(ErrorCode.STALE)).isEqualTo(ErrorCode.STALE);
            assertThat(open()).isEmpty();
        }
    }

    @Test
    void sameUpload_withTheSameKey_isAnsweredAgain_andKeptOnce() {
        Command<StatementSummary> first = receive(statement("0.8", "1", "1"));
        Command<StatementSummary> second = receive(statement("0.8", "1", "1"));
        IdempotencyKey key = TestEngine.key("upload");

        Outcome kept = TestEngine.await(engine.submit(new Submission<>(key, first, new Ids<>(ReconciliationTest::id)))
                .toCompletableFuture());
        Outcome again = TestEngine.await(engine.submit(new Submission<>(key, second, new Ids<>(ReconciliationTest::id)))
                .toCompletableFuture());

        assertThat(again.replayed()).isTrue();
        assertThat(again.answer()).isEqualTo(kept.answer());
        assertThat(database.number("select count(*) from reward_statement")).isEqualTo(1);
    }

    @Test
    void lists_arePagedNewestFirst() {
        List<StatementId> uploaded = new ArrayList<>();
        for (int i = 1; i < 6; i++) {
            uploaded.add(0, upload(statement("0." + i, "1", "1")).id());
        }
        List<StatementId> seen = new ArrayList<>();
        Optional<StatementId> before = Optional.empty();
        do {
            Page<Statement, StatementId> page = reconciliations.statements(before, new Limit(2));
            page.items().forEach(statement -> seen.add(statement.id()));
            before = page.next();
        } while (before.isPresent());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(uploaded).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(breaks(new Reconciliations.BreakQuery(
                        BreakState.RESOLVED, BreakType.OVER_ACCRUAL, null, "lido", "fay", ETH, DAY)))
                .hasSize(4);
        assertThat(breaks(query(uploaded.get(0), null, null, null, null))).hasSize(1);
        assertThat(breaks(query(null, "kiln", null, null, null))).isEmpty();
        assertThat(breaks(query(null, null, "ben", null, null))).isEmpty();
        assertThat(breaks(query(null, null, null, new ProductId("other"), null)))
                .isEmpty();
        assertThat(breaks(query(null, null, null, null, DAY.minusDays(1)))).isEmpty();
    }

    private static String statement(String... rewards) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < rewards.length; i++) {
            csv.append(DAY.plusDays(i) + ",eth-flexible,ETH," + rewards[i] + ",r" + i + "\n");
        }
        return csv.toString();
    }

    private Command<StatementSummary> receive(String csv) {
        return receive("lido", csv);
    }

    private Command<StatementSummary> receive(String provider, String csv) {
        return receive(provider, Optional.empty(), csv);
    }

    private Command<StatementSummary> receive(String provider, Optional<String> replaces, String csv) {
        return desk.receive(
                csv.getBytes(StandardCharsets.UTF_8),
                new ReconciliationDesk.Upload(provider, Optional.empty(), replaces, BigInteger.ONE, "fay"));
    }

    private Statement upload(String csv) {
        Outcome outcome = submit(receive(csv), ReconciliationTest::id);
        return reconciliations
                .statement(StatementId.parse(outcome.answer().body()))
                .orElseThrow()
                .statement();
    }

    private static String id(StatementSummary summary) {
        return summary.statement().recordId();
    }

    private void resolve(Break found, String hash) {
        submit(desk.resolve(found.id(), hash, "the provider confirmed its figure", "fay"), Break::recordId);
    }

    private String approval(Break found, String by, String hash) {
        return submit(desk.approve(found.id(), hash, by), Break::recordId)
                .answer()
                .body();
    }

    private <R> Outcome submit(Command<R> command, Function<R, String> id) {
        return TestEngine.await(engine.submit(new Submission<>(TestEngine.key("k" + keys++), command, new Ids<>(id)))
                .toCompletableFuture());
    }

    /** Submits both at once; what each was refused with, empty where it was accepted. */
    private List<Optional<ErrorCode>> together(Command<?> first, Command<?> second) {
        return Stream.of(first, second)
                .map(command -> engine.submit(
                                new Submission<>(TestEngine.key("k" + keys++), command, new Ids<>(r -> "")))
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(ReconciliationTest::refusal)
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

    private List<Break> open() {
        return breaks(Reconciliations.BreakQuery.in(BreakState.OPEN));
    }

    private static Reconciliations.BreakQuery query(
            @Nullable StatementId statement,
            @Nullable String provider,
            @Nullable String owner,
            @Nullable ProductId product,
            @Nullable LocalDate upTo) {
        return new Reconciliations.BreakQuery(null, null, statement, provider, owner, product, upTo);
    }

    private List<Break> breaks(Reconciliations.BreakQuery query) {
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

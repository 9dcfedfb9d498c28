package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.closing.ApproveReopening;
import io.stakebook.core.closing.Checklist;
import io.stakebook.core.closing.CloseCheck;
import io.stakebook.core.closing.OpenItem;
import io.stakebook.core.closing.OverrideChecklist;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.RequestReopening;
import io.stakebook.core.closing.SealPeriod;
import io.stakebook.core.customer.UpdateFacts;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.funding.ConfirmWithdrawal;
import io.stakebook.core.funding.RequestWithdrawal;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.logkey.AddLogKey;
import io.stakebook.core.money.Amount;
import io.stakebook.core.page.Limit;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.product.PublishTerms;
import io.stakebook.core.product.SwitchProduct;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakState;
import io.stakebook.core.reconciliation.NoteBreak;
import io.stakebook.core.reconciliation.OnePersonLimit;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.Tolerance;
import io.stakebook.core.regions.ApproveRegionChange;
import io.stakebook.core.regions.ImpactCalculator;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.regions.ProposeRegionChange;
import io.stakebook.persistence.logkey.JdbcLogKeys;
import io.stakebook.persistence.period.JdbcClosingLedger;
import io.stakebook.persistence.period.JdbcPeriods;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.reconciliation.JdbcAccruedDays;
import io.stakebook.persistence.reconciliation.JdbcReconciliations;
import io.stakebook.persistence.regions.JdbcRegions;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What officers do to a book: a withdrawal confirmed, terms published, a product switched, facts replaced, a region closed, a
 * provider's statement answered with a correction, a month reopened by two and closed again over an
 * open item.
 */
final class StaffDay {

    private static final PeriodId MARCH = PeriodId.parse("2026-03");

    private final LiveBook book;
    private final CustomerId customer;

    private StaffDay(LiveBook book, CustomerId customer) {
        this.book = book;
        this.customer = customer;
    }

    /** March is closed when this begins. */
    static void live(LiveBook book, CustomerId customer, AccrualRun run, ProductId saver) {
        StaffDay day = new StaffDay(book, customer);
        day.withdraw();
        book.run(new PublishTerms(saver, 1, LiveBook.flexible("0.04", YieldSource.PLATFORM_FUNDED, "0")));
        book.run(new SwitchProduct(saver, true, false));
        book.run(new SwitchProduct(saver, false, true));
        book.run(new UpdateFacts(
                customer,
                DeclaredFacts.of(Map.of("subject_type", "individual", "residency", "SG", "residency_verified", "no")),
                null,
                "olga",
                "proof of address withdrawn",
                new DecisionId(book.ids().next())));
        day.closeRegion();
        day.reconcile(run);
        day.reopen();
        day.changeKey();
    }

    private void withdraw() {
        ConfirmWithdrawal confirmed = ConfirmWithdrawal.of(
                book.run(new RequestWithdrawal(
                        new WithdrawalId(book.ids().next()),
                        customer,
                        new Amount(TestBook.ETH, BigInteger.valueOf(777)),
                        Wallet.FUNDING,
                        "0xcafe",
                        RequestEvidence.none(),
                        new DecisionId(book.ids().next()),
                        new EntryId(book.ids().next()))),
                "0xdone",
                new EntryId(book.ids().next()));
        book.run(confirmed);
    }

    private void closeRegion() {
        RegionToggle toggle =
                new RegionToggle(Region.parse("FR"), RegionState.NO_NEW, "order 7 of the regulator", Instant.EPOCH);
        JdbcRegions regions = new JdbcRegions(book.snapshot());
        var states = regions.current().states();
        Instant now = book.node().clock().instant();
        PolicyChange asked = book.run(new ProposeRegionChange(
                new ChangeId(book.ids().next()),
                "ada",
                toggle,
                "a new order",
                states.version(),
                now,
                new ImpactCalculator(regions, PolicySet.shipped())
                        .preview(states, ProposeRegionChange.content(states, toggle, now), now)));
        book.run(new ApproveRegionChange(
                asked.id(), "ben", asked.request().proposed().hash(), Set.of()));
    }

    private void reconcile(AccrualRun run) {
        Reconciliations kept =
                new JdbcReconciliations(new BookReader(book.database().dataSource()));
        ReconciliationDesk desk = new ReconciliationDesk(
                new JpaProducts(book.reads()),
                book.node().assets(),
                new JdbcAccruedDays(new BookReader(book.database().dataSource())),
                kept,
                new OnePersonLimit(Map.of()),
                book.ids(),
                book.node().clock());
        RunManifest manifest = Objects.requireNonNull(run.manifestOrNull());
        BigInteger more = manifest.baseUnits().add(manifest.commissionUnits()).add(BigInteger.valueOf(1_000));
        String csv = "date,product,asset,reward,reference\n" + run.day() + "," + run.product() + ",ETH,"
                + new BigDecimal(more, 18).toPlainString() + ",r1\n";
        book.run(desk.receive(
                csv.getBytes(StandardCharsets.UTF_8),
                new ReconciliationDesk.Upload("lido", Optional.empty(), Optional.empty(), Tolerance.NONE, "fay")));
        List<Break> open = kept.breaks(
                        Reconciliations.BreakQuery.in(BreakState.OPEN), Optional.<BreakId>empty(), Limit.LARGEST)
                .items();
        assertThat(open).hasSize(1);
        BreakId found = open.get(0).id();
        book.run(new NoteBreak(found, "asked the provider", Optional.of("ben"), "fay"));
        book.run(desk.resolve(found, desk.preview(found).hash(), "the provider confirmed its figure", "fay"));
        book.run(desk.approve(found, desk.preview(found).hash(), "ben"));
    }

    private void reopen() {
        ReopeningId id = new ReopeningId(book.ids().next());
        book.run(new RequestReopening(id, MARCH, "fin-1", "an invoice was missed"));
        book.run(new ApproveReopening(id, MARCH, "fin-2"));
        Checklist open = new Checklist(
                MARCH, List.of(new OpenItem(CloseCheck.ACCRUALS, "eth-saver", "is accrued through 2026-03-02")));
        OverrideId override = new OverrideId(book.ids().next());
        book.run(new OverrideChecklist(override, MARCH, "fin-3", "the product earns nothing yet", open));
        book.run(new SealPeriod(MARCH, "fin-1", open, override));
        new PeriodCloser(
                        book.node().engine(),
                        new JdbcPeriods(book.snapshot()),
                        new JdbcClosingLedger(book.database().dataSource(), book.snapshot()))
                .finish(MARCH);
    }

    private void changeKey() {
        VerifierKey first = VerifierKey.ofEd25519("stakebook.example/main", new byte[32]);
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new JdbcLogKeys(
                                new BookReader(book.database().dataSource()),
                                book.database().dataSource())
                        .admit(first, book.node().clock().instant()))
                .isTrue();
        book.run(new AddLogKey(VerifierKey.ofEd25519(first.name(), other), "opa", first, 7));
    }
}

package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.funding.RequestWithdrawal;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Redeem;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A book in which customers and staff did something of every kind over three days, and a copy of it to plant faults in. */
final class LivedBook implements AutoCloseable {

    static final BigInteger ETHER = BigInteger.TEN.pow(18);
    static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    static final ProductId STAKING = new ProductId("eth-staking");

    private static final ProductId SAVER = new ProductId("eth-saver");

    private final LiveBook book = new LiveBook();
    private final CustomerId ann;
    private final PositionView position;
    private final AccrualRun lastRun;
    private final WithdrawalId withdrawal;
    private final TestDatabase frozen;

    LivedBook() {
        ann = book.customer("SG");
        CustomerId ben = book.customer("DE");
        book.fundHouse(TestBook.ETH, ETHER.multiply(BigInteger.TEN));
        book.product(STAKING.value(), TestBook.ETH, LiveBook.flexible("0.032", YieldSource.PROTOCOL_STAKING, "0.1"));
        book.product(SAVER.value(), TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));
        for (CustomerId customer : List.of(ann, ben)) {
            book.deposit(customer, TestBook.ETH, ETHER.multiply(BigInteger.valueOf(40)));
        }
        position = book.subscribe(ann, STAKING, ETHER.multiply(BigInteger.valueOf(3)));
        book.subscribe(ben, STAKING, ETHER.add(BigInteger.valueOf(7)));
        book.subscribe(ben, SAVER, ETHER.multiply(BigInteger.TWO));
        assertThat(book.ask(book.open(new CustomerId(book.ids().next()), "CN")).refusal())
                .isNotNull();
        FixedTermDays fixed = FixedTermDays.open(book, ben);
        for (int day = 0; day < 3; day++) {
            if (day < 2) {
                book.accrue(STAKING, FIRST.plusDays(day));
            }
            book.accrue(SAVER, FIRST.plusDays(day));
            fixed.accrue(FIRST.plusDays(day));
        }
        lastRun = book.accrue(STAKING, FIRST.plusDays(2));
        fixed.leaveEarly();
        book.run(new Redeem(
                ann,
                STAKING,
                TestBook.ETH,
                position.position().id(),
                new JpaProducts(book.reads()).terms(STAKING, 1).orElseThrow(),
                ETHER,
                Wallet.SPOT,
                false,
                RequestEvidence.none(),
                Redeem.Ids.from(book.ids())));
        withdrawal = new WithdrawalId(book.ids().next());
        book.run(new RequestWithdrawal(
                withdrawal,
                ann,
                new Amount(TestBook.ETH, ETHER),
                Wallet.SPOT,
                "0xabc",
                RequestEvidence.none(),
                new DecisionId(book.ids().next()),
                new EntryId(book.ids().next())));
        TwoPhaseDay.live(book, ann);
        StaffDay.live(book, ann, lastRun, SAVER);
        book.awaitAtRest();
        frozen = book.database().copy();
    }

    LiveBook book() {
        return book;
    }

    CustomerId ann() {
        return ann;
    }

    /** Of {@link #ann}, in {@link #STAKING}, as it was opened. */
    PositionView position() {
        return position;
    }

    /** Of {@link #STAKING}, over the third day. */
    AccrualRun lastRun() {
        return lastRun;
    }

    /** Of {@link #ann}, requested and not settled. */
    WithdrawalId withdrawal() {
        return withdrawal;
    }

    /** The book as it is, to be changed. */
    TestDatabase copy() {
        return frozen.copy();
    }

    void assertFound(CheckName check, String fault) {
        TestDatabase copy = copy();
        copy.tamper(fault);
        BookChecker checker =
                new BookChecker(new Snapshot(copy.dataSource()), book.node().clock());

        CheckReport report = checker.check(Set.of(check));

        assertThat(report.clean()).isFalse();
        assertThat(report.results().get(0).found()).isPositive();
        assertThat(report.results().get(0).findings())
                .allSatisfy(finding -> assertThat(finding.detail()).isNotBlank());
        copy.drop();
    }

    @Override
    public void close() {
        book.close();
    }
}

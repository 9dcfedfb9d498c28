package io.stakebook.persistence.accrual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Side;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.generaljournal.DraftLine;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.testing.Hand;
import io.stakebook.persistence.testing.LiveBook;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** House coins stand behind rewards once, whether a run moves them or finance does by hand. */
class BackingTest {

    private static final AssetCode ETH = new AssetCode("ETH");
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final AccountName HOUSE = AccountName.house(ChartAccount.HOUSE_WALLET, ETH);
    private static final AccountName OMNIBUS = AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, ETH);
    private static final AccountName CAPITAL = AccountName.house(ChartAccount.HOUSE_CAPITAL, ETH);

    private final LiveBook book = new LiveBook();
    private final ProductId product = product("eth-flex");

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void whatFinanceMovedByHand_isNotMovedAgain() {
        BigInteger shortOf = accrue(product, DAY).unbackedUnits();
        assertThat(shortOf).isPositive();
        book.fundHouse(ETH, shortOf.multiply(BigInteger.TEN));
        move(HOUSE, OMNIBUS, shortOf);

        RunManifest next = accrue(product, NEXT);

        assertThat(next.backedUnits()).isEqualTo(next.baseUnits());
        assertThat(next.unbackedUnits()).isZero();
        assertThat(surplus()).isZero();
        book.assertClean();
    }

    @Test
    void ofWhatFinanceMovedInPart_onlyTheRestIsMoved() {
        BigInteger shortOf = accrue(product, DAY).unbackedUnits();
        book.fundHouse(ETH, shortOf.multiply(BigInteger.TEN));
        move(HOUSE, OMNIBUS, shortOf.subtract(BigInteger.TEN));

        RunManifest next = accrue(product, NEXT);

        assertThat(next.backedUnits()).isEqualTo(next.baseUnits().add(BigInteger.TEN));
        assertThat(surplus()).isZero();
        book.assertClean();
    }

    @Test
    void coinsPaidStraightIntoClientCustody_countAsWell() {
        BigInteger shortOf = accrue(product, DAY).unbackedUnits();
        move(CAPITAL, OMNIBUS, shortOf);
        book.fundHouse(ETH, shortOf.multiply(BigInteger.TEN));

        accrue(product, NEXT);

        assertThat(surplus()).isZero();
        book.assertClean();
    }

    @Test
    void nothingIsForgottenWhileTheHouseStaysShort() {
        BigInteger first = accrue(product, DAY).unbackedUnits();
        RunManifest second = accrue(product, NEXT);
        assertThat(second.unbackedUnits()).isEqualTo(first.add(second.baseUnits()));
        book.fundHouse(ETH, first.multiply(BigInteger.TEN));

        accrue(product, NEXT.plusDays(1));

        assertThat(surplus()).isZero();
        book.assertClean();
    }

    @Test
    void twoProductsOfOneAsset_moveWhatIsMissingOnceBetweenThem() {
        ProductId other = product("eth-more");
        BigInteger shortOf = accrue(product, DAY).unbackedUnits();
        BigInteger otherShort = accrue(other, DAY).unbackedUnits();
        book.fundHouse(ETH, shortOf.add(otherShort).multiply(BigInteger.TEN));
        move(HOUSE, OMNIBUS, shortOf);

        accrue(product, NEXT);
        accrue(other, NEXT);

        assertThat(surplus()).isZero();
        book.assertClean();
    }

    @Test
    void aRunThatWaits_backsItsOwnReward_andNobodyElseDoes() {
        ProductId waiting = product("eth-more");
        CustomerId held = subscriber(waiting);
        BigInteger shortOf = accrue(product, DAY).unbackedUnits();
        BigInteger waitingShort = accrue(waiting, DAY).unbackedUnits();
        BigInteger missing = shortOf.add(waitingShort);
        book.fundHouse(ETH, missing.multiply(BigInteger.TEN));
        move(HOUSE, OMNIBUS, missing);
        AccountName funding = AccountName.of(ChartAccount.CLIENT_FUNDING, ETH, held);
        book.run(new SetLimits(
                funding,
                new SetLimits.Bounds(null, shortOf.multiply(BigInteger.TWO), null, null),
                "risk",
                "finance-1",
                0L));
        assertThatThrownBy(() -> accrue(waiting, NEXT)).isInstanceOf(Rejected.class);
        BigInteger atWork = surplus().negate();
        assertThat(atWork).isPositive();

        RunManifest done = accrue(product, NEXT);

        assertThat(done.backedUnits()).isEqualTo(done.baseUnits());
        assertThat(surplus()).isEqualTo(atWork.negate());
        book.run(new SetLimits(funding, new SetLimits.Bounds(null, null, null, null), "over", "finance-1", 1L));
        accrue(waiting, NEXT);
        assertThat(surplus()).isZero();
        book.assertClean();
    }

    private ProductId product(String id) {
        ProductId made = book.product(id, ETH, LiveBook.flexible("0.0365", YieldSource.PLATFORM_FUNDED, "0"));
        subscriber(made);
        return made;
    }

    private CustomerId subscriber(ProductId of) {
        CustomerId customer = book.customer("DE");
        BigInteger principal = new BigInteger("10000000000000000000");
        book.deposit(customer, ETH, principal);
        book.subscribe(customer, of, principal);
        return customer;
    }

    private RunManifest accrue(ProductId of, LocalDate day) {
        return Objects.requireNonNull(book.accrue(of, day).manifestOrNull());
    }

    private void move(AccountName from, AccountName to, BigInteger units) {
        Amount amount = new Amount(ETH, units);
        book.run(Hand.atomic(new Item.Draft(
                new EntryId(book.ids().next()),
                List.of(new DraftLine(to, Side.DEBIT, amount), new DraftLine(from, Side.CREDIT, amount)))));
    }

    /** Client assets above client liabilities. */
    private BigInteger surplus() {
        String client = String.join(
                ", ",
                List.of(ChartAccount.values()).stream()
                        .filter(ChartAccount::segregated)
                        .map(chart -> Integer.toString(chart.code()))
                        .toList());
        return new BigInteger(book.database()
                .column("select sum(debits - credits) from balance_now join account using (account_id) where chart in ("
                        + client + ")")
                .get(0));
    }
}

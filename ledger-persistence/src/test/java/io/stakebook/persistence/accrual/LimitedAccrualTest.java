package io.stakebook.persistence.accrual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.testing.LiveBook;
import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A day's accrual meets the limits that finance set on accounts. */
class LimitedAccrualTest {

    private static final AssetCode ETH = new AssetCode("ETH");
    private static final BigInteger TEN = new BigInteger("10000000000000000000");
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final AccountName HOUSE = AccountName.house(ChartAccount.HOUSE_WALLET, ETH);

    private final LiveBook book = new LiveBook();
    private final CustomerId ann = book.customer("DE");
    private final CustomerId ben = book.customer("FR");
    private final ProductId product =
            book.product("eth-flex", ETH, LiveBook.flexible("0.0365", YieldSource.PLATFORM_FUNDED, "0"));

    LimitedAccrualTest() {
        book.fundHouse(ETH, TEN);
        for (CustomerId customer : new CustomerId[] {ann, ben}) {
            book.deposit(customer, ETH, TEN);
            book.subscribe(customer, product, TEN);
        }
    }

    @Test
    void payoutAboveAMaximum_holdsUpThatCustomerOnly_andTheRunEndsWhenTheMaximumIsLifted() {
        try (book) {
            AccountName funding = AccountName.of(ChartAccount.CLIENT_FUNDING, ETH, ann);
            limit(funding, null, BigInteger.ONE, 0);

            assertThatThrownBy(() -> book.accrue(product, DAY)).isInstanceOfSatisfying(Rejected.class, refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.BALANCE_LIMIT_EXCEEDED);
                assertThat(refused.detail())
                        .contains("waits for 1 customer ", ann.toString(), funding.toString(), "at most");
            });
            assertThat(paid(ann)).isZero();
            assertThat(paid(ben)).isPositive();

            limit(funding, null, null, 1);
            AccrualRun run = book.accrue(product, DAY);

            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
            assertThat(paid(ann)).isPositive();
            book.assertClean();
        }
    }

    @Test
    void minimumOfTheHouseWallet_staysThere_andTheRestOfTheRewardIsUnbacked() {
        try (book) {
            limit(HOUSE, TEN.subtract(BigInteger.TEN), null, 0);

            AccrualRun run = book.accrue(product, DAY);

            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
            assertThat(number("select debits - credits from balance_now join account using (account_id) where name = '"
                            + HOUSE + "'"))
                    .isEqualTo(TEN.subtract(BigInteger.TEN));
            assertThat(run.manifestOrNull()).satisfies(manifest -> {
                assertThat(manifest.backedUnits()).isEqualTo(BigInteger.TEN);
                assertThat(manifest.unbackedUnits()).isPositive();
            });
        }
    }

    private void limit(
            AccountName account, @Nullable BigInteger minAvailable, @Nullable BigInteger maxPosted, long expected) {
        book.run(new SetLimits(
                account, new SetLimits.Bounds(null, maxPosted, minAvailable, null), "risk", "finance-1", expected));
    }

    private BigInteger paid(CustomerId customer) {
        AccountName funding = AccountName.of(ChartAccount.CLIENT_FUNDING, ETH, customer);
        return number("select coalesce(sum(units), 0) from posting join account using (account_id) where name = '"
                + funding + "' and not debit");
    }

    private BigInteger number(String sql) {
        return new BigInteger(book.database().column(sql).get(0));
    }
}

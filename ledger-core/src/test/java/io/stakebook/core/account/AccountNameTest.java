package io.stakebook.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.money.AssetCode;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountNameTest {

    @Property
    void nameThatIsWrittenAndReadAgain_isTheSameName(@ForAll("names") AccountName name) {
        AccountName again = AccountName.parse(name.toString());

        assertThat(again).isEqualTo(name).hasSameHashCodeAs(name).isEqualByComparingTo(name);
        assertThat(again.chart()).isEqualTo(name.chart());
        assertThat(again.asset()).isEqualTo(name.asset());
        assertThat(again.customer()).isEqualTo(name.customer());
        assertThat(again.position()).isEqualTo(name.position());
    }

    @Property
    void namesAreEqual_exactlyWhenTheirTextsAre(@ForAll("names") AccountName one, @ForAll("names") AccountName other) {
        boolean sameText = one.toString().equals(other.toString());

        assertThat(one.equals(other)).isEqualTo(sameText);
        assertThat(one.compareTo(other) == 0).isEqualTo(sameText);
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
        if (sameText) {
            assertThat(one).hasSameHashCodeAs(other);
        }
    }

    @Test
    void ownerMustFitTheChart() {
        AssetCode eth = new AssetCode("ETH");
        CustomerId customer = new CustomerId(new UUID(1, 2));
        for (ChartAccount chart : ChartAccount.values()) {
            boolean house = chart.scope() == ChartAccount.Scope.HOUSE;
            if (house) {
                assertThatThrownBy(() -> AccountName.of(chart, eth, customer))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThatThrownBy(() -> AccountName.house(chart, eth)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1010",
                "1010.ETH",
                "1010.ETH.house.house",
                "9999.ETH.house",
                "101.ETH.house",
                "1010.eth.house",
                "1010.ETH.HOUSE",
                "2010.ETH.house",
                "1010.ETH.cust_00000000000000000000000001",
                " 1010.ETH.house",
                "1010.ETH.house\n"
            })
    void textThatNamesNoAccount_isRefused(String text) {
        assertThatThrownBy(() -> AccountName.parse(text))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN));
    }

    /** Few of each part, so that equal names meet. */
    @Provide
    Arbitrary<AccountName> names() {
        return Combinators.combine(
                        Arbitraries.of(ChartAccount.values()),
                        Arbitraries.of("BTC", "ETH", "USDC").map(AssetCode::new),
                        Arbitraries.longs().between(0, 2).map(low -> new CustomerId(new UUID(7, low))),
                        Arbitraries.longs().between(0, 2).map(low -> new PositionId(new UUID(9, low))))
                .as(AccountNameTest::name);
    }

    private static AccountName name(ChartAccount chart, AssetCode asset, CustomerId customer, PositionId position) {
        @Nullable CustomerId owner = chart.scope() == ChartAccount.Scope.HOUSE ? null : customer;
        @Nullable PositionId of = chart.scope() == ChartAccount.Scope.POSITION ? position : null;
        return new AccountName(chart, asset, owner, of);
    }
}

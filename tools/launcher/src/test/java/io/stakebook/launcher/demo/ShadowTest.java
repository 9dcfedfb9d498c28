package io.stakebook.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ShadowTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant MIDNIGHT = Days.startOf(DAY);

    private final Shadow shadow = new Shadow();

    @Test
    void tenThousandTether_onWeexTiers_earnTheGoldenVectorOverAYear() {
        Shadow.Held held = open(Shelf.USDT, "10000", MIDNIGHT);

        for (int day = 0; day < 365; day++) {
            shadow.live(Shelf.USDT, DAY.plusDays(day));
        }

        // (200 × 13 % + 9,800 × 3.2 %) a year, and 0.9304109589… a day rounded down to six decimals.
        assertThat(held.total()).isEqualTo(Coin.USDT.units("339.6"));
        assertThat(held.on(DAY)).isEqualTo(new Shadow.Earned(BigInteger.valueOf(930_410), BigInteger.ZERO));
    }

    @Test
    void secondPosition_ofTheSameCustomer_fillsTheLadderWhereTheOlderEnds() {
        open(Shelf.USDT, "150", MIDNIGHT);
        Shadow.Held younger = open(Shelf.USDT, "100", MIDNIGHT.plusSeconds(1));

        shadow.live(Shelf.USDT, DAY.plusDays(1));

        // 50 units at 13 % and 50 at 3.2 %, for one day.
        assertThat(younger.on(DAY.plusDays(1)).base()).isEqualTo(BigInteger.valueOf(8_100_000 / 365));
    }

    @Test
    void principal_redeemedAtNoon_earnsHalfTheDay() {
        Shadow.Held held = open(Shelf.BTC, "365", MIDNIGHT);
        shadow.redeemed(held, MIDNIGHT.plusSeconds(43_200), held.now());

        shadow.live(Shelf.BTC, DAY);
        shadow.live(Shelf.BTC, DAY.plusDays(1));

        assertThat(held.total()).isEqualTo(Coin.BTC.units("0.00375"));
    }

    @Test
    void commission_andTheCustomersShare_makeTheGross() {
        Shadow.Held held = open(Shelf.ETH, "365", MIDNIGHT);

        shadow.live(Shelf.ETH, DAY);

        assertThat(held.on(DAY).gross()).isEqualTo(Coin.ETH.units("0.0312"));
        assertThat(held.on(DAY).commission()).isEqualTo(Coin.ETH.units("0.00312"));
    }

    @Test
    void fixedTerm_earnsFromItsValueDateToItsMaturity_andNotAfter() {
        Instant from = MIDNIGHT.plusSeconds(86_400);
        Shadow.Held held = shadow.opened(
                "pos_1",
                Cast.ARUN,
                Shelf.SOL,
                MIDNIGHT.plusSeconds(100),
                from,
                from.plus(Days.term(Shelf.SOL)),
                Coin.SOL.units("365"));

        for (int day = 0; day < 40; day++) {
            shadow.live(Shelf.SOL, DAY.plusDays(day));
        }

        assertThat(held.total()).isEqualTo(Coin.SOL.units("1.794")); // 30 days of 365 × 6.5 % × 92 %
    }

    private Shadow.Held open(Shelf.Product product, String amount, Instant at) {
        int number = shadow.all().size();
        return shadow.opened(
                "pos_" + number, Cast.MEI, product, at, at, null, product.coin().units(amount));
    }
}

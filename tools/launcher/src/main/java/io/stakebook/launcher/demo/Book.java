package io.stakebook.launcher.demo;

import io.stakebook.launcher.stack.Progress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the steps of the demo share: the API, what must be true by their own reckoning, and where to report. */
record Book(LedgerApi api, Shadow shadow, Purses purses, Tally tally, Progress progress) {

    /** Subscribes from the spot wallet and takes the position into the demo's own books. */
    Shadow.Held subscribe(Cast.Person person, Shelf.Product product, String amount) {
        return take(
                person,
                product,
                amount,
                api.subscribe(person, product, amount, person.address()).expect(201));
    }

    /** Takes a position that was opened into the demo's own books. */
    Shadow.Held take(Cast.Person person, Shelf.Product product, String amount, Reply opened) {
        BigInteger units = product.coin().units(amount);
        StepFailed.requireEqual(product.coin().units(opened.text("principal")), units, "principal of a new position");
        purses.take(person, product.coin(), Purses.Wallet.SPOT, units);
        Instant openedAt = Instant.parse(opened.text("openedAt"));
        Instant earnsFrom = Instant.parse(opened.text("accrualFrom"));
        requireValueDate(product, openedAt, earnsFrom);
        return shadow.opened(
                opened.text("id"), person, product, openedAt, earnsFrom, maturity(opened, product, earnsFrom), units);
    }

    private static void requireValueDate(Shelf.Product product, Instant openedAt, Instant earnsFrom) {
        Instant expected = product.nextDay() ? Days.startOf(Days.of(openedAt).plusDays(1)) : openedAt;
        StepFailed.requireEqual(earnsFrom, expected, "value date of a position in " + product);
    }

    private static @Nullable Instant maturity(Reply opened, Shelf.Product product, Instant earnsFrom) {
        Optional<Instant> maturesAt =
                Optional.ofNullable(opened.body().path("maturesAt").textValue()).map(Instant::parse);
        Optional<Instant> expected =
                product.fixed() ? Optional.of(earnsFrom.plus(Days.term(product))) : Optional.empty();
        StepFailed.requireEqual(maturesAt, expected, "maturity of a position in " + product);
        return maturesAt.orElse(null);
    }

    /** Redeems part of a flexible position to the spot wallet. */
    void redeem(Shadow.Held held, String amount) {
        Coin coin = held.product.coin();
        moved(held, coin.units(amount), api.redeem(held.owner, held.id, Map.of("amount", amount)));
    }

    /** Redeems all that is left of a flexible position to the spot wallet. */
    void redeemAll(Shadow.Held held) {
        moved(held, held.now(), api.redeem(held.owner, held.id, Map.of("all", true)));
    }

    private void moved(Shadow.Held held, BigInteger units, Reply redeemed) {
        Coin coin = held.product.coin();
        StepFailed.requireEqual(coin.units(redeemed.text("principal")), units, "principal redeemed from " + held.id);
        shadow.redeemed(held, Instant.parse(redeemed.text("recordedAt")), units);
        purses.add(held.owner, coin, Purses.Wallet.SPOT, units);
    }

    /** Withdraws from the spot wallet and waits for the chain. */
    void withdraw(Cast.Person person, Coin coin, BigInteger units) {
        api.withdraw(person, coin, coin.text(units));
        purses.take(person, coin, Purses.Wallet.SPOT, units);
    }
}

package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Thirty days and the one they started on: what people do at noon, and the accrual of every product at night. */
final class Month {

    private static final int NIGHTS = Shelf.SOL_TERM_DAYS + 1;

    private final Book book;
    private final LocalDate first;
    private int runs;

    Month(Book book, LocalDate first) {
        this.book = book;
        this.first = first;
    }

    void run() {
        for (int day = 0; day < NIGHTS; day++) {
            LocalDate date = first.plusDays(day);
            if (day > 0) {
                noon(day, date);
            }
            // A few seconds into the next day: a run starts only after its day is over.
            book.api().advanceTo(Days.startOf(date.plusDays(1)).plusSeconds(5));
            for (Shelf.Product product : Shelf.ALL) {
                night(product, date);
            }
        }
        book.progress().done(NIGHTS + " days lived, " + runs + " accrual runs, each total as computed apart");
    }

    private void noon(int day, LocalDate date) {
        book.api().advanceTo(Days.at(date, 12, day));
        switch (day) {
            case 3 -> book.subscribe(Cast.MEI, Shelf.USDT, "2500.000001");
            case 5 -> book.redeem(oldest(Cast.MEI, Shelf.USDT), "9900.5");
            case 8 -> book.redeem(oldest(Cast.GRETA, Shelf.BTC), "0.00000001");
            case 10 -> leaveEarly();
            case 12 -> new RegionChange(book).run();
            case 15 -> moveToShanghai();
            case 20 -> book.redeemAll(oldest(Cast.GRETA, Shelf.ETH));
            case 22 -> book.subscribe(Cast.BEATRIZ, Shelf.DOT, "27");
            default -> {
                // A quiet day.
            }
        }
    }

    private Shadow.Held oldest(Cast.Person person, Shelf.Product product) {
        return book.shadow().of(product).stream()
                .filter(held -> held.owner.equals(person) && held.now().signum() > 0)
                .findFirst()
                .orElseThrow(() -> new StepFailed(person.name() + " must hold " + product));
    }

    /** Oliver leaves his fixed term early: the quote says what it costs, and that is what it costs. */
    private void leaveEarly() {
        Shadow.Held held = oldest(Cast.OLIVER, Shelf.SOL);
        Reply quote = book.api().quoteAll(Cast.OLIVER, held.id);
        Reply done = book.api().redeem(Cast.OLIVER, held.id, Map.of("all", true, "confirmPenalty", true));
        BigInteger kept = Coin.SOL.units(done.text("rewardPaid"));
        BigInteger lost = Coin.SOL.units(done.text("rewardForfeited"));

        JsonNode position = book.api().position(held.id);
        Instant accruedUntil = Instant.parse(Reply.text(position, "accruedUntil"));
        BigInteger expected = Shadow.simple(held.now(), Shelf.SOL_EARLY_RATE, held.earnsFrom, accruedUntil);
        StepFailed.requireEqual(kept, expected, "reward kept when leaving a fixed term early");
        StepFailed.requireEqual(kept.add(lost), held.total(), "reward kept and forfeited, of all that was accrued");
        StepFailed.requireEqual(
                Coin.SOL.units(quote.text("rewardForfeited")), lost, "the penalty that was quoted and the one taken");

        BigInteger principal = held.now();
        StepFailed.requireEqual(Coin.SOL.units(done.text("principal")), principal, "principal of an early redemption");
        book.shadow().redeemed(held, Instant.parse(done.text("recordedAt")), principal);
        held.ended = true;
        book.purses().add(Cast.OLIVER, Coin.SOL, Purses.Wallet.SPOT, principal.add(kept));
        book.progress()
                .done("left a fixed term early: " + Coin.SOL.text(kept) + " SOL kept, " + Coin.SOL.text(lost)
                        + " forfeited, as quoted");
    }

    /** Lin moves to Shanghai: nothing new may start, and everything may leave. */
    private void moveToShanghai() {
        book.api().changeFacts(Cast.LIN, Cast.LIN_IN_SHANGHAI, "moved to Shanghai, says the new proof of address");
        Refusal refused =
                Refusal.byLaw(book.api().subscribe(Cast.LIN, Shelf.USDT, "10", Cast.LIN.address()), "CN_DOMESTIC");
        book.tally().refused(refused.reason());
        StepFailed.require(
                refused.exits().contains("redeem") && refused.exits().contains("requestWithdrawal"),
                "a refusal names the exits that stay open: " + refused.exits());
        Shadow.Held held = oldest(Cast.LIN, Shelf.USDT);
        book.redeemAll(held);
        held.ended = true; // forced unbonding is past: rewards ended with the change of residence
        BigInteger all = book.purses().of(Cast.LIN, Coin.USDT, Purses.Wallet.SPOT);
        book.withdraw(Cast.LIN, Coin.USDT, all);
        book.progress()
                .done("Lin moved to Shanghai: refused by " + refused.line() + "; redeemed and withdrew "
                        + Coin.USDT.text(all) + " USDT");
    }

    private void night(Shelf.Product product, LocalDate date) {
        book.shadow().live(product, date);
        JsonNode run = book.api().accrue(product, date);
        runs++;
        BigInteger base = BigInteger.ZERO;
        BigInteger commission = BigInteger.ZERO;
        for (Shadow.Held held : book.shadow().of(product)) {
            Shadow.Earned earned = held.on(date);
            base = base.add(earned.base());
            commission = commission.add(earned.commission());
            if (!product.fixed()) {
                book.purses().add(held.owner, product.coin(), Purses.Wallet.FUNDING, earned.base());
            } else if (matures(held, date)) {
                book.purses()
                        .add(
                                held.owner,
                                product.coin(),
                                Purses.Wallet.FUNDING,
                                held.now().add(held.total()));
            }
        }
        JsonNode manifest = run.path("manifest");
        String what = " of " + product + " on " + date;
        StepFailed.requireEqual(product.coin().units(Reply.text(manifest, "base")), base, "customers' reward" + what);
        StepFailed.requireEqual(
                product.coin().units(Reply.text(manifest, "commission")), commission, "commission" + what);
        book.tally().accrued(product.coin(), base);
    }

    private static boolean matures(Shadow.Held held, LocalDate date) {
        return held.now().signum() > 0 && Days.startOf(date.plusDays(1)).equals(held.earnsUntilOrNull);
    }
}

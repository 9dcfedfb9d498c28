package io.stakebook.launcher.demo;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** The first morning: products, customers, coins and subscriptions, and the first refusals. */
final class Opening {

    /** A customer's deposits and subscriptions; what is not subscribed stays in the spot wallet. */
    private record Start(Cast.Person person, Shelf.Product product, String deposit, String subscribe) {}

    private static final List<Start> STARTS = List.of(
            new Start(Cast.MEI, Shelf.ETH, "40", "12.345678901234567891"),
            new Start(Cast.MEI, Shelf.USDT, "20000", "10000"),
            new Start(Cast.ARUN, Shelf.USDT, "5000", "150"),
            new Start(Cast.ARUN, Shelf.SOL, "900", "250.5"),
            new Start(Cast.GRETA, Shelf.ETH, "3.5", "3.5"),
            new Start(Cast.GRETA, Shelf.BTC, "2", "0.75"),
            new Start(Cast.HARUKI, Shelf.DOT, "1234.5", "1000.0000000001"),
            new Start(Cast.BEATRIZ, Shelf.BTC, "0.5", "0.12345678"),
            new Start(Cast.BEATRIZ, Shelf.DOT, "77", "50"),
            new Start(Cast.OLIVER, Shelf.SOL, "120", "100"),
            new Start(Cast.OLIVER, Shelf.ETH, "1", "0.001"),
            new Start(Cast.LIN, Shelf.USDT, "1000", "640.42"));

    private final Book book;

    Opening(Book book) {
        this.book = book;
    }

    /** @return the day all of this happened on */
    LocalDate run() {
        LedgerApi api = book.api();
        // A whole day ahead of us: whatever the hour is now, nothing here straddles midnight.
        LocalDate first = Days.of(api.now()).plusDays(1);
        api.advanceTo(Days.at(first, 9, 0));
        Shelf.ALL.forEach(api::publish);
        book.progress().done(Shelf.ALL.size() + " products published; the book's clock is at " + first + " 09:00 UTC");

        openCustomers();
        api.fundHouse(Coin.USDT, "25000");
        api.fundHouse(Coin.BTC, "1");
        STARTS.forEach(this::deposit);
        STARTS.forEach(start -> book.subscribe(start.person(), start.product(), start.subscribe()));
        book.progress().done(STARTS.size() + " deposits and subscriptions");

        refuseVisitors();
        return first;
    }

    private void openCustomers() {
        for (Cast.Person person : Cast.CUSTOMERS) {
            book.api().open(person).expect(201);
        }
        Refusal refused = Refusal.byLaw(book.api().open(Cast.WANG), "CN_DOMESTIC");
        book.tally().refused(refused.reason());
        book.progress().done(Cast.CUSTOMERS.size() + " customers opened; Wang of Shanghai refused: " + refused.line());
    }

    private void deposit(Start start) {
        Coin coin = start.product().coin();
        book.api().deposit(start.person(), coin, start.deposit());
        book.purses().add(start.person(), coin, Purses.Wallet.SPOT, coin.units(start.deposit()));
    }

    /** The same people from other places, and what no policy is needed to refuse. */
    private void refuseVisitors() {
        Refusal present =
                Refusal.byLaw(book.api().subscribe(Cast.MEI, Shelf.ETH, "1", Cast.MAINLAND_ADDRESS), "CN_PRESENCE");
        book.tally().refused(present.reason());
        book.api().changeFacts(Cast.HARUKI, Cast.HARUKI_WITH_MAINLAND_PHONE, "gave a new phone number");
        Refusal hidden = Refusal.forReview(
                book.api().subscribe(Cast.HARUKI, Shelf.DOT, "1", Cast.HIDDEN_ADDRESS), "HIDDEN_IP_WITH_SIGNAL");
        book.tally().refused(hidden.reason());

        BigInteger left = book.purses().of(Cast.GRETA, Coin.BTC, Purses.Wallet.SPOT);
        String tooMuch = Coin.BTC.text(left.add(BigInteger.ONE));
        Reply poor = book.api()
                .subscribe(Cast.GRETA, Shelf.BTC, tooMuch, Cast.GRETA.address())
                .expect(422, 409);
        book.tally().refused(poor.text("code"));
        book.progress()
                .done("refused: from a mainland address " + present.reason() + ", from a hidden one " + hidden.reason()
                        + ", without cover " + poor.text("code"));
    }
}

package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** The last look: every accrued unit, every wallet, the trial balance and the book's own checker. */
final class Closing {

    private final Book book;

    Closing(Book book) {
        this.book = book;
    }

    void run() {
        accruals();
        wallets();
        trialBalance();
        checker();
    }

    private void accruals() {
        int lines = 0;
        for (Shadow.Held held : book.shadow().all()) {
            Map<String, BigInteger> found = new TreeMap<>();
            for (JsonNode line : book.api().accruals(held.owner, held.id)) {
                String key = Reply.text(line, "businessDate") + " " + Reply.text(line, "stream");
                found.put(key, new BigInteger(Reply.text(line, "units")));
                lines++;
            }
            Map<String, BigInteger> expected = new TreeMap<>();
            held.earned.forEach((day, earned) -> {
                expected.put(day + " base", earned.base());
                expected.put(day + " commission", earned.commission());
            });
            // A line of no units may be written or left out; both say the same.
            found.values().removeIf(units -> units.signum() == 0);
            expected.values().removeIf(units -> units.signum() == 0);
            StepFailed.requireEqual(
                    found,
                    expected,
                    "units accrued by position " + held.id + " of " + held.owner.name() + ", day by day");
        }
        book.tally().note("positions", book.shadow().all().size());
        book.tally().note("accrual lines", lines);
        book.progress().done("every unit of " + lines + " accrual lines computed again and found equal");
    }

    private void wallets() {
        Map<String, BigInteger> shown = new TreeMap<>();
        for (JsonNode account : book.api().everyAccount(Cast.CUSTOMERS)) {
            Coin coin = Coin.of(Reply.text(account, "asset"));
            shown.put(Reply.text(account, "account"), coin.units(Reply.text(account, "balance")));
        }
        // A wallet that never moved has no account yet.
        book.purses()
                .all()
                .forEach((account, expected) -> StepFailed.requireEqual(
                        shown.getOrDefault(account, BigInteger.ZERO), expected, "balance of " + account));
        book.progress().done(book.purses().all().size() + " wallets hold what they must");
    }

    private void trialBalance() {
        JsonNode balance = book.api().trialBalance();
        for (JsonNode total : balance.path("totals")) {
            StepFailed.requireEqual(
                    Reply.text(total, "debits"),
                    Reply.text(total, "credits"),
                    "debits of " + Reply.text(total, "asset"));
        }
        StepFailed.require(balance.path("totals").size() >= Shelf.ALL.size(), "the trial balance shows every asset");
        for (JsonNode asset : balance.path("segregation")) {
            StepFailed.require(
                    asset.path("covered").booleanValue(), "client coins cover what clients are owed: " + asset);
        }
        book.progress()
                .done("trial balance balances in " + balance.path("totals").size()
                        + " assets; client coins cover every client");
    }

    private void checker() {
        JsonNode report = book.api().check();
        StepFailed.require(report.path("clean").booleanValue(), "the checker finds nothing: " + report);
        book.tally().note("journal entries", report.path("entries").longValue());
        book.progress()
                .done(report.path("results").size() + " checks of "
                        + report.path("entries").longValue() + " entries clean");
    }
}

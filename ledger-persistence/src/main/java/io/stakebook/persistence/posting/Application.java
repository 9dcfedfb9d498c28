package io.stakebook.persistence.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts the entries of one command to a copy of its balances. After each entry every floored account it touched must
 * stand at zero or above; the database says the same by {@code balance_floor}.
 */
final class Application {

    private final BatchBooks books;
    private final AccountDirectory directory;
    private final Map<AccountName, Balance> changed = new LinkedHashMap<>();
    private final List<Effects.Line> lines = new ArrayList<>();

    Application(BatchBooks books, AccountDirectory directory) {
        this.books = books;
        this.directory = directory;
    }

    /** @throws Rejected {@code INSUFFICIENT_BALANCE} or {@code AMOUNT_TOO_LARGE} */
    void post(JournalEntry entry) {
        Set<AccountName> touched = new LinkedHashSet<>();
        Map<AccountName, Balance> before = new LinkedHashMap<>(changed);
        int leg = 0;
        for (Posting posting : entry.postings()) {
            AccountName account = posting.account();
            directory.asset(account.asset());
            Balance next = current(account).after(posting.side(), posting.amount());
            changed.put(account, next);
            touched.add(account);
            lines.add(new Effects.Line(
                    entry.id().value(), ++leg, posting.side(), posting.amount().units(), next));
        }
        for (AccountName account : touched) {
            check(before.getOrDefault(account, books.balance(account)), current(account));
        }
    }

    private Balance current(AccountName account) {
        Balance soFar = changed.get(account);
        return soFar == null ? books.balance(account) : soFar;
    }

    private void check(Balance before, Balance after) {
        AccountName account = after.account();
        Asset asset = directory.asset(account.asset()).asset();
        if (after.debits().compareTo(Amount.MAX_UNITS) > 0 || after.credits().compareTo(Amount.MAX_UNITS) > 0) {
            throw new Rejected(
                    ErrorCode.AMOUNT_TOO_LARGE,
                    "account " + account + " would hold totals of more than 38 digits",
                    Map.of("account", account.toString()));
        }
        if (account.chart().floored() && after.net().signum() < 0) {
            String available = asset.format(before.net());
            String needed = asset.format(before.net().subtract(after.net()));
            throw new Rejected(
                    ErrorCode.INSUFFICIENT_BALANCE,
                    "account " + account + " has " + available + " " + asset.code() + " and needs " + needed,
                    Map.of(
                            "account",
                            account.toString(),
                            "asset",
                            asset.code().value(),
                            "available",
                            available,
                            "needed",
                            needed));
        }
    }

    Map<AccountName, Balance> balances() {
        return changed;
    }

    List<Effects.Line> lines() {
        return lines;
    }
}

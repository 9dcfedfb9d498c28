package io.stakebook.core.funding;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records coins the platform's owners paid into the house wallet, from which rewards it owes are backed. */
public record FundHouse(Amount amount, String reference, EntryId entry) implements Command<JournalEntry> {

    public FundHouse {
        Reference.require("reference", reference);
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(wallet(), capital()), Set.of());
    }

    @Override
    public Plan<JournalEntry> decide(Books books) {
        JournalEntry posted = JournalEntry.of(
                entry,
                EntryKind.HOUSE_FUNDING,
                books.recordedAt(),
                EntryContext.house().withMemo(reference),
                List.of(Posting.debit(wallet(), amount), Posting.credit(capital(), amount)));
        return new Plan.Accepted<>(posted, List.of(posted), List.of(), Optional.empty(), List.of());
    }

    private AccountName wallet() {
        return AccountName.house(ChartAccount.HOUSE_WALLET, amount.asset());
    }

    private AccountName capital() {
        return AccountName.house(ChartAccount.HOUSE_CAPITAL, amount.asset());
    }
}

package io.stakebook.core.funding;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.decision.Ruling;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credits coins that arrived for a customer: template 1.
 *
 * @param reference the receipt, such as a transaction hash
 * @param effectiveAtOrNull when the coins arrived, from 1970 on and not in the future; cut to microseconds; null for now
 */
public record Deposit(
        CustomerId customer,
        Amount amount,
        Wallet wallet,
        String reference,
        @Nullable Instant effectiveAtOrNull,
        RequestEvidence evidence,
        DecisionId decision,
        EntryId entry)
        implements Command<JournalEntry> {

    public Deposit {
        Reference.require("reference", reference);
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(omnibus(), client()), Set.of(Customer.key(customer)));
    }

    @Override
    public Plan<JournalEntry> decide(Books books) {
        Customer receiving = Customer.require(books, customer);
        Instant now = books.recordedAt();
        Ruling ruling = Gate.ask(
                books.policy(),
                Question.of(
                        decision,
                        customer,
                        receiving.onFile(),
                        evidence,
                        Activity.DEPOSIT_CRYPTO,
                        amount.asset(),
                        now));
        if (!(ruling instanceof Ruling.Admitted admitted)) {
            return new Plan.Refused<>(ruling.decision());
        }
        JournalEntry posted = credit(admitted.permit(), arrivedAt(now));
        return new Plan.Accepted<>(posted, List.of(posted), List.of(), Optional.of(ruling.decision()), List.of());
    }

    private Instant arrivedAt(Instant now) {
        if (effectiveAtOrNull != null && effectiveAtOrNull.isAfter(now)) {
            throw new Rejected(
                    ErrorCode.EFFECTIVE_IN_FUTURE,
                    "a deposit cannot have arrived at " + effectiveAtOrNull + ", it is " + now,
                    Map.of("field", "effectiveAt", "effectiveAt", effectiveAtOrNull.toString(), "now", now.toString()));
        }
        return EntryDates.of(effectiveAtOrNull, null, now).effectiveAt();
    }

    private JournalEntry credit(Decision.Permitted permit, Instant at) {
        permit.require(Activity.DEPOSIT_CRYPTO);
        return JournalEntry.of(
                entry,
                EntryKind.DEPOSIT,
                at,
                EntryContext.of(customer).withDecision(decision).withMemo(reference),
                List.of(Posting.debit(omnibus(), amount), Posting.credit(client(), amount)));
    }

    private AccountName omnibus() {
        return AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, amount.asset());
    }

    private AccountName client() {
        return wallet.of(customer, amount.asset());
    }
}

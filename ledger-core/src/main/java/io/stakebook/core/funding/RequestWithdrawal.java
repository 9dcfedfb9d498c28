package io.stakebook.core.funding;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.decision.Ruling;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Cover;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes coins out of a customer's wallet on their way to a chain address: template 18, first half. */
public record RequestWithdrawal(
        WithdrawalId withdrawal,
        CustomerId customer,
        Amount amount,
        Wallet source,
        String address,
        RequestEvidence evidence,
        DecisionId decision,
        EntryId entry)
        implements Command<Withdrawal> {

    public RequestWithdrawal {
        Reference.require("address", address);
    }

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(wallet(), inTransit(customer, amount)),
                Set.of(Customer.key(customer), Withdrawal.key(withdrawal)));
    }

    @Override
    public Plan<Withdrawal> decide(Books books) {
        Customer leaving = Customer.require(books, customer);
        Ruling ruling = Gate.ask(
                books.policy(),
                Question.of(
                        decision,
                        customer,
                        leaving.onFile(),
                        evidence,
                        Activity.WITHDRAW_CRYPTO,
                        amount.asset(),
                        books.recordedAt()));
        if (!(ruling instanceof Ruling.Admitted admitted)) {
            return new Plan.Refused<>(ruling.decision());
        }
        Cover.require(books, wallet(), amount);
        Withdrawal requested = request(admitted.permit(), books.recordedAt());
        JournalEntry posted = JournalEntry.of(
                entry,
                EntryKind.WITHDRAWAL_REQUESTED,
                books.recordedAt(),
                EntryContext.of(customer).withDecision(decision).withMemo(withdrawal + " " + address),
                List.of(Posting.debit(wallet(), amount), Posting.credit(inTransit(customer, amount), amount)));
        return new Plan.Accepted<>(
                requested, List.of(posted), List.of(requested), Optional.of(ruling.decision()), List.of());
    }

    private Withdrawal request(Decision.Permitted permit, Instant at) {
        permit.require(Activity.WITHDRAW_CRYPTO);
        return new Withdrawal(
                withdrawal, customer, amount, source, address, WithdrawalState.REQUESTED, decision, at, null, null, 1);
    }

    private AccountName wallet() {
        return source.of(customer, amount.asset());
    }

    static AccountName inTransit(CustomerId customer, Amount amount) {
        return AccountName.of(ChartAccount.WITHDRAWAL_IN_TRANSIT, amount.asset(), customer);
    }
}

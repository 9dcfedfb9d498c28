package io.stakebook.core.customer;

import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.FactBounds;
import io.stakebook.core.decision.FactsOnFile;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.decision.Ruling;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens an account, when the policy permits it.
 *
 * @param by the officer who opens it
 */
public record OpenCustomer(
        CustomerId customer, DeclaredFacts facts, RequestEvidence evidence, String by, DecisionId decision)
        implements Command<Customer> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(new RecordKey(Customer.class, customer.toString())));
    }

    @Override
    public Plan<Customer> decide(Books books) {
        if (books.find(Customer.class, customer.toString()).isPresent()) {
            throw new Rejected(
                    ErrorCode.ALREADY_EXISTS,
                    "customer " + customer + " is open already",
                    Map.of("customerId", customer.toString()));
        }
        Instant now = books.recordedAt();
        FactsOnFile stating = new FactsOnFile(facts, now);
        FactBounds.require(stating, Optional.empty());
        Ruling ruling = Gate.ask(
                books.policy(), Question.of(decision, customer, stating, evidence, Activity.ACCOUNT_OPEN, null, now));
        if (!(ruling instanceof Ruling.Admitted admitted)) {
            return new Plan.Refused<>(ruling.decision());
        }
        Customer opened = open(admitted.permit(), now);
        Notice notice = new Notice(
                "io.stakebook.account.opened.v1",
                customer.toString(),
                customer.toString(),
                Map.of("account_id", customer.toString(), "decision_id", decision.toString()));
        return new Plan.Accepted<>(
                opened,
                List.of(),
                List.of(opened, FactsChange.of(opened, by, null)),
                Optional.of(ruling.decision()),
                List.of(notice));
    }

    private Customer open(Decision.Permitted permit, Instant at) {
        permit.require(Activity.ACCOUNT_OPEN);
        return new Customer(customer, facts, at, at, 1);
    }
}

package io.stakebook.core.customer;

import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Stored;
import java.time.Instant;

/**
 * A customer: an identity and the facts a policy weighs. Names and documents live elsewhere.
 *
 * @param version grows by one with every change
 */
public record Customer(CustomerId id, DeclaredFacts facts, Instant openedAt, Instant factsChangedAt, long version)
        implements Stored {

    @Override
    public String recordId() {
        return id.toString();
    }

    Customer withFacts(DeclaredFacts newFacts, Instant at) {
        return new Customer(id, newFacts, openedAt, at, version + 1);
    }
}

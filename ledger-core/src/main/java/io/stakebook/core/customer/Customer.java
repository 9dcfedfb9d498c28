package io.stakebook.core.customer;

import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.FactsOnFile;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import java.util.Map;

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

    /** Facts name times, of a proof for example, and no decision may lie before them. */
    @Override
    public Instant changedAt() {
        return factsChangedAt;
    }

    /** The key under which a command needs a customer. */
    public static RecordKey key(CustomerId id) {
        return new RecordKey(Customer.class, id.toString());
    }

    /** @throws NotFound {@code CUSTOMER_UNKNOWN} */
    public static Customer require(Books books, CustomerId id) {
        return books.find(Customer.class, id.toString())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.CUSTOMER_UNKNOWN, "there is no customer " + id, Map.of("customerId", id.toString())));
    }

    /** The facts as a decision takes them: with the moment their bounds count from. */
    public FactsOnFile onFile() {
        return new FactsOnFile(facts, factsChangedAt);
    }

    Customer withFacts(DeclaredFacts newFacts, Instant at) {
        return new Customer(id, newFacts, openedAt, at, version + 1);
    }
}

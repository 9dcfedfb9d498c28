package io.stakebook.core.customer;

import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.FactBounds;
import io.stakebook.core.decision.FactsOnFile;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the facts on file; the next decision weighs the new ones. Facts are personal, so no event leaves; who changed them
 * and why is kept beside them.
 *
 * @param baseVersionOrNull the version the officer saw; null to replace whatever is there
 * @param by the officer
 * @param reason why, in his words
 * @param probe identifier used while the facts are checked; not kept
 */
public record UpdateFacts(
        CustomerId customer,
        DeclaredFacts facts,
        @Nullable Long baseVersionOrNull,
        String by,
        String reason,
        DecisionId probe)
        implements Command<Customer> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(new RecordKey(Customer.class, customer.toString())));
    }

    @Override
    public Plan<Customer> decide(Books books) {
        Customer current = Customer.require(books, customer);
        if (baseVersionOrNull != null && baseVersionOrNull != current.version()) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the facts of " + customer + " are at version " + current.version() + ", not " + baseVersionOrNull,
                    Map.of("version", Long.toString(current.version())));
        }
        Gate.requireReadable(probe, customer, facts, books.recordedAt());
        FactBounds.require(new FactsOnFile(facts, books.recordedAt()), Optional.of(current.onFile()));
        Customer changed = current.withFacts(facts, books.recordedAt());
        return new Plan.Accepted<>(
                changed, List.of(), List.of(changed, FactsChange.of(changed, by, reason)), Optional.empty(), List.of());
    }
}

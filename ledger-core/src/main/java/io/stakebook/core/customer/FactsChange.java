package io.stakebook.core.customer;

import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The facts on file as one officer left them, so that who set or lifted a hold, and why, can be told for ever. Written once,
 * never changed.
 *
 * @param version of the customer that these facts are, from 1
 * @param byOrNull the officer; null for what was on file before changes were kept
 * @param reasonOrNull the officer's own words; null for the facts an account was opened with
 * @param recordedAt when they came into force, UTC
 */
public record FactsChange(
        CustomerId customer,
        long version,
        DeclaredFacts facts,
        @Nullable String byOrNull,
        @Nullable String reasonOrNull,
        Instant recordedAt)
        implements Stored {

    static FactsChange of(Customer now, String by, @Nullable String reasonOrNull) {
        return new FactsChange(now.id(), now.version(), now.facts(), by, reasonOrNull, now.factsChangedAt());
    }

    @Override
    public String recordId() {
        return customer + "/" + version;
    }
}

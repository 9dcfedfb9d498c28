package io.stakebook.core.decision;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy decision as it is kept: pinned to the policy version, its hash and the data sets used, replayable from
 * {@code facts}. The store adds the hash chain.
 *
 * @param permitted true when the activity may go on (outcome {@code PERMIT}, or {@code EXIT_ONLY} for an exit)
 * @param outcome {@code PERMIT}, {@code DENY}, {@code EXIT_ONLY} or {@code REVIEW}
 * @param citations one text per citation, for example {@code N42 clause 1 para 2 (text)}
 * @param exitOptions activities that still work, in wire form
 * @param policyHash content hash of the policy, {@code sha256:…}
 * @param regionsVersion version of the region states in force
 * @param factsText canonical rendering of the facts evaluated; holds no name and no address
 * @param factsHash SHA-256 of {@code factsText}, lower-case hexadecimal
 */
public record DecisionRecord(
        DecisionId id,
        @Nullable CustomerId customer,
        String activity,
        String outcome,
        boolean permitted,
        String reason,
        String stage,
        int httpStatus,
        String rule,
        List<String> matchedRules,
        List<String> citations,
        List<String> exitOptions,
        String policy,
        String policyHash,
        long regionsVersion,
        String dataSets,
        String factsText,
        String factsHash,
        Instant evaluatedAt,
        @Nullable Instant validUntil) {

    public DecisionRecord {
        matchedRules = List.copyOf(matchedRules);
        citations = List.copyOf(citations);
        exitOptions = List.copyOf(exitOptions);
    }
}

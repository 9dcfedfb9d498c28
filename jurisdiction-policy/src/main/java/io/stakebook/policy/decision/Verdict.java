package io.stakebook.policy.decision;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Signal;
import io.stakebook.policy.model.Stage;
import io.stakebook.policy.model.SubjectClass;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The parts of a {@link Decision}; package-private so that nobody else can put one together. */
record Verdict(
        Facts facts,
        Outcome outcome,
        String reason,
        Stage stage,
        SubjectClass subjectClass,
        Set<Signal> signals,
        String ruleId,
        List<String> matchedRules,
        List<Citation> citations,
        Set<Obligation> obligations,
        String policyId,
        String policyHash,
        String policySetHash,
        long regionVersion,
        String regionHash,
        Instant validUntil,
        List<Activity> exitOptions,
        int http) {
    Verdict {
        signals = Set.copyOf(signals);
        matchedRules = List.copyOf(matchedRules);
        citations = List.copyOf(citations);
        obligations = Set.copyOf(obligations);
        exitOptions = List.copyOf(exitOptions);
    }

    /** The same, valid until another instant. */
    Verdict until(Instant other) {
        return other.equals(validUntil)
                ? this
                : new Verdict(
                        facts,
                        outcome,
                        reason,
                        stage,
                        subjectClass,
                        signals,
                        ruleId,
                        matchedRules,
                        citations,
                        obligations,
                        policyId,
                        policyHash,
                        policySetHash,
                        regionVersion,
                        regionHash,
                        other,
                        exitOptions,
                        http);
    }
}

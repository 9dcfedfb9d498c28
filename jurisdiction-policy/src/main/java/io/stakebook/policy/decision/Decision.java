package io.stakebook.policy.decision;

import io.stakebook.policy.PolicyException.PermitMismatch;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.hash.Sha256;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Signal;
import io.stakebook.policy.model.Stage;
import io.stakebook.policy.model.SubjectClass;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the policies said about one act at one instant, pinned to the versions that said it. Made by {@link PolicyEngine} alone.
 */
public abstract sealed class Decision {
    private final Verdict verdict;

    private Decision(Verdict verdict) {
        this.verdict = verdict;
    }

    static Decision of(Verdict verdict) {
        boolean goesOn = verdict.outcome().goesOn();
        return goesOn ? new Permitted(verdict) : new Refused(verdict);
    }

    /**
     * The key to a regulated use case. It cannot be made outside this package, and it opens one activity only: call
     * {@link #require} before acting on it.
     */
    public static final class Permitted extends Decision {
        private Permitted(Verdict verdict) {
            super(verdict);
        }

        /**
         * @throws PermitMismatch when this permit is for another activity
         */
        public Permitted require(Activity activity) {
            if (activity() != activity) {
                throw new PermitMismatch("A permit for " + activity() + " was presented for " + activity + ".");
            }
            return this;
        }
    }

    /** The act must not go on: refused, or waiting for a person or a proof. */
    public static final class Refused extends Decision {
        private Refused(Verdict verdict) {
            super(verdict);
        }
    }

    public Outcome outcome() {
        return verdict.outcome();
    }

    /** Stable upper-case code. */
    public String reason() {
        return verdict.reason();
    }

    public Activity activity() {
        return verdict.facts().activity();
    }

    /** The instant the decision is for; picks the version of the law. */
    public Instant asOf() {
        return verdict.facts().asOf();
    }

    public Facts facts() {
        return verdict.facts();
    }

    /** How far the subject's account is wound down under the deciding policy. */
    public Stage stage() {
        return verdict.stage();
    }

    public SubjectClass subjectClass() {
        return verdict.subjectClass();
    }

    /** Weak signals that were counted: evidence for officers, never shown to the subject. */
    public Set<Signal> signals() {
        return verdict.signals();
    }

    /** The rule that decided; {@code REGION:US-NY} for a toggle, empty when no policy was in force. */
    public String ruleId() {
        return verdict.ruleId();
    }

    /** Every rule of the deciding policy whose condition held, in order. */
    public List<String> matchedRules() {
        return verdict.matchedRules();
    }

    public List<Citation> citations() {
        return verdict.citations();
    }

    public Set<Obligation> obligations() {
        return verdict.obligations();
    }

    /** Empty when no policy was in force. */
    public String policyId() {
        return verdict.policyId();
    }

    /** {@code sha256:} and the lower-case hex SHA-256 of the policy file; empty when no policy was in force. */
    public String policyHash() {
        return verdict.policyHash();
    }

    /** Lower-case hex SHA-256 naming the whole set of policies the engine held. */
    public String policySetHash() {
        return verdict.policySetHash();
    }

    public long regionVersion() {
        return verdict.regionVersion();
    }

    public String regionHash() {
        return verdict.regionHash();
    }

    /** The decision may be reused for the same facts before this instant; equal to {@link #asOf()} when it may not. */
    public Instant validUntil() {
        return verdict.validUntil();
    }

    /** Activities that remain open to this subject, whatever was refused here. */
    public List<Activity> exitOptions() {
        return verdict.exitOptions();
    }

    /** 200, 451 (a law refuses) or 403 (review, hold, missing proof). */
    public int http() {
        return verdict.http();
    }

    /** Lower-case hex SHA-256 of {@link Facts#canonical()}. */
    public String factsHash() {
        return Sha256.hex(facts().canonical());
    }

    @Override
    public String toString() {
        return outcome() + " " + reason() + " for " + activity() + " by " + policyId() + "/" + ruleId();
    }
}

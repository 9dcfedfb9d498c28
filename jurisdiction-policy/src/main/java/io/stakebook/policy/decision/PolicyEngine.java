package io.stakebook.policy.decision;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.OverrideState;
import io.stakebook.policy.facts.YesNo;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Classified;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.Rule;
import io.stakebook.policy.model.Stage;
import io.stakebook.policy.model.SubjectClass;
import io.stakebook.policy.region.RegionStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides acts against a set of policies and the states of regions. Immutable and thread-safe; a change of either makes a new
 * engine, swapped in by one reference write.
 *
 * <p>Order: the national policies in force at the facts' own instant, the strictest of them winning; then a valid override, on a
 * review only; then the region toggles, which can tighten what is left but never touch an exit.
 */
public final class PolicyEngine {
    /** RFC 3339 has no way to write a later instant, so no answer may name one. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** How long a decision is good where no policy says so. */
    private static final Duration UNREGULATED = Duration.ofSeconds(60);

    private static final List<Activity> EXITS = exits();

    private final PolicySet policies;
    private final RegionStates regions;
    private final RegionGate gate;

    public PolicyEngine(PolicySet policies, RegionStates regions) {
        this.policies = policies;
        this.regions = regions;
        this.gate = new RegionGate(regions);
    }

    /** The policies inside this jar, no region toggled. */
    public static PolicyEngine shipped() {
        return new PolicyEngine(PolicySet.shipped(), RegionStates.empty());
    }

    /** The same policies under other region states. */
    public PolicyEngine with(RegionStates newRegions) {
        return new PolicyEngine(policies, newRegions);
    }

    public PolicySet policies() {
        return policies;
    }

    public RegionStates regions() {
        return regions;
    }

    /** Decides one act. Pure: the same facts give the same decision for as long as the engine's content is the same. */
    public Decision decide(Facts facts) {
        Verdict national = null;
        Instant until = LAST;
        List<List<Policy>> timelines = policies.timelines();
        for (int i = 0; i < timelines.size(); i++) {
            Policy policy = PolicySet.inForce(timelines.get(i), facts.asOf());
            if (policy != null) {
                Verdict verdict = decide(policy, facts);
                until = sooner(until, Optional.of(verdict.validUntil()), facts.asOf());
                // Ties keep the first: of two permits either will do, and the order of policies is fixed.
                if (national == null || verdict.outcome().compareTo(national.outcome()) > 0) {
                    national = verdict;
                }
            }
        }
        if (national == null) {
            national = noRuleInForce(facts);
            until = sooner(until, Optional.of(facts.asOf().plus(UNREGULATED)), facts.asOf());
        }
        return Decision.of(gate.tighten(national.until(validUntil(national, until))));
    }

    private Verdict decide(Policy policy, Facts facts) {
        Classified classified = policy.classify(facts);
        Cell cell = classified.cell();
        Rule winner = policy.winner(cell);
        boolean lifted = winner.overridable() && facts.override() == OverrideState.VALID;
        Rule effective = lifted ? policy.overrideRule() : winner;
        return new Verdict(
                facts,
                effective.outcome(),
                effective.reason(),
                policy.stage(cell, facts.asOf()),
                classified.subjectClass(),
                classified.signals(),
                winner.id(),
                policy.matching(cell),
                effective.citations(),
                obligations(winner, effective),
                policy.id(),
                policy.contentHash(),
                policies.hash(),
                regions.version(),
                regions.hash(),
                alike(policy, classified, facts.asOf()),
                openExits(policy, cell),
                effective.http());
    }

    private static Set<Obligation> obligations(Rule winner, Rule effective) {
        if (winner.id().equals(effective.id())) {
            return winner.obligations();
        }
        EnumSet<Obligation> both = EnumSet.noneOf(Obligation.class);
        both.addAll(winner.obligations());
        both.addAll(effective.obligations());
        // The officers have looked: that is the override.
        both.remove(Obligation.OFFICER_REVIEW);
        return both;
    }

    /**
     * How long a policy takes a subject for what it takes him for now: until the end of a proof or, since the place of a request
     * is only good for that request's minute, the presence window.
     */
    private static Instant alike(Policy policy, Classified classified, Instant asOf) {
        Instant window = asOf.plusSeconds(policy.parameters().presenceSeconds());
        return sooner(window.isBefore(LAST) ? window : LAST, classified.proofExpires(), asOf);
    }

    /**
     * A review may be closed at any moment and an exit must always be asked for afresh, so neither may be reused. Everything else
     * holds until the next date of any policy or region, for another one may win from then on.
     *
     * @param alike until when every policy in force takes the subject for the same
     */
    private Instant validUntil(Verdict national, Instant alike) {
        Instant asOf = national.facts().asOf();
        if (national.outcome() == Outcome.REVIEW || national.facts().activity().group() == ActivityGroup.EXIT) {
            return asOf;
        }
        return sooner(sooner(alike, policies.nextBoundary(asOf), asOf), regions.nextBoundary(asOf), asOf);
    }

    private static Instant sooner(Instant best, Optional<Instant> candidate, Instant after) {
        return candidate.isPresent()
                        && candidate.get().isAfter(after)
                        && candidate.get().isBefore(best)
                ? candidate.get()
                : best;
    }

    /** Asked of the rules themselves, so that what we tell the subject still works is what the rules would answer. */
    private static List<Activity> openExits(Policy policy, Cell cell) {
        List<Activity> open = new ArrayList<>(EXITS.size());
        Cell probe = cell.copy();
        for (int i = 0; i < EXITS.size(); i++) {
            Activity exit = EXITS.get(i);
            probe.set(Attribute.ACTIVITY, exit);
            if (policy.winner(probe).outcome().goesOn()) {
                open.add(exit);
            }
        }
        return open;
    }

    /** Before the first policy there is no law to ask, but an order to hold one subject's property binds at any time. */
    private Verdict noRuleInForce(Facts facts) {
        boolean held = facts.legalHold() == YesNo.YES && facts.activity() != Activity.EXPORT_STATEMENT;
        return new Verdict(
                facts,
                held ? Outcome.DENY : Outcome.PERMIT,
                held ? "LEGAL_HOLD" : "NO_RULE_IN_FORCE",
                held ? Stage.FROZEN : Stage.NONE,
                SubjectClass.CLEAR,
                Set.of(),
                "",
                List.of(),
                List.of(),
                held ? Set.of(Obligation.EVIDENCE, Obligation.OFFICER_REVIEW) : Set.of(Obligation.EVIDENCE),
                "",
                "",
                policies.hash(),
                regions.version(),
                regions.hash(),
                facts.asOf(),
                held ? List.of(Activity.EXPORT_STATEMENT) : EXITS,
                held ? 403 : 200);
    }

    private static List<Activity> exits() {
        List<Activity> exits = new ArrayList<>();
        for (Activity activity : Activity.values()) {
            if (activity.group() == ActivityGroup.EXIT) {
                exits.add(activity);
            }
        }
        return List.copyOf(exits);
    }
}

package io.stakebook.policy.check;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Domains.Flag;
import io.stakebook.policy.model.Domains.Side;
import io.stakebook.policy.model.Domains.Status;
import io.stakebook.policy.model.Domains.WeakBand;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of a policy in every cell of its space; a finding per broken property and activity, with the first witness. */
final class Proofs {
    private static final List<Step> SIGNALS = List.of(
            new Step(Attribute.STATUS, Status.MINORITY, Status.NONE),
            new Step(Attribute.STATUS, Status.CONTROLLED, Status.NONE, Status.MINORITY),
            new Step(Attribute.STATUS, Status.DOMESTIC, Status.NONE, Status.MINORITY, Status.CONTROLLED),
            new Step(Attribute.PRESENCE, Side.INSIDE, Side.OUTSIDE, Side.UNKNOWN),
            new Step(Attribute.PLACE_OF_ACT, Side.INSIDE, Side.OUTSIDE, Side.UNKNOWN),
            new Step(Attribute.TAX, Side.INSIDE, Side.OUTSIDE, Side.UNKNOWN),
            new Step(Attribute.PHONE, Side.INSIDE, Side.OUTSIDE, Side.UNKNOWN),
            new Step(Attribute.RAIL, Side.INSIDE, Side.OUTSIDE, Side.UNKNOWN),
            new Step(Attribute.IP_HISTORY, Flag.YES, Flag.NO),
            new Step(Attribute.IP_LAST_24H, Flag.YES, Flag.NO),
            new Step(Attribute.WEAK, WeakBand.SOME, WeakBand.NONE),
            new Step(Attribute.WEAK, WeakBand.MANY, WeakBand.NONE, WeakBand.SOME));

    private final String file;
    private final Policy policy;
    private final List<PolicyFinding> findings = new ArrayList<>();

    Proofs(String file, Policy policy) {
        this.file = file;
        this.policy = policy;
    }

    /** One more sign of a tie: from any of the milder values to the stronger one. */
    private record Step(Attribute attribute, Enum<?> to, List<Enum<?>> from) {
        Step(Attribute attribute, Enum<?> to, Enum<?>... from) {
            this(attribute, to, List.of(from));
        }
    }

    List<PolicyFinding> run() {
        findings.addAll(ExitProof.of(file, policy));
        Set<String> winning = new HashSet<>();
        Map<String, String> shadows = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Activity activity : Activity.values()) {
            if (!seen.add(Space.signature(policy, activity))) {
                continue;
            }
            Space space = new Space(policy, activity);
            total(space);
            hold(space);
            FallThrough.find(file, space).ifPresent(findings::add);
            monotone(space);
            keys(space);
            overrides(space);
            reach(space, winning, shadows);
        }
        for (Rule rule : policy.rules()) {
            if (!winning.contains(rule.id())) {
                String by = shadows.get(rule.id());
                report(
                        rule.id(),
                        by == null ? "no cell" : by,
                        by == null
                                ? "This rule is unreachable: no facts can meet its condition."
                                : "This rule is shadowed: earlier rules take every cell it matches.");
            }
        }
        return findings;
    }

    private void total(Space space) {
        for (int i = 0; i < space.size(); i++) {
            if (space.winnerAt(i) == Space.NO_RULE) {
                report("total", space.describe(i), "No rule decides " + space.activity() + " here.");
                return;
            }
        }
    }

    /** An order on one subject binds whatever else is known of him; he may read his own statement. */
    private void hold(Space space) {
        if (space.activity() == Activity.EXPORT_STATEMENT) {
            return;
        }
        for (int i = 0; i < space.size(); i++) {
            if (space.winnerAt(i) < 0 || !winner(space, i).outcome().goesOn()) {
                continue;
            }
            Optional<Cell> held = space.with(i, Attribute.LEGAL_HOLD, Flag.YES);
            if (held.isPresent()) {
                report(
                        winner(space, i).id(),
                        space.describe(held.get(), Attribute.LEGAL_HOLD),
                        "The act " + space.activity() + " goes on under a legal hold.");
                return;
            }
        }
    }

    /**
     * One permit is no loosening by a sign: where a minority holder is reviewed, a majority holder may have an approval, which exists
     * for domestic and controlled subjects alone.
     */
    private void monotone(Space space) {
        if (space.activity().group() != ActivityGroup.NEW_RISK) {
            return;
        }
        for (int i = 0; i < space.size(); i++) {
            if (!refuses(space, i)) {
                continue;
            }
            for (Step step : SIGNALS) {
                if (loosened(space, i, step)) {
                    return;
                }
            }
        }
    }

    private boolean loosened(Space space, int index, Step step) {
        if (!isOneOf(space, index, step)) {
            return false;
        }
        int more = space.moved(index, step.attribute(), step.to());
        if (more < 0 || space.winnerAt(more) < 0) {
            return false;
        }
        Rule after = winner(space, more);
        boolean ownKey = restsOnApproval(after)
                && step.attribute() == Attribute.STATUS
                && space.is(index, Attribute.STATUS, Status.MINORITY);
        if (!after.outcome().goesOn() || ownKey) {
            return false;
        }
        report(
                after.id(),
                space.describe(index),
                "Adding " + step.attribute().key() + "=" + step.to() + " turns "
                        + winner(space, index).outcome() + " by "
                        + winner(space, index).id() + " into a permit.");
        return true;
    }

    private static boolean isOneOf(Space space, int index, Step step) {
        for (Enum<?> from : step.from()) {
            if (space.is(index, step.attribute(), from)) {
                return true;
            }
        }
        return false;
    }

    /** Whatever an approval opens, every other approval and none at all must leave shut. */
    private void keys(Space space) {
        for (int i = 0; i < space.size(); i++) {
            if (space.winnerAt(i) < 0 || !restsOnApproval(winner(space, i))) {
                continue;
            }
            for (int other : space.siblings(i, Attribute.APPROVAL)) {
                if (space.winnerAt(other) >= 0 && winner(space, other).outcome() != Outcome.DENY) {
                    report(
                            winner(space, other).id(),
                            space.describe(other),
                            "Without the approval that " + winner(space, i).id()
                                    + " rests on, the act is still not denied.");
                    return;
                }
            }
        }
    }

    /** A review may be lifted by an override; so no denial may wait behind it. */
    private void overrides(Space space) {
        for (int i = 0; i < space.size(); i++) {
            if (space.winnerAt(i) < 0 || winner(space, i).outcome() != Outcome.REVIEW) {
                continue;
            }
            Cell cell = space.cellAt(i);
            for (int r = space.winnerAt(i) + 1; r < space.rules().size(); r++) {
                Rule later = space.rules().get(r);
                if (later.outcome() == Outcome.DENY && later.matches(cell)) {
                    report(
                            winner(space, i).id(),
                            space.describe(i),
                            "An override of this review would lift the denial " + later.id() + ".");
                    return;
                }
            }
        }
    }

    private void reach(Space space, Set<String> winning, Map<String, String> shadows) {
        List<Rule> open = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            if (space.winnerAt(i) >= 0) {
                winning.add(winner(space, i).id());
            }
        }
        for (Rule rule : space.rules()) {
            if (!winning.contains(rule.id()) && !shadows.containsKey(rule.id())) {
                open.add(rule);
            }
        }
        for (int i = 0; i < space.size() && !open.isEmpty(); i++) {
            if (space.winnerAt(i) < 0) {
                continue;
            }
            Cell cell = space.cellAt(i);
            String witness = space.describe(i);
            String by = winner(space, i).id();
            open.removeIf(rule -> {
                boolean taken = rule.matches(cell);
                if (taken) {
                    shadows.put(rule.id(), witness + " is taken by " + by);
                }
                return taken;
            });
        }
    }

    private static boolean restsOnApproval(Rule rule) {
        return rule.obligations().contains(Obligation.RECORD_APPROVAL);
    }

    private static boolean refuses(Space space, int index) {
        if (space.winnerAt(index) < 0) {
            return false;
        }
        Outcome outcome = winner(space, index).outcome();
        return outcome == Outcome.DENY || outcome == Outcome.REVIEW;
    }

    private static Rule winner(Space space, int index) {
        return space.rules().get(space.winnerAt(index));
    }

    private void report(String rule, String witness, String message) {
        findings.add(new PolicyFinding(file, rule, witness, message));
    }
}

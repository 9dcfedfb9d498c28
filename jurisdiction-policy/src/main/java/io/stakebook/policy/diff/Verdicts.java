package io.stakebook.policy.diff;

import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.diff.Change.Weight;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.RegionStates;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the engine says of the same facts under both sets, member by member. Hashes and the list of all matched rules are left out. */
final class Verdicts {
    static final Set<String> OF_RULES =
            Set.of("outcome", "reason", "http", "policy", "rule", "obligations", "citations", "reuse");
    static final Set<String> OF_STAGES = Set.of("stage");
    static final Set<String> OF_SUBJECT = Set.of("subjectClass", "signals");

    private static final Set<String> ALL = Set.of(
            "outcome",
            "reason",
            "http",
            "policy",
            "rule",
            "stage",
            "exitOptions",
            "obligations",
            "citations",
            "subjectClass",
            "signals",
            "reuse");

    private final PolicyEngine old;
    private final PolicyEngine now;

    Verdicts(PolicySet before, PolicySet after) {
        old = new PolicyEngine(before, RegionStates.empty());
        now = new PolicyEngine(after, RegionStates.empty());
    }

    /**
     * @param differing members that differ, with both values
     */
    record Pair(Weight weight, String verdicts, Map<String, String> differing) {
        /** Stages, classes and times are kinds of their own, whatever the verdict beside them. */
        String text(Collection<String> hidden) {
            boolean beside = weight.compareTo(Weight.STAGE) >= 0;
            StringBuilder text = new StringBuilder(beside ? "" : verdicts);
            differing.forEach((member, values) -> {
                if (!hidden.contains(member)) {
                    text.append(text.isEmpty() ? "" : "; ")
                            .append(member)
                            .append(' ')
                            .append(values);
                }
            });
            return text.toString();
        }
    }

    /** Both decisions, when they differ in one of these members. */
    Optional<Pair> compare(Facts facts, Set<String> members) {
        Map<String, String> was = decide(old, facts);
        Map<String, String> is = decide(now, facts);
        Map<String, String> differing = new LinkedHashMap<>();
        for (String member : was.keySet()) {
            String before = text(was, member);
            String after = text(is, member);
            if (!before.equals(after)) {
                differing.put(member, before + " -> " + after);
            }
        }
        if (differing.keySet().stream().noneMatch(members::contains)) {
            return Optional.empty();
        }
        String verdicts = verdict(was) + " -> " + verdict(is);
        Weight weight = weight(was, is, differing.keySet(), members);
        differing.remove("outcome");
        differing.remove("reason");
        return Optional.of(new Pair(weight, verdicts, differing));
    }

    private static String verdict(Map<String, String> decision) {
        return text(decision, "outcome") + " " + text(decision, "reason");
    }

    private static String text(Map<String, String> decision, String member) {
        return Objects.requireNonNull(decision.get(member));
    }

    private static Weight weight(
            Map<String, String> was, Map<String, String> is, Set<String> differing, Set<String> members) {
        if (members.equals(OF_STAGES)) {
            return Weight.STAGE;
        }
        if (members.equals(OF_SUBJECT)) {
            return Weight.SUBJECT;
        }
        if (differing.contains("outcome")) {
            return !goesOn(text(was, "outcome")) && goesOn(text(is, "outcome")) ? Weight.LOOSER : Weight.OUTCOME;
        }
        if (differing.contains("reason")) {
            return Weight.REASON;
        }
        if (differing.contains("http")) {
            return Weight.HTTP;
        }
        boolean basis = differing.contains("policy")
                || differing.contains("rule")
                || differing.contains("obligations")
                || differing.contains("citations");
        if (basis) {
            return Weight.BASIS;
        }
        return differing.contains("stage") && members.contains("stage") ? Weight.STAGE : Weight.REUSE;
    }

    private static boolean goesOn(String outcome) {
        return outcome.equals(Outcome.PERMIT.name()) || outcome.equals(Outcome.EXIT_ONLY.name());
    }

    private static Map<String, String> decide(PolicyEngine engine, Facts facts) {
        Map<String, String> members = new LinkedHashMap<>();
        try {
            Decision decision = engine.decide(facts);
            members.put("outcome", decision.outcome().name());
            members.put("reason", decision.reason());
            members.put("http", Integer.toString(decision.http()));
            members.put("policy", plain(decision.policyId()));
            members.put("rule", plain(decision.ruleId()));
            members.put("stage", decision.stage().name());
            members.put("exitOptions", decision.exitOptions().toString());
            members.put("obligations", new TreeSet<>(decision.obligations()).toString());
            members.put(
                    "citations",
                    decision.citations().stream().map(Citation::toText).toList().toString());
            members.put("subjectClass", decision.subjectClass().name());
            members.put("signals", new TreeSet<>(decision.signals()).toString());
            members.put(
                    "reuse",
                    Duration.between(decision.asOf(), decision.validUntil()).toString());
        } catch (IllegalStateException noRule) {
            for (String member : ALL) {
                members.put(member, "-");
            }
            members.put("outcome", "NOT_DECIDED");
            members.put("reason", "no rule");
        }
        return members;
    }

    private static String plain(String text) {
        return text.isEmpty() ? "none" : text;
    }
}

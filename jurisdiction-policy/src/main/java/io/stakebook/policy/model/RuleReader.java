package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Rule.RuleTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one rule: its condition, its verdict, what it rests on and the examples that it ships. */
final class RuleReader {
    private static final Set<String> KEYS =
            PolicyLoader.ordered("id", "note", "when", "unless", "then", "obligations", "cite", "tests");
    private static final Set<String> HIT = PolicyLoader.ordered("name", "facts", "outcome");
    private static final Set<String> MISS = PolicyLoader.ordered("name", "facts", "outcome", "reason");

    private RuleReader() {}

    static Rule rule(String path, Object item, List<Source> sources, Map<String, Object> testBase) {
        Node node = Node.of(path, item, KEYS);
        Node then = node.node("then", PolicyLoader.ordered("outcome", "reason", "http", "overridable"));
        Outcome outcome = then.choice("outcome", Outcome.class);
        boolean overridable = then.has("overridable") && then.flag("overridable");
        if (overridable && outcome != Outcome.REVIEW) {
            throw new InvalidPolicy(
                    then.path("overridable"), "Only a REVIEW can be overridden; this rule says " + outcome + ".");
        }
        List<Box> boxes = ConditionReader.boxes(node);
        if (outcome == Outcome.EXIT_ONLY) {
            requireWindingDown(then, boxes);
        }
        List<RuleTest> tests = tests(node, reason(then), testBase);
        return new Rule(
                node.text("id"),
                boxes,
                outcome,
                reason(then),
                http(then, outcome),
                overridable,
                obligations(node),
                citations(node, sources),
                tests);
    }

    /** One of the contract, exactly as written there. */
    static String reason(Node node) {
        String reason = node.text("reason");
        for (Reason known : Reason.values()) {
            if (known.name().equals(reason)) {
                return reason;
            }
        }
        throw new InvalidPolicy(
                node.path("reason"),
                "'" + reason + "' is no reason of the contract; known are " + List.of(Reason.values()) + ".");
    }

    /** Of a subject that is wound down only what is its own goes on: exits, and rewards until they end. */
    private static void requireWindingDown(Node then, List<Box> boxes) {
        for (Activity activity : Activity.values()) {
            boolean own = activity.group() == ActivityGroup.EXIT || activity.group() == ActivityGroup.ACCRUE;
            if (!own && boxes.stream().anyMatch(box -> box.takes(activity))) {
                throw new InvalidPolicy(
                        then.path("outcome"),
                        "EXIT_ONLY is for rules that take exits and accruals alone; this rule takes " + activity + ".");
            }
        }
    }

    private static int http(Node then, Outcome outcome) {
        boolean goesOn = outcome.goesOn();
        if (goesOn && !then.has("http")) {
            return 200;
        }
        int http = then.integer("http", 200, 451);
        boolean fits = goesOn ? http == 200 : http == 451 || http == 403;
        if (!fits) {
            throw new InvalidPolicy(
                    then.path("http"),
                    "An outcome of " + outcome + " is answered with "
                            + (goesOn ? "200" : "451 (law) or 403 (review, hold, missing proof)") + "; got " + http
                            + ".");
        }
        return http;
    }

    static Set<Obligation> obligations(Node node) {
        EnumSet<Obligation> obligations = EnumSet.noneOf(Obligation.class);
        if (node.has("obligations")) {
            for (String name : node.texts("obligations")) {
                obligations.add(Node.choice(node.path("obligations"), name, Obligation.class));
            }
        }
        return obligations;
    }

    static List<Citation> citations(Node node, List<Source> sources) {
        List<Citation> citations = new ArrayList<>();
        int index = 0;
        for (Object item : node.list("cite")) {
            Node cite = Node.of(
                    node.path("cite[" + index++ + "]"),
                    item,
                    PolicyLoader.ordered("source", "clause", "para", "basis"));
            Citation citation = new Citation(
                    cite.text("source"),
                    cite.text("clause"),
                    cite.has("para") ? cite.integer("para", 1, 99) : 0,
                    cite.choice("basis", Basis.class));
            boolean known = sources.stream()
                    .anyMatch(source -> source.id().equals(citation.source())
                            && source.clauses().contains(citation.clause()));
            if (!known) {
                throw new InvalidPolicy(
                        cite.path(),
                        "No source '" + citation.source() + "' with clause '" + citation.clause() + "' is listed.");
            }
            citations.add(citation);
        }
        if (citations.isEmpty()) {
            throw new InvalidPolicy(node.path("cite"), "A rule cites at least one clause, with its basis.");
        }
        return citations;
    }

    private static List<RuleTest> tests(Node rule, String reason, Map<String, Object> base) {
        Node node = rule.node("tests", PolicyLoader.ordered("hit", "miss"));
        List<RuleTest> tests = new ArrayList<>();
        for (String kind : List.of("hit", "miss")) {
            boolean hit = kind.equals("hit");
            int index = 0;
            for (Object item : node.list(kind)) {
                Node test = Node.of(node.path(kind + "[" + index++ + "]"), item, hit ? HIT : MISS);
                Map<String, Object> facts = overlay(base, test.open("facts"));
                requireReadable(test, facts);
                tests.add(new RuleTest(
                        test.text("name"),
                        facts,
                        hit,
                        test.choice("outcome", Outcome.class),
                        hit ? reason : reason(test)));
            }
            if (index == 0) {
                throw new InvalidPolicy(
                        node.path(kind), "A rule ships at least one test that it decides and one that it does not.");
            }
        }
        return tests;
    }

    private static void requireReadable(Node test, Map<String, Object> facts) {
        try {
            Facts.parse(facts);
        } catch (InvalidFacts unreadable) {
            throw new InvalidPolicy(test.path("facts"), String.valueOf(unreadable.getMessage()));
        }
    }

    static Map<String, Object> overlay(Map<String, Object> base, Node facts) {
        Map<String, Object> all = new LinkedHashMap<>(base);
        for (String key : facts.keys()) {
            // An empty value takes a fact of the base away again.
            if (facts.required(key).equals("")) {
                all.remove(key);
            } else {
                all.put(key, facts.required(key));
            }
        }
        return all;
    }
}

package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.model.Rule.RuleTest;
import io.stakebook.policy.region.Region;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a policy file. Whatever the schema does not name is refused: an unknown key in a law's rule set is a rule that somebody
 * believes to be in force and that is not.
 */
public final class PolicyLoader {
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_DEPTH = 32;
    private static final String NOT_COVERED = "none: ";
    private static final Set<String> TOP = ordered(
            "policy",
            "title",
            "perimeter",
            "validFrom",
            "validTo",
            "supersedes",
            "sources",
            "parameters",
            "stages",
            "rules",
            "override",
            "unusedFacts",
            "testBase");
    private static final Set<String> RULE =
            ordered("id", "note", "when", "unless", "then", "obligations", "cite", "tests");

    private PolicyLoader() {}

    /**
     * @param name file name for messages
     * @param text whole file
     * @throws InvalidPolicy at the first thing that does not follow the schema
     */
    public static Policy load(String name, String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidPolicy(name, "A policy file has at most " + MAX_CHARACTERS + " characters.");
        }
        String normalised = text.replace("\r\n", "\n").replace('\r', '\n');
        Node root = Node.of(name, parse(name, normalised), TOP);
        String id = root.text("policy");
        List<Source> sources = sources(root);
        Map<String, Object> testBase = testBase(root);
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        int index = 0;
        for (Object item : root.list("rules")) {
            Rule rule = rule(Node.of(root.path("rules[" + index++ + "]"), item, RULE), sources, testBase);
            if (!ids.add(rule.id())) {
                throw new InvalidPolicy(root.path("rules"), "Rule id '" + rule.id() + "' is used twice.");
            }
            rules.add(rule);
        }
        if (rules.isEmpty()) {
            throw new InvalidPolicy(root.path("rules"), "A policy has at least one rule.");
        }
        Policy policy = new Policy(new PolicyParts(
                id,
                root.text("title"),
                sha256(normalised),
                perimeter(root),
                root.instant("validFrom"),
                root.optionalInstant("validTo"),
                root.has("supersedes") ? Optional.of(root.text("supersedes")) : Optional.empty(),
                ParametersReader.read(root),
                sources,
                stages(root),
                rules,
                override(root, sources),
                unusedFacts(root)));
        if (policy.validTo().isPresent()
                && !policy.validFrom().isBefore(policy.validTo().get())) {
            throw new InvalidPolicy(root.path("validTo"), "validTo must come after validFrom.");
        }
        requireCoverage(root, policy);
        return policy;
    }

    private static @Nullable Object parse(String name, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build();
        try {
            requireShallow(name, new Parse(settings).parseString(text));
            return new Load(settings).loadFromString(text);
        } catch (YamlEngineException notYaml) {
            throw new InvalidPolicy(name, "Not readable as YAML: " + notYaml.getMessage());
        }
    }

    /** The parser goes by steps, the loader by recursion: what is too deep must be seen before the loader does. */
    private static void requireShallow(String name, Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new InvalidPolicy(name, "The values are nested too deep: at most " + MAX_DEPTH + " levels.");
            }
        }
    }

    private static Perimeter perimeter(Node root) {
        Node node = root.node("perimeter", ordered("include", "exclude"));
        Set<Region> exclude = node.has("exclude") ? regions(node, "exclude") : Set.of();
        return new Perimeter(regions(node, "include"), exclude);
    }

    private static Set<Region> regions(Node node, String key) {
        Set<Region> regions = new LinkedHashSet<>();
        for (String code : node.texts(key)) {
            try {
                regions.add(new Region(code));
            } catch (IllegalArgumentException notAPlace) {
                throw new InvalidPolicy(node.path(key), String.valueOf(notAPlace.getMessage()));
            }
        }
        return regions;
    }

    private static List<Source> sources(Node root) {
        List<Source> sources = new ArrayList<>();
        int index = 0;
        for (Object item : root.list("sources")) {
            Node node = Node.of(
                    root.path("sources[" + index++ + "]"), item, ordered("id", "name", "note", "clauses", "coverage"));
            Node coverage = node.open("coverage");
            Map<String, String> reasons = new LinkedHashMap<>();
            for (String clause : coverage.keys()) {
                Node how = coverage.node(clause, ordered("feature", "none"));
                if (how.keys().size() != 1) {
                    throw new InvalidPolicy(
                            how.path(), "A clause is covered by a feature or by none, exactly one of them.");
                }
                reasons.put(
                        clause,
                        how.has("feature") ? "feature: " + how.text("feature") : NOT_COVERED + how.text("none"));
            }
            sources.add(new Source(node.text("id"), node.text("name"), List.copyOf(node.texts("clauses")), reasons));
        }
        if (sources.isEmpty()) {
            throw new InvalidPolicy(root.path("sources"), "A policy names at least one source.");
        }
        return sources;
    }

    private static List<StageRule> stages(Node root) {
        List<StageRule> stages = new ArrayList<>();
        if (!root.has("stages")) {
            return stages;
        }
        int index = 0;
        for (Object item : root.list("stages")) {
            Node node = Node.of(root.path("stages[" + index++ + "]"), item, ordered("stage", "from", "when", "note"));
            stages.add(new StageRule(
                    node.choice("stage", Stage.class),
                    node.instant("from"),
                    ConditionReader.box(node.path("when"), node.required("when"), node.path("unless"), null)));
        }
        return stages;
    }

    private static Rule rule(Node node, List<Source> sources, Map<String, Object> testBase) {
        Node then = node.node("then", ordered("outcome", "reason", "http", "overridable"));
        Outcome outcome = then.choice("outcome", Outcome.class);
        boolean overridable = then.has("overridable") && then.flag("overridable");
        if (overridable && outcome != Outcome.REVIEW) {
            throw new InvalidPolicy(
                    then.path("overridable"), "Only a REVIEW can be overridden; this rule says " + outcome + ".");
        }
        List<RuleTest> tests = tests(node, then.text("reason"), testBase);
        return new Rule(
                node.text("id"),
                ConditionReader.boxes(node),
                outcome,
                reason(then),
                http(then, outcome),
                overridable,
                obligations(node),
                citations(node, sources),
                tests);
    }

    private static String reason(Node then) {
        String reason = then.text("reason");
        if (!reason.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
            throw new InvalidPolicy(
                    then.path("reason"), "A reason is upper case with underscores; got '" + reason + "'.");
        }
        return reason;
    }

    private static int http(Node then, Outcome outcome) {
        boolean goesOn = outcome == Outcome.PERMIT || outcome == Outcome.EXIT_ONLY;
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

    private static Set<Obligation> obligations(Node node) {
        EnumSet<Obligation> obligations = EnumSet.noneOf(Obligation.class);
        if (node.has("obligations")) {
            for (String name : node.texts("obligations")) {
                obligations.add(Node.choice(node.path("obligations"), name, Obligation.class));
            }
        }
        return obligations;
    }

    private static List<Citation> citations(Node node, List<Source> sources) {
        List<Citation> citations = new ArrayList<>();
        int index = 0;
        for (Object item : node.list("cite")) {
            Node cite = Node.of(node.path("cite[" + index++ + "]"), item, ordered("source", "clause", "para", "basis"));
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
        Node node = rule.node("tests", ordered("hit", "miss"));
        List<RuleTest> tests = new ArrayList<>();
        for (String kind : List.of("hit", "miss")) {
            boolean hit = kind.equals("hit");
            int index = 0;
            for (Object item : node.list(kind)) {
                Node test = Node.of(
                        node.path(kind + "[" + index++ + "]"),
                        item,
                        hit ? ordered("name", "facts") : ordered("name", "facts", "reason"));
                Map<String, Object> facts = overlay(base, test.open("facts"));
                requireReadable(test, facts);
                tests.add(new RuleTest(test.text("name"), facts, hit, hit ? reason : test.text("reason")));
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

    private static Map<String, Object> overlay(Map<String, Object> base, Node facts) {
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

    private static Rule override(Node root, List<Source> sources) {
        Node node = root.node("override", ordered("reason", "obligations", "cite"));
        return new Rule(
                "OVERRIDE",
                List.of(),
                Outcome.PERMIT,
                node.text("reason"),
                200,
                false,
                obligations(node),
                citations(node, sources),
                List.of());
    }

    private static Map<Field, String> unusedFacts(Node root) {
        Node node = root.open("unusedFacts");
        Map<Field, String> unused = new EnumMap<>(Field.class);
        for (String key : node.keys()) {
            Field field =
                    Field.byWire(key).orElseThrow(() -> new InvalidPolicy(node.path(), "'" + key + "' is no fact."));
            unused.put(field, node.text(key));
        }
        return unused;
    }

    private static Map<String, Object> testBase(Node root) {
        return overlay(Map.of(), root.open("testBase"));
    }

    /** No fact may be collected and silently ignored, and no clause of a source may be passed over without a word. */
    private static void requireCoverage(Node root, Policy policy) {
        EnumSet<Field> used = EnumSet.of(Field.AS_OF, Field.OVERRIDE);
        policy.attributesUsed().forEach(attribute -> used.addAll(attribute.facts()));
        for (Field field : Field.values()) {
            boolean listed = policy.unusedFacts().containsKey(field);
            if (used.contains(field) == listed) {
                throw new InvalidPolicy(
                        root.path("unusedFacts"),
                        listed
                                ? "'" + field.wire() + "' is used by a rule and must not be listed."
                                : "'" + field.wire() + "' is used by no rule; list it with the reason.");
            }
        }
        for (Source source : policy.sources()) {
            for (String clause : source.clauses()) {
                boolean cited = policy.rules().stream()
                        .flatMap(rule -> rule.citations().stream())
                        .anyMatch(cite -> cite.source().equals(source.id())
                                && cite.clause().equals(clause));
                if (!cited && !source.coverage().containsKey(clause)) {
                    throw new InvalidPolicy(
                            root.path("sources"),
                            "Clause " + clause + " of " + source.id()
                                    + " is neither cited by a rule nor listed under coverage.");
                }
            }
            source.coverage().forEach((clause, how) -> requireConsistent(root, policy, source, clause, how));
        }
    }

    private static void requireConsistent(Node root, Policy policy, Source source, String clause, String how) {
        if (!source.clauses().contains(clause)) {
            throw new InvalidPolicy(root.path("sources"), source.id() + " has no clause '" + clause + "'.");
        }
        List<Rule> all = new ArrayList<>(policy.rules());
        all.add(policy.overrideRule());
        for (Rule rule : all) {
            boolean cites = rule.citations().stream()
                    .anyMatch(cite ->
                            cite.source().equals(source.id()) && cite.clause().equals(clause));
            if (cites && how.startsWith(NOT_COVERED)) {
                throw new InvalidPolicy(
                        root.path("sources"),
                        "Clause " + clause + " of " + source.id() + " is listed under coverage as met by none, but "
                                + rule.id() + " cites it.");
            }
        }
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Set<String> ordered(String... keys) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }
}

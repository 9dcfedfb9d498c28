package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.hash.Sha256;
import io.stakebook.policy.region.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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
import org.snakeyaml.engine.v2.events.AliasEvent;
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
    private static final String FORCED_UNBONDING = "forcedUnbonding";
    private static final String EXIT_WINDOW_END = "exitWindowEnd";
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
        Object parsed = parse(name, normalised);
        try {
            return policy(name, normalised, parsed);
        } catch (InvalidPolicy invalid) {
            throw Positions.of(name, normalised).placed(invalid);
        }
    }

    private static Policy policy(String name, String normalised, @Nullable Object parsed) {
        Node root = Node.of(name, parsed, TOP);
        String id = root.text("policy");
        List<Source> sources = sources(root);
        Map<String, Object> testBase = testBase(root);
        List<Rule> rules = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        int index = 0;
        for (Object item : root.list("rules")) {
            Rule rule = RuleReader.rule(root.path("rules[" + ruleName(item, index++) + "]"), item, sources, testBase);
            if (!ids.add(rule.id())) {
                throw new InvalidPolicy(root.path("rules[" + rule.id() + "]/id"), "This rule id is used twice.");
            }
            rules.add(rule);
        }
        if (rules.isEmpty()) {
            throw new InvalidPolicy(root.path("rules"), "A policy has at least one rule.");
        }
        Parameters parameters = ParametersReader.read(root);
        Instant validFrom = root.instant("validFrom");
        Policy policy = new Policy(new PolicyParts(
                id,
                root.text("title"),
                "sha256:" + Sha256.hex(normalised),
                perimeter(root),
                validFrom,
                root.optionalInstant("validTo"),
                root.has("supersedes") ? Optional.of(root.text("supersedes")) : Optional.empty(),
                parameters,
                sources,
                stages(root, parameters, validFrom),
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

    /** Its id, by which people know it; its place where it has none. */
    private static String ruleName(Object item, int index) {
        return item instanceof Map<?, ?> map && map.get("id") instanceof String id && !id.isBlank()
                ? id
                : Integer.toString(index);
    }

    private static @Nullable Object parse(String name, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            requirePlain(name, new Parse(settings).parseString(text));
            return new Load(settings).loadFromString(text);
        } catch (YamlEngineException notYaml) {
            throw YamlFault.of(name, text, notYaml);
        }
    }

    /** The parser goes by steps, the loader by recursion: what is too deep must be seen before the loader does. And no aliases. */
    private static void requirePlain(String name, Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw refused(name, event, "The values are nested too deep: at most " + MAX_DEPTH + " levels.");
            }
            if (event instanceof AliasEvent) {
                throw refused(name, event, "A value is used a second time by its name (*); write it out.");
            }
        }
    }

    private static InvalidPolicy refused(String name, Event event, String problem) {
        return event.getStartMark()
                .map(mark -> YamlFault.at(name, mark, problem))
                .orElseGet(() -> new InvalidPolicy(name, problem));
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

    private static List<StageRule> stages(Node root, Parameters parameters, Instant validFrom) {
        List<StageRule> stages = new ArrayList<>();
        if (!root.has("stages")) {
            return stages;
        }
        int index = 0;
        for (Object item : root.list("stages")) {
            Node node = Node.of(root.path("stages[" + index++ + "]"), item, ordered("stage", "from", "when", "note"));
            Stage stage = node.choice("stage", Stage.class);
            stages.add(new StageRule(
                    stage,
                    stageStart(node, stage, parameters, validFrom),
                    ConditionReader.box(node.path("when"), node.required("when"), node.path("unless"), null)));
        }
        return stages;
    }

    /** A date, or the name of the one it is; the dates that rules go by stand in the parameters alone. */
    private static Instant stageStart(Node node, Stage stage, Parameters parameters, Instant validFrom) {
        String from = node.text("from");
        Instant start = switch (from) {
            case "validFrom" -> validFrom;
            case FORCED_UNBONDING -> dateOf(node, from, parameters.forcedUnbonding());
            case EXIT_WINDOW_END -> dateOf(node, from, parameters.exitWindowEnd());
            default -> node.instant("from");
        };
        if (stage == Stage.FORCED_UNBOND) {
            requireSame(node, stage, start, FORCED_UNBONDING, parameters.forcedUnbonding());
        } else if (stage == Stage.CLAIM_ONLY) {
            requireSame(node, stage, start, EXIT_WINDOW_END, parameters.exitWindowEnd());
        }
        return start;
    }

    private static Instant dateOf(Node node, String parameter, Optional<Instant> date) {
        return date.orElseThrow(
                () -> new InvalidPolicy(node.path("from"), "The parameter '" + parameter + "' has no date."));
    }

    private static void requireSame(Node node, Stage stage, Instant start, String parameter, Optional<Instant> date) {
        if (!dateOf(node, parameter, date).equals(start)) {
            throw new InvalidPolicy(
                    node.path("from"),
                    "The stage " + stage + " begins with the parameter '" + parameter + "', " + date.orElseThrow()
                            + "; it says " + start + ".");
        }
    }

    private static Rule override(Node root, List<Source> sources) {
        Node node = root.node("override", ordered("reason", "obligations", "cite"));
        return new Rule(
                "OVERRIDE",
                List.of(),
                Outcome.PERMIT,
                RuleReader.reason(node),
                200,
                false,
                RuleReader.obligations(node),
                RuleReader.citations(node, sources),
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
        return RuleReader.overlay(Map.of(), root.open("testBase"));
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

    static Set<String> ordered(String... keys) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }
}

package io.stakebook.policy.model;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One policy as loaded and compiled: immutable, and free of anything but lists, so that it can be enumerated. */
@SuppressWarnings("EnumOrdinal") // bit masks over closed domains are the point of this class
public final class Policy {
    private final String id;
    private final String title;
    private final String contentHash;
    private final Perimeter perimeter;
    private final Instant validFrom;
    private final Optional<Instant> validTo;
    private final Optional<String> supersedes;
    private final Parameters parameters;
    private final List<Source> sources;
    private final List<StageRule> stages;
    private final List<Rule> rules;
    private final Rule overrideRule;
    private final Map<Field, String> unusedFacts;
    private final Classifier classifier;
    private final Rule[][] byActivity;

    Policy(PolicyParts parts) {
        id = parts.id();
        title = parts.title();
        contentHash = parts.contentHash();
        perimeter = parts.perimeter();
        validFrom = parts.validFrom();
        validTo = parts.validTo();
        supersedes = parts.supersedes();
        parameters = parts.parameters();
        sources = List.copyOf(parts.sources());
        stages = List.copyOf(parts.stages());
        rules = List.copyOf(parts.rules());
        overrideRule = parts.overrideRule();
        unusedFacts = Map.copyOf(parts.unusedFacts());
        classifier = new Classifier(perimeter, parameters);
        byActivity = new Rule[Activity.values().length][];
        for (Activity activity : Activity.values()) {
            byActivity[activity.ordinal()] = rulesFor(activity);
        }
    }

    private Rule[] rulesFor(Activity activity) {
        List<Rule> found = new ArrayList<>();
        for (Rule rule : rules) {
            for (Box box : rule.boxes()) {
                if (box.takes(activity)) {
                    found.add(rule);
                    break;
                }
            }
        }
        return found.toArray(new Rule[0]);
    }

    /** The rules that any facts with this activity can meet, in order. */
    public List<Rule> rulesOf(Activity activity) {
        return List.of(byActivity[activity.ordinal()]);
    }

    /** Reduces facts to this policy's classes. */
    public Classified classify(Facts facts) {
        return classifier.classify(facts);
    }

    /**
     * The first rule that takes the cell.
     *
     * @throws IllegalStateException when no rule does, which {@code policy check} proves cannot happen
     */
    public Rule winner(Cell cell) {
        for (Rule rule : byActivity[cell.get(Attribute.ACTIVITY)]) {
            if (rule.matches(cell)) {
                return rule;
            }
        }
        throw new IllegalStateException(
                "Policy " + id + " has no rule for " + cell.describe(List.of(Attribute.values())));
    }

    /** Ids of every rule that takes the cell, in order; the first is the winner. */
    public List<String> matching(Cell cell) {
        List<String> ids = new ArrayList<>(4);
        for (Rule rule : byActivity[cell.get(Attribute.ACTIVITY)]) {
            if (rule.matches(cell)) {
                ids.add(rule.id());
            }
        }
        return ids;
    }

    public Stage stage(Cell cell, Instant asOf) {
        for (StageRule stage : stages) {
            if (!asOf.isBefore(stage.from()) && stage.when().matches(cell)) {
                return stage.stage();
            }
        }
        return Stage.NONE;
    }

    /** The first instant after {@code asOf} at which this policy may decide otherwise for dates alone. */
    public Optional<Instant> nextBoundary(Instant asOf) {
        Optional<Instant> next = validTo;
        next = earlier(next, parameters.forcedUnbonding(), asOf);
        next = earlier(next, parameters.exitWindowEnd(), asOf);
        for (StageRule stage : stages) {
            next = earlier(next, Optional.of(stage.from()), asOf);
        }
        return next;
    }

    private static Optional<Instant> earlier(Optional<Instant> best, Optional<Instant> candidate, Instant after) {
        if (candidate.isEmpty() || !candidate.get().isAfter(after)) {
            return best;
        }
        return best.isPresent() && best.get().isBefore(candidate.get()) ? best : candidate;
    }

    public boolean inForce(Instant asOf) {
        return !asOf.isBefore(validFrom) && (validTo.isEmpty() || asOf.isBefore(validTo.get()));
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** {@code sha256:} and the lower-case hex SHA-256 of the file's bytes with line ends normalised to LF. */
    public String contentHash() {
        return contentHash;
    }

    /** The first twelve digits of the hash: enough to see whether two nodes have the same. */
    public String shortHash() {
        return contentHash.substring(contentHash.indexOf(':') + 1).substring(0, 12);
    }

    public Perimeter perimeter() {
        return perimeter;
    }

    /** Inclusive. */
    public Instant validFrom() {
        return validFrom;
    }

    /** Exclusive; empty when open. */
    public Optional<Instant> validTo() {
        return validTo;
    }

    /** Id of the version before this one; empty for the first of its line. */
    public Optional<String> supersedes() {
        return supersedes;
    }

    public Parameters parameters() {
        return parameters;
    }

    public List<Source> sources() {
        return sources;
    }

    public List<Rule> rules() {
        return rules;
    }

    public List<StageRule> stages() {
        return stages;
    }

    /** What a review turns into when a valid override is on file. */
    public Rule overrideRule() {
        return overrideRule;
    }

    public Map<Field, String> unusedFacts() {
        return unusedFacts;
    }

    /** Every attribute that a rule or a stage constrains. */
    public Set<Attribute> attributesUsed() {
        java.util.EnumSet<Attribute> used = java.util.EnumSet.noneOf(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            boolean inRule =
                    rules.stream().flatMap(rule -> rule.boxes().stream()).anyMatch(box -> box.constrains(attribute));
            if (inRule || stages.stream().anyMatch(stage -> stage.when().constrains(attribute))) {
                used.add(attribute);
            }
        }
        return used;
    }
}

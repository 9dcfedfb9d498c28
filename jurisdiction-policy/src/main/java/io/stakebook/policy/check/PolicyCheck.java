package io.stakebook.policy.check;

import io.stakebook.policy.PolicyException;
import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.OverrideState;
import io.stakebook.policy.json.JsonWriter;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Classified;
import io.stakebook.policy.model.Domains.Side;
import io.stakebook.policy.model.Domains.Status;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicyDirectory;
import io.stakebook.policy.model.PolicyFile;
import io.stakebook.policy.model.PolicyLoader;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.Positions;
import io.stakebook.policy.model.Reason;
import io.stakebook.policy.model.Rule;
import io.stakebook.policy.region.Region;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that can be said about policies without running them on people: the schema, the examples they ship, and properties
 * proved by going through every distinguishable cell.
 */
public final class PolicyCheck {
    private PolicyCheck() {}

    /**
     * @param path a policy file, or a directory of them (then the timeline is checked too)
     * @return findings in the order of files; empty when all is well
     * @throws IOException when the path cannot be read
     */
    public static List<PolicyFinding> check(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (!Files.isReadable(path)) {
                throw Files.exists(path)
                        ? new AccessDeniedException(path.toString())
                        : new NoSuchFileException(path.toString());
            }
            return checkFile(path.toString(), () -> PolicyFile.read(path.toString(), path));
        }
        PolicyDirectory all = PolicyDirectory.of(path);
        Map<String, Supplier<String>> files = new LinkedHashMap<>();
        for (Path file : all.policies()) {
            String name = String.valueOf(file.getFileName());
            files.put(name, () -> PolicyFile.read(name, file));
        }
        List<PolicyFinding> findings = new ArrayList<>();
        for (String name : all.misnamed()) {
            findings.add(new PolicyFinding(
                    name, "set", "", PolicyDirectory.refused(name).problem()));
        }
        if (files.isEmpty()) {
            findings.add(new PolicyFinding(path.toString(), "set", "", "No policy file (*.yaml) in this directory."));
        }
        findings.addAll(check(path.toString(), files));
        return findings;
    }

    /** One file by itself: what it says of its neighbours is not asked. */
    private static List<PolicyFinding> checkFile(String name, Supplier<String> text) {
        List<PolicyFinding> findings = new ArrayList<>();
        load(name, text, findings);
        return findings;
    }

    /**
     * @param set name of the whole for findings about it
     * @param files how to read each, by file name
     */
    static List<PolicyFinding> check(String set, Map<String, Supplier<String>> files) {
        List<PolicyFinding> findings = new ArrayList<>();
        List<Policy> loaded = new ArrayList<>();
        Map<String, List<Supplier<String>>> placesById = new LinkedHashMap<>();
        files.forEach((name, text) -> load(name, text, findings).ifPresent(policy -> {
            loaded.add(policy);
            placesById
                    .computeIfAbsent(policy.id(), id -> new ArrayList<>())
                    .add(() -> Positions.of(name, text.get()).of("policy"));
        }));
        if (loaded.size() == files.size() && !loaded.isEmpty()) {
            try {
                PolicySet.of(loaded);
            } catch (InvalidPolicy broken) {
                String holding = placesById.getOrDefault(broken.where(), List.of()).stream()
                        .map(Supplier::get)
                        .collect(Collectors.joining(", "));
                findings.add(new PolicyFinding(
                        holding.isEmpty() ? set : holding, "timeline", broken.where(), broken.problem()));
            }
        }
        return findings;
    }

    private static Optional<Policy> load(String name, Supplier<String> text, List<PolicyFinding> findings) {
        List<PolicyFinding> found = new ArrayList<>();
        Optional<Policy> policy = read(name, text, found);
        policy.ifPresent(readable -> {
            found.addAll(new Proofs(name, readable).run());
            if (!found.isEmpty()) {
                Positions positions = Positions.of(name, text.get());
                found.replaceAll(finding -> finding.at(positions));
            }
        });
        findings.addAll(found);
        return policy;
    }

    /** All but the proofs, which go through every cell and take their time. */
    static Optional<Policy> read(String name, Supplier<String> text, List<PolicyFinding> findings) {
        try {
            Policy policy = PolicyLoader.load(name, text.get());
            examples(name, policy, findings);
            reasons(name, policy, findings);
            perimeter(name, policy, findings);
            return Optional.of(policy);
        } catch (InvalidPolicy invalid) {
            findings.add(PolicyFinding.refused(name, invalid));
            return Optional.empty();
        }
    }

    private static void reasons(String file, Policy policy, List<PolicyFinding> findings) {
        List<Rule> rules = new ArrayList<>(policy.rules());
        rules.add(policy.overrideRule());
        for (Rule rule : rules) {
            Set<Outcome> fitting = Reason.valueOf(rule.reason()).outcomes();
            if (!fitting.contains(rule.outcome())) {
                findings.add(new PolicyFinding(
                        file,
                        rule.id(),
                        rule.outcome() + " " + rule.reason(),
                        "The reason " + rule.reason() + " stands for " + fitting + "; this rule comes to "
                                + rule.outcome() + "."));
            }
        }
    }

    private static void examples(String file, Policy policy, List<PolicyFinding> findings) {
        for (Rule rule : policy.rules()) {
            for (Rule.RuleTest test : rule.tests()) {
                String problem = problem(policy, rule, test);
                if (!problem.isEmpty()) {
                    findings.add(new PolicyFinding(
                            file, rule.id(), "test '" + test.name() + "' " + JsonWriter.write(test.facts()), problem));
                }
            }
        }
    }

    private static String problem(Policy policy, Rule rule, Rule.RuleTest test) {
        try {
            Facts facts = Facts.parse(test.facts());
            if (!policy.inForce(facts.asOf())) {
                return "The example is at " + facts.asOf() + ", when this policy is not in force.";
            }
            Rule winner = policy.winner(policy.classify(facts).cell());
            boolean lifted = winner.overridable() && facts.override() == OverrideState.VALID;
            Rule effective = lifted ? policy.overrideRule() : winner;
            boolean decides = winner.id().equals(rule.id()) && !lifted;
            boolean asSaid =
                    effective.outcome() == test.outcome() && effective.reason().equals(test.reason());
            if (decides != test.hit() || !asSaid) {
                return "Expected " + (test.hit() ? "this rule" : "another rule") + " with " + test.outcome() + " "
                        + test.reason() + "; " + winner.id() + " decided with " + effective.outcome() + " "
                        + effective.reason() + ".";
            }
            return "";
        } catch (PolicyException | IllegalStateException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    /** A subject all of whose ties are to an excluded place must look like a stranger to every rule. */
    private static void perimeter(String file, Policy policy, List<PolicyFinding> findings) {
        for (Region outside : policy.perimeter().exclude()) {
            Facts facts = Facts.of(Activity.STAKE, policy.validFrom())
                    .residency(outside)
                    .nationality(outside)
                    .docIssuer(outside)
                    .taxResidency(outside)
                    .phoneCountry(outside)
                    .ipCountry(outside)
                    .simIssuer(outside)
                    .fiatRailCountry(outside)
                    .entityDomicile(outside)
                    .controllerDomicile(outside)
                    .rwaUnderlying(outside)
                    .placeOfAct(outside)
                    .build();
            Classified classified = policy.classify(facts);
            Cell cell = classified.cell();
            boolean tied = !cell.is(Attribute.STATUS, Status.NONE)
                    || !classified.signals().isEmpty();
            for (Attribute side : List.of(
                    Attribute.PRESENCE,
                    Attribute.PLACE_OF_ACT,
                    Attribute.TAX,
                    Attribute.PHONE,
                    Attribute.RAIL,
                    Attribute.UNDERLYING)) {
                tied |= cell.is(side, Side.INSIDE);
            }
            if (tied) {
                findings.add(new PolicyFinding(
                        file,
                        "perimeter",
                        outside.code(),
                        "A subject of the excluded place " + outside + " counts as tied."));
            }
        }
    }
}

package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What lies in a directory of policies. A rule set that somebody believes to be in force must not be passed over for its file's name,
 * so that what may be one under another name is told apart from what is none.
 *
 * @param policies every {@code *.yaml}, by name
 * @param misnamed names of files that may be policies and are not read as such
 * @param others names of what is no policy
 */
public record PolicyDirectory(List<Path> policies, List<String> misnamed, List<String> others) {
    /** What ships beside the policies and is known to be none. */
    private static final Set<String> COMPANIONS = Set.of("index.txt", "policy.schema.json");

    private static final List<String> ALIKE = List.of(".yaml", ".yml", ".json");

    public PolicyDirectory {
        policies = List.copyOf(policies);
        misnamed = List.copyOf(misnamed);
        others = List.copyOf(others);
    }

    public static PolicyDirectory of(Path directory) throws IOException {
        List<Path> policies = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".yaml")) {
                policies.add(file);
            } else if (!COMPANIONS.contains(name)) {
                (isAlike(name) ? misnamed : others).add(name);
            }
        }
        return new PolicyDirectory(policies, misnamed, others);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static boolean isAlike(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALIKE.stream().anyMatch(lower::endsWith);
    }

    /** Says of a misnamed file what to do with it. */
    public static InvalidPolicy refused(String name) {
        return new InvalidPolicy(
                name,
                "The name of a policy file ends in .yaml, and this one would be passed over; rename it, or take it out of the directory.");
    }
}

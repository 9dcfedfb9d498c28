package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every policy version of every perimeter. Per perimeter the versions form a line without gap or overlap, so that for any instant
 * after the first there is exactly one law to ask.
 */
public final class PolicySet {
    private static final String SHIPPED = "/policies/";

    private final List<List<Policy>> timelines;
    private final String hash;

    private PolicySet(List<List<Policy>> timelines, String hash) {
        this.timelines = timelines;
        this.hash = hash;
    }

    /**
     * @throws InvalidPolicy when two versions of a perimeter overlap or leave a gap, when one does not name the version that it
     *     supersedes or names one that is not here, when the last one ends, or when an id is used twice
     */
    public static PolicySet of(List<Policy> policies) {
        Map<Perimeter, List<Policy>> byPerimeter = new LinkedHashMap<>();
        List<Policy> sorted = new ArrayList<>(policies);
        sorted.sort(Comparator.comparing(Policy::validFrom).thenComparing(Policy::id));
        StringBuilder content = new StringBuilder();
        List<String> ids = new ArrayList<>();
        for (Policy policy : sorted) {
            if (ids.contains(policy.id())) {
                throw new InvalidPolicy(policy.id(), "Two policies carry this id.");
            }
            ids.add(policy.id());
            byPerimeter
                    .computeIfAbsent(policy.perimeter(), p -> new ArrayList<>())
                    .add(policy);
            content.append(policy.id()).append(' ').append(policy.contentHash()).append('\n');
        }
        List<List<Policy>> timelines = new ArrayList<>();
        byPerimeter.values().forEach(timeline -> requireBegin(timeline.get(0), ids));
        for (List<Policy> timeline : byPerimeter.values()) {
            requireLine(timeline);
            timelines.add(List.copyOf(timeline));
        }
        return new PolicySet(List.copyOf(timelines), Sha256.hex(content.toString()));
    }

    private static void requireLine(List<Policy> timeline) {
        for (int i = 1; i < timeline.size(); i++) {
            requireSuccession(timeline.get(i - 1), timeline.get(i));
        }
        Policy last = timeline.get(timeline.size() - 1);
        last.validTo().ifPresent(end -> {
            throw new InvalidPolicy(
                    last.id(),
                    "It ends at " + end + " and no policy of its perimeter follows: from then on no law is asked.");
        });
    }

    private static void requireBegin(Policy first, List<String> ids) {
        first.supersedes().ifPresent(predecessor -> {
            throw new InvalidPolicy(
                    first.id(),
                    "It supersedes '" + predecessor + "', "
                            + (ids.contains(predecessor)
                                    ? "which is no earlier policy of the same perimeter."
                                    : "which is missing here."));
        });
    }

    private static void requireSuccession(Policy before, Policy after) {
        Instant end = before.validTo()
                .orElseThrow(() -> new InvalidPolicy(
                        before.id(),
                        "It has no validTo, so it overlaps " + after.id() + " from " + after.validFrom() + "."));
        if (!end.equals(after.validFrom())) {
            throw new InvalidPolicy(
                    after.id(),
                    "It starts at " + after.validFrom() + " but " + before.id() + " ends at " + end
                            + (end.isBefore(after.validFrom()) ? ": a gap." : ": an overlap."));
        }
        String named = after.supersedes().orElse("");
        if (!named.equals(before.id())) {
            throw new InvalidPolicy(
                    after.id(),
                    "It follows " + before.id() + " and must say so under 'supersedes'; it names "
                            + (named.isEmpty() ? "none." : "'" + named + "'."));
        }
    }

    /**
     * Every {@code *.yaml} of a directory.
     *
     * @throws InvalidPolicy also when something there may be a policy under another name
     */
    public static PolicySet load(Path directory) throws IOException {
        PolicyDirectory all = PolicyDirectory.of(directory);
        if (!all.misnamed().isEmpty()) {
            throw PolicyDirectory.refused(all.misnamed().get(0));
        }
        List<Policy> policies = new ArrayList<>();
        for (Path file : all.policies()) {
            String name = String.valueOf(file.getFileName());
            policies.add(PolicyLoader.load(name, PolicyFile.read(name, file)));
        }
        if (policies.isEmpty()) {
            throw new InvalidPolicy(directory.toString(), "No policy file (*.yaml) in this directory.");
        }
        return of(policies);
    }

    /** The policies inside this jar. */
    public static PolicySet shipped() {
        List<Policy> policies = new ArrayList<>();
        for (String name :
                resource("index.txt").lines().filter(l -> !l.isBlank()).toList()) {
            policies.add(PolicyLoader.load(name, resource(name)));
        }
        return of(policies);
    }

    private static String resource(String name) {
        try (InputStream in = PolicySet.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new InvalidPolicy(SHIPPED + name, "The jar does not hold this policy file.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The first instant after {@code asOf} at which any of them may decide otherwise for dates alone, or begins to decide. */
    public Optional<Instant> nextBoundary(Instant asOf) {
        Optional<Instant> next = Optional.empty();
        for (List<Policy> timeline : timelines) {
            Policy policy = inForce(timeline, asOf);
            // A line has no gaps and no end: where nothing is in force, it has not begun.
            Optional<Instant> own =
                    policy == null ? Optional.of(timeline.get(0).validFrom()) : policy.nextBoundary(asOf);
            if (own.isPresent() && (next.isEmpty() || own.get().isBefore(next.get()))) {
                next = own;
            }
        }
        return next;
    }

    /** The version of a line that decides at an instant; null before the first. */
    public static @Nullable Policy inForce(List<Policy> timeline, Instant asOf) {
        for (int i = timeline.size() - 1; i >= 0; i--) {
            if (timeline.get(i).inForce(asOf)) {
                return timeline.get(i);
            }
        }
        return null;
    }

    /** One list per perimeter, oldest version first. */
    public List<List<Policy>> timelines() {
        return timelines;
    }

    public List<Policy> policies() {
        return timelines.stream().flatMap(List::stream).toList();
    }

    public Optional<Policy> byId(String id) {
        return policies().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Lower-case hex SHA-256 over ids and content hashes: one value that names the whole set. */
    public String hash() {
        return hash;
    }
}

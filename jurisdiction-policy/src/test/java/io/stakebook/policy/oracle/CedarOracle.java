package io.stakebook.policy.oracle;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules a second time, in Cedar, read from the notice and the contract and not from the shipped policies; where these leave a
 * choice, and only there, a policy follows {@code docs/reference/policy.md} and says so.
 *
 * <p>Cedar says of each policy whether it holds and knows no order. {@code nexus.cedar} is asked first, for the classes of subject and
 * place; then the ladder of the version in force, of which the first policy that holds, read from the top, is the answer; a review is
 * then put before the override.
 */
final class CedarOracle {
    private static final Instant YINFA_237 = instant("2021-09-24T00:00:00+08:00");
    private static final Instant YINFA_42 = instant("2026-02-06T00:00:00+08:00");

    private final EntityUID book = uid("Book", "book");
    private final EntityUID ask = uid("Step", "ASK");
    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private final Schema schema;
    private final Ladder nexus;
    private final Ladder before;
    private final Ladder yinfa237;
    private final Ladder yinfa42;
    private final Set<Rung> decided = new HashSet<>();

    /** What a decision comes to. */
    record Answer(String outcome, String reason) {
        @Override
        public String toString() {
            return outcome + " " + reason;
        }
    }

    /** A policy by its place in its file, with its annotations. */
    private record Rung(String file, int position, Map<String, String> says) {
        Answer answer() {
            return new Answer(says.get("outcome"), says.get("reason"));
        }

        @Override
        public String toString() {
            return file + " " + position + " " + says;
        }
    }

    /** Policies in the order of their file; Cedar names them by it. */
    private record Ladder(PolicySet policies, List<Rung> rungs) {}

    private CedarOracle() throws AuthException, CacheException, IOException {
        schema = Schema.parse(Schema.JsonOrCedar.Cedar, text("facts.cedarschema"));
        schema.cache();
        nexus = ladder("nexus.cedar");
        before = ladder("before-2021-237.cedar");
        yinfa237 = ladder("yinfa-2021-237.cedar");
        yinfa42 = ladder("yinfa-2026-42.cedar");
    }

    /**
     * Why Cedar cannot run here, empty when it can: its library is native, for glibc and macOS. Cedar's classes load it as they are
     * initialised, so that none of them may be in a static field of this one.
     */
    static Optional<String> absence() {
        try {
            uid("Step", "ASK");
            return Optional.empty();
        } catch (LinkageError noLibrary) {
            return Optional.of("Cedar's native library does not load here: " + noLibrary);
        }
    }

    static CedarOracle load() {
        try {
            return new CedarOracle();
        } catch (AuthException | CacheException | IOException unreadable) {
            throw new IllegalStateException("The oracle's policies cannot be read.", unreadable);
        }
    }

    /** Every reason that a policy of the oracle gives. */
    Set<String> reasons() {
        return answering().map(rung -> rung.answer().reason()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The policies that have not yet decided an answer of this oracle, each by file and place. */
    List<String> idle() {
        return answering()
                .filter(rung -> !decided.contains(rung))
                .map(Rung::toString)
                .toList();
    }

    private Stream<Rung> answering() {
        return Stream.of(nexus, before, yinfa237, yinfa42)
                .flatMap(ladder -> ladder.rungs().stream())
                .filter(rung -> rung.says().containsKey("reason"));
    }

    /** @param wire facts by the names of the wire, as a caller would send them */
    Answer answer(Map<String, String> wire) {
        CedarMap context = new CedarMap();
        context.put("facts", WireFacts.read(wire));
        CedarList classes = new CedarList();
        long weak = 0;
        for (Rung sign : holding(nexus, ask, "nexus", context)) {
            String found = sign.says().get("class");
            if (found == null) {
                weak++;
            } else {
                classes.add(new PrimString(found));
            }
        }
        CedarMap found = new CedarMap(context);
        found.put("nexus", classes);
        found.put("weak", new PrimLong(weak));
        Answer first = top(holding(inForce(instant(wire.get("as_of"))), ask, wire.get("activity"), found));
        if (!first.outcome().equals("REVIEW")) {
            return first;
        }
        List<Rung> lifted = holding(nexus, uid("Step", first.outcome()), "lift", context);
        return lifted.isEmpty() ? first : top(lifted);
    }

    private Ladder inForce(Instant asOf) {
        if (asOf.isBefore(YINFA_237)) {
            return before;
        }
        return asOf.isBefore(YINFA_42) ? yinfa237 : yinfa42;
    }

    private Answer top(List<Rung> holding) {
        Rung rung = holding.get(0);
        decided.add(rung);
        return rung.answer();
    }

    private List<Rung> holding(Ladder ladder, EntityUID step, String action, CedarMap context) {
        AuthorizationRequest request = new AuthorizationRequest(
                step, uid("Action", action), book, Optional.of(context), Optional.of(schema), true);
        try {
            AuthorizationResponse response = engine.isAuthorized(request, ladder.policies(), Set.of());
            AuthorizationSuccessResponse asked = response.success.orElseThrow(
                    () -> new IllegalStateException("Cedar refuses " + request + ": " + response.errors));
            if (!asked.getErrors().isEmpty()) {
                throw new IllegalStateException("Cedar cannot evaluate " + request + ": " + asked.getErrors());
            }
            return asked.getReason().stream()
                    .map(CedarOracle::position)
                    .sorted()
                    .map(ladder.rungs()::get)
                    .toList();
        } catch (AuthException fault) {
            throw new IllegalStateException("Cedar cannot answer " + request, fault);
        }
    }

    private Ladder ladder(String file) throws AuthException, CacheException, IOException {
        PolicySet policies = PolicySet.parsePolicies(text(file));
        ValidationResponse checked = engine.validate(new ValidationRequest(schema, policies));
        if (!checked.validationPassed()) {
            throw new IllegalStateException(file + " does not fit the schema: " + checked);
        }
        List<Rung> rungs = new ArrayList<>();
        List<Policy> inOrder = policies.policies.stream()
                .sorted(Comparator.comparingInt((Policy policy) -> position(policy.getID())))
                .toList();
        for (Policy policy : inOrder) {
            rungs.add(new Rung(file, position(policy.getID()), policy.getAnnotations()));
        }
        policies.cache();
        return new Ladder(policies, List.copyOf(rungs));
    }

    /** Cedar names the policies of a text {@code policy0}, {@code policy1} and so on, from the top. */
    private static int position(String policyId) {
        return Integer.parseInt(policyId.substring("policy".length()));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static EntityUID uid(String type, String id) {
        return EntityTypeName.parse(type).orElseThrow().of(id);
    }

    private static String text(String file) throws IOException {
        try (InputStream in = CedarOracle.class.getResourceAsStream("/cedar/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

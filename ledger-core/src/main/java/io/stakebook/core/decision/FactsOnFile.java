package io.stakebook.core.decision;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.facts.FactTime;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.OverrideState;
import io.stakebook.policy.facts.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts on file and when an officer stated them. What he put there ends by itself: a policy is asked with what is left of it at
 * the moment of the act, so no end is missed because nobody edited the file. A legal hold, and an approval without an end,
 * last until an officer takes them away.
 *
 * <p>Files from before ends were asked for are held to the same bounds, counted from when they were stated, which is the
 * latest they can rest on: an override without an end counts for {@link #LONGEST_OVERRIDE}, and a proof of residence without
 * a date as accepted then. Left as they were, they would be the only ones to hold for ever.
 *
 * @param statedAt when the facts came on file, UTC; for facts that are being stated, now
 */
public record FactsOnFile(DeclaredFacts stated, Instant statedAt) {

    /** An override is an exception for the time a case takes, not a standing permit; it can be stated anew. */
    public static final Duration LONGEST_OVERRIDE = Duration.ofDays(30);

    /** The facts a policy knows, as they were stated. */
    Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>(stated.byName());
        named.remove(DeclaredFacts.APPROVAL_UNTIL);
        named.remove(DeclaredFacts.OVERRIDE_UNTIL);
        return named;
    }

    /**
     * What is left of the facts at the moment of the act.
     *
     * @param read the facts of {@link #named} with the act and its evidence
     * @throws InvalidFacts when an end is no moment
     */
    Facts at(Facts read) {
        Facts.Builder left = read.toBuilder();
        if (read.residencyVerified() == Verification.YES
                && read.residencyVerifiedAt().isEmpty()
                && !statedAt.isAfter(read.asOf())) {
            left.residencyVerifiedAt(statedAt);
        }
        Optional<Instant> approvalEnd = approvalEnd();
        Optional<Instant> overrideEnd = overrideEnd();
        if (isOver(approvalEnd, read.asOf())) {
            left.approval(read.approval().ended());
        }
        if (read.override() == OverrideState.VALID && isOver(overrideEnd, read.asOf())) {
            left.override(OverrideState.EXPIRED);
        }
        return left.build();
    }

    /**
     * The next moment at which less is left of the facts than now, proofs aside, whose age the policy knows.
     *
     * @param left what {@link #at} gave
     */
    Optional<Instant> nextEnd(Facts left) {
        Optional<Instant> approval = left.approval().stands() ? approvalEnd() : Optional.empty();
        Optional<Instant> override = left.override() == OverrideState.VALID ? overrideEnd() : Optional.empty();
        return Stream.concat(approval.stream(), override.stream()).min(Instant::compareTo);
    }

    static boolean isOver(Optional<Instant> end, Instant now) {
        return end.filter(moment -> !moment.isAfter(now)).isPresent();
    }

    /** When the approval ends, as stated; an approval may be for ever. */
    Optional<Instant> approvalEnd() {
        return moment(DeclaredFacts.APPROVAL_UNTIL, stated.approvalUntil());
    }

    /** When the override ends as stated. */
    Optional<Instant> statedOverrideEnd() {
        return moment(DeclaredFacts.OVERRIDE_UNTIL, stated.overrideUntil());
    }

    Instant latestOverrideEnd() {
        return statedAt.plus(LONGEST_OVERRIDE);
    }

    private Optional<Instant> overrideEnd() {
        return Optional.of(statedOverrideEnd()
                .filter(end -> end.isBefore(latestOverrideEnd()))
                .orElse(latestOverrideEnd()));
    }

    private static Optional<Instant> moment(String name, @Nullable String textOrNull) {
        return Optional.ofNullable(textOrNull)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> FactTime.parse(name, text));
    }
}

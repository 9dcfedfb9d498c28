package io.stakebook.core.decision;

import io.stakebook.core.error.Rejected;
import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.OverrideState;
import io.stakebook.policy.facts.RegulatoryApproval;
import io.stakebook.policy.facts.Verification;
import io.stakebook.policy.facts.YesNo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an officer must say beside a fact so that it can end by itself. */
public final class FactBounds {

    private static final String PROOF_DATE = "residency_verified_at";

    private FactBounds() {}

    /**
     * Everything that is missing or too long in a statement. Asked again later, the same statement breaks no rule that it did not break
     * before, so a request sent again meets its first answer.
     *
     * @throws Rejected {@code FIELD_INVALID} when a fact cannot be read at all
     */
    public static List<Rejected> gaps(FactsOnFile stating) {
        Facts read = Gate.asStated(stating);
        List<InvalidFacts> gaps = new ArrayList<>();
        if (read.residencyVerified() == Verification.YES
                && read.residencyVerifiedAt().isEmpty()) {
            gaps.add(new InvalidFacts(
                    PROOF_DATE, "must say when the proof was accepted where residency_verified is yes", ""));
        }
        boolean approved = read.approval() != RegulatoryApproval.NONE && read.approval() != RegulatoryApproval.UNKNOWN;
        if (stating.approvalEnd().isPresent() && !approved) {
            gaps.add(new InvalidFacts(DeclaredFacts.APPROVAL_UNTIL, "must not stand without an approval", ""));
        }
        gapOfOverride(stating, read.override()).ifPresent(gaps::add);
        return gaps.stream().map(Gate::rejected).toList();
    }

    private static Optional<InvalidFacts> gapOfOverride(FactsOnFile stating, OverrideState override) {
        Optional<Instant> end = stating.statedOverrideEnd();
        Instant latest = stating.latestOverrideEnd();
        return switch (override) {
            case NONE, UNKNOWN -> end.map(moment -> override("must not stand without an override", ""));
            case EXPIRED -> Optional.empty();
            case VALID ->
                end.isEmpty()
                        ? Optional.of(override(
                                "must say when the override ends where override is valid, at the latest " + latest
                                        + " (" + FactsOnFile.LONGEST_OVERRIDE.toDays() + " days from now)",
                                ""))
                        : end.filter(moment -> moment.isAfter(latest))
                                .map(moment -> override(
                                        "must be at most " + FactsOnFile.LONGEST_OVERRIDE.toDays()
                                                + " days from now, at the latest " + latest,
                                        moment.toString()));
        };
    }

    private static InvalidFacts override(String rule, String value) {
        return new InvalidFacts(DeclaredFacts.OVERRIDE_UNTIL, rule, value);
    }

    /**
     * Refuses what {@link #gaps} finds, and facts that name an end which is over; an end that stands on file so already may stay,
     * for whoever changes something else sends it along. A legal hold ends by a word and never by leaving it out.
     *
     * @param before what was on file until now; empty when nothing was
     * @throws Rejected {@code FIELD_INVALID} naming the fact
     */
    public static void require(FactsOnFile stating, Optional<FactsOnFile> before) {
        gaps(stating).stream().findFirst().ifPresent(gap -> {
            throw gap;
        });
        Facts read = Gate.asStated(stating);
        boolean held = before.filter(onFile -> Gate.asStated(onFile).legalHold() == YesNo.YES)
                .isPresent();
        if (held && read.legalHold() == YesNo.UNKNOWN) {
            throw Gate.rejected(new InvalidFacts(
                    "legal_hold", "must be said while a hold stands on file: yes keeps it, no lifts it", ""));
        }
        if (read.approval().stands()) {
            requireAhead(
                    DeclaredFacts.APPROVAL_UNTIL,
                    stating,
                    stating.approvalEnd(),
                    before.flatMap(FactsOnFile::approvalEnd));
        }
        if (read.override() == OverrideState.VALID) {
            requireAhead(
                    DeclaredFacts.OVERRIDE_UNTIL,
                    stating,
                    stating.statedOverrideEnd(),
                    before.flatMap(FactsOnFile::statedOverrideEnd));
        }
    }

    private static void requireAhead(
            String name, FactsOnFile stating, Optional<Instant> end, Optional<Instant> onFile) {
        if (FactsOnFile.isOver(end, stating.statedAt()) && !end.equals(onFile)) {
            throw Gate.rejected(new InvalidFacts(
                    name,
                    "must be after now (" + stating.statedAt() + ")",
                    end.orElseThrow().toString()));
        }
    }
}

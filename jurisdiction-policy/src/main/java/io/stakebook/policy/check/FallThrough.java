package io.stakebook.policy.check;

import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Box;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Domains.Side;
import io.stakebook.policy.model.Domains.Status;
import io.stakebook.policy.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves that nobody with a tie is let through by default. New risk of a subject that is domestic, controlled or present, and
 * money over a rail inside, may be permitted only by a rule that speaks of such a tie: by the key it names, or because the law of
 * the time is silent on it. A permit that never asks is what an act falls through to when it is missing from a list.
 */
@SuppressWarnings("EnumOrdinal") // the masks of the rules are over ordinals
final class FallThrough {
    private static final List<Tie> STANDING = List.of(
            new Tie(Attribute.STATUS, Status.DOMESTIC, Status.NONE),
            new Tie(Attribute.STATUS, Status.CONTROLLED, Status.NONE),
            new Tie(Attribute.PRESENCE, Side.INSIDE, Side.OUTSIDE));
    private static final Tie RAIL = new Tie(Attribute.RAIL, Side.INSIDE, Side.OUTSIDE);

    private FallThrough() {}

    /** A tie and what an attribute says of somebody without it. */
    private record Tie(Attribute attribute, Enum<?> value, Enum<?> free) {
        /** Whether the alternative is for subjects with this tie, and for none without. */
        boolean isNamedBy(Box box) {
            return (box.mask(attribute) & (1L << free.ordinal())) == 0;
        }
    }

    /** The first case of this activity that falls through. */
    static Optional<PolicyFinding> find(String file, Space space) {
        List<Tie> ties = ties(space);
        for (int i = 0; i < space.size(); i++) {
            if (space.winnerAt(i) < 0) {
                continue;
            }
            Rule winner = space.rules().get(space.winnerAt(i));
            if (!winner.outcome().goesOn()) {
                continue;
            }
            for (Tie tie : ties) {
                Optional<Cell> tied = space.with(i, tie.attribute(), tie.value());
                if (tied.isPresent() && !speaksOfATie(winner, tied.get(), ties)) {
                    return Optional.of(new PolicyFinding(
                            file,
                            winner.id(),
                            space.describe(tied.get(), tie.attribute()),
                            "The act " + space.activity() + " with "
                                    + tied.get().describe(List.of(tie.attribute()))
                                    + " falls through to a permit that does not ask for such a tie."));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Tie> ties(Space space) {
        List<Tie> ties = new ArrayList<>();
        if (space.activity().group() == ActivityGroup.NEW_RISK) {
            ties.addAll(STANDING);
        }
        if (space.activity().usesFiatRail()) {
            ties.add(RAIL);
        }
        return ties;
    }

    private static boolean speaksOfATie(Rule rule, Cell cell, List<Tie> ties) {
        for (Box box : rule.boxes()) {
            if (box.matches(cell) && ties.stream().anyMatch(tie -> tie.isNamedBy(box))) {
                return true;
            }
        }
        return false;
    }
}

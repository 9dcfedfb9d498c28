package io.stakebook.policy.decision;

import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.Control;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Stage;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the region toggles over what the policies said. It can turn a permit or a review into a denial, never the other way, and
 * it returns every exit untouched.
 */
final class RegionGate {
    /** More than half the shares is control everywhere; a finer line is a matter for a policy of its own. */
    private static final int MAJORITY_PCT = 50;

    private final RegionStates regions;

    RegionGate(RegionStates regions) {
        this.regions = regions;
    }

    Verdict tighten(Verdict national) {
        Facts facts = national.facts();
        ActivityGroup group = facts.activity().group();
        if (regions.isEmpty() || group == ActivityGroup.EXIT || national.outcome() == Outcome.DENY) {
            return national;
        }
        RegionToggle status = byStatus(facts);
        RegionToggle presence = regions.inEffect(facts.ipCountry(), facts.asOf());
        RegionToggle place = regions.inEffect(facts.placeOfAct(), facts.asOf());
        if (group == ActivityGroup.ACCRUE) {
            // Where a session comes from says nothing about rewards on a position: only standing ties count.
            return status == null ? national : accrual(national, status);
        }
        RegionToggle strictest = stricter(stricter(status, presence), place);
        if (strictest == null || (strictest.state() == RegionState.NO_NEW && group != ActivityGroup.NEW_RISK)) {
            return national;
        }
        return denied(national, strictest, reason(strictest));
    }

    private Verdict accrual(Verdict national, RegionToggle toggle) {
        return switch (toggle.state()) {
            case ALLOW, NO_NEW -> national;
            case EXIT_ONLY -> windingDown(national, toggle);
            case STOP_REWARD -> denied(national, toggle, "REGION_STOP_REWARD");
        };
    }

    private static String reason(RegionToggle toggle) {
        return toggle.state() == RegionState.NO_NEW ? "REGION_NO_NEW" : "REGION_EXIT_ONLY";
    }

    private @Nullable RegionToggle byStatus(Facts facts) {
        Instant asOf = facts.asOf();
        RegionToggle strictest =
                stricter(regions.inEffect(facts.residency(), asOf), regions.inEffect(facts.entityDomicile(), asOf));
        boolean controls = facts.control() == Control.MAJORITY
                || facts.control() == Control.DE_FACTO
                || facts.controlPct().orElse(0) > MAJORITY_PCT;
        return controls ? stricter(strictest, regions.inEffect(facts.controllerDomicile(), asOf)) : strictest;
    }

    private static @Nullable RegionToggle stricter(@Nullable RegionToggle a, @Nullable RegionToggle b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.state().compareTo(a.state()) > 0 ? b : a;
    }

    private Verdict denied(Verdict national, RegionToggle toggle, String reason) {
        return changed(national, toggle, Outcome.DENY, reason, 451);
    }

    private Verdict windingDown(Verdict national, RegionToggle toggle) {
        return changed(national, toggle, Outcome.EXIT_ONLY, "REGION_EXIT_ONLY", 200);
    }

    private Verdict changed(Verdict national, RegionToggle toggle, Outcome outcome, String reason, int http) {
        EnumSet<Obligation> obligations = EnumSet.of(Obligation.EVIDENCE);
        obligations.addAll(national.obligations());
        if (outcome == Outcome.EXIT_ONLY) {
            obligations.add(Obligation.NO_COMPOUNDING);
        }
        return new Verdict(
                national.facts(),
                outcome,
                reason,
                stage(national.stage(), national.facts()),
                national.subjectClass(),
                national.signals(),
                "REGION:" + toggle.region().code(),
                national.matchedRules(),
                List.of(Citation.ofRegion(toggle.region().code(), toggle.basis())),
                obligations,
                national.policyId(),
                national.policyHash(),
                national.policySetHash(),
                national.regionVersion(),
                national.regionHash(),
                national.validUntil(),
                national.exitOptions(),
                http);
    }

    /** A visitor's session changes nothing on the account; only a standing tie moves its stage. */
    private Stage stage(Stage national, Facts facts) {
        RegionToggle standing = byStatus(facts);
        if (national != Stage.NONE || standing == null) {
            return national;
        }
        return standing.state() == RegionState.NO_NEW ? Stage.NO_NEW : Stage.EXIT_ONLY;
    }
}

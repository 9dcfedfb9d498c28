package io.stakebook.policy.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The house choices of a policy, in the open.
 *
 * @param forcedUnbonding from when accrual on existing positions inside ends, if the policy sets such a date
 * @param exitWindowEnd from when exits are claims handled by hand, if the policy sets such a date
 * @param controlMajorityPct a holding above this share, in per cent, is control
 * @param controlReviewPct a holding from this share up to the majority is reviewed
 * @param weakReview number of weak signals from which a verified subject is reviewed
 * @param ipHistoryDays number of days with an address inside, of the last 90, from which a subject is reviewed
 * @param poaFreshMonths months a proof of address stays fresh
 * @param presenceSeconds seconds a decision that rests on the place of a request may be reused
 * @param pegCurrencies currencies whose pegged tokens count as pegged inside
 * @param timeZones device zones that are a weak signal
 * @param languages device languages that are a weak signal
 * @param exemptDocTypes documents whose holders' nationality and issuer are no signal
 */
public record Parameters(
        Optional<Instant> forcedUnbonding,
        Optional<Instant> exitWindowEnd,
        int controlMajorityPct,
        int controlReviewPct,
        int weakReview,
        int ipHistoryDays,
        int poaFreshMonths,
        int presenceSeconds,
        Set<String> pegCurrencies,
        Set<String> timeZones,
        Set<String> languages,
        Set<String> exemptDocTypes) {
    public Parameters {
        pegCurrencies = Set.copyOf(pegCurrencies);
        timeZones = Set.copyOf(timeZones);
        languages = Set.copyOf(languages);
        exemptDocTypes = Set.copyOf(exemptDocTypes);
        if (controlReviewPct > controlMajorityPct) {
            throw new IllegalArgumentException("controlReviewPct " + controlReviewPct
                    + " must not be above controlMajorityPct " + controlMajorityPct + ".");
        }
    }
}

package io.stakebook.policy.model;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.AssetClass;
import io.stakebook.policy.facts.Control;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.IpFlag;
import io.stakebook.policy.facts.SubjectType;
import io.stakebook.policy.facts.YesNo;
import io.stakebook.policy.model.Domains.Flag;
import io.stakebook.policy.model.Domains.IpPlace;
import io.stakebook.policy.model.Domains.Phase;
import io.stakebook.policy.model.Domains.Proof;
import io.stakebook.policy.model.Domains.Side;
import io.stakebook.policy.model.Domains.Status;
import io.stakebook.policy.model.Domains.WeakBand;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Reduces facts to the classes that rules range over, for one perimeter and one set of parameters.
 *
 * <p>Status and presence are any-hit: one fact inside is enough and nothing outweighs it, because a false permit costs more than
 * a false denial and exits stay open either way. Weak signals are counted, since a count can be explained and proved where a
 * score drifts.
 */
final class Classifier {
    private final Perimeter perimeter;
    private final Parameters parameters;

    Classifier(Perimeter perimeter, Parameters parameters) {
        this.perimeter = perimeter;
        this.parameters = parameters;
    }

    Classified classify(Facts facts) {
        EnumSet<Signal> signals = signals(facts);
        boolean stated = facts.residency().isKnown() || facts.entityDomicile().isKnown();
        Optional<Instant> proofExpires = facts.residencyVerifiedAt().map(this::proofExpiry);
        Status status = status(facts);
        Side presence = presence(facts);
        IpPlace ip = ipPlace(facts);
        Proof proof = proof(facts, stated, proofExpires);
        Cell cell = Cell.blank()
                .set(Attribute.ACTIVITY, facts.activity())
                .set(Attribute.LEGAL_HOLD, flag(facts.legalHold() == YesNo.YES))
                .set(Attribute.STATUS, status)
                .set(Attribute.PRESENCE, presence)
                .set(Attribute.PLACE_OF_ACT, perimeter.side(facts.placeOfAct()))
                .set(Attribute.IP, ip)
                .set(Attribute.PROOF, proof)
                .set(Attribute.WEAK, weakBand(signals.size()))
                .set(Attribute.RESIDENCE_STATED, flag(stated))
                .set(Attribute.TAX, perimeter.side(facts.taxResidency()))
                .set(Attribute.IP_HISTORY, flag(facts.cnIpDays90().orElse(0) >= parameters.ipHistoryDays()))
                .set(Attribute.IP_LAST_24H, flag(facts.cnIpLast24h() == YesNo.YES))
                .set(Attribute.PHONE, perimeter.side(facts.phoneCountry()))
                .set(Attribute.RAIL, perimeter.side(facts.fiatRailCountry()))
                .set(Attribute.ASSET, asset(facts))
                .set(Attribute.PEG, peg(facts))
                .set(Attribute.UNDERLYING, perimeter.side(facts.rwaUnderlying()))
                .set(Attribute.APPROVAL, facts.approval())
                .set(Attribute.PHASE, phase(facts.asOf()))
                .set(Attribute.POSITION, facts.positionState())
                .set(Attribute.ACCOUNT, facts.accountState())
                .set(Attribute.SUBJECT, facts.subjectType());
        return new Classified(cell, subjectClass(cell), signals, proofExpires);
    }

    private Status status(Facts facts) {
        if (perimeter.contains(facts.residency()) || perimeter.contains(facts.entityDomicile())) {
            return Status.DOMESTIC;
        }
        if (!perimeter.contains(facts.controllerDomicile())) {
            return Status.NONE;
        }
        Control control =
                facts.controlPct().isPresent() ? controlOf(facts.controlPct().getAsInt()) : facts.control();
        return switch (control) {
            case MAJORITY, DE_FACTO -> Status.CONTROLLED;
            // A holder inside whose share nobody has established is reviewed, not waved through.
            case MINORITY, UNKNOWN -> Status.MINORITY;
            case NONE -> Status.NONE;
        };
    }

    private Control controlOf(int percent) {
        if (percent > parameters.controlMajorityPct()) {
            return Control.MAJORITY;
        }
        return percent >= parameters.controlReviewPct() ? Control.MINORITY : Control.NONE;
    }

    /** An address inside counts even when it is flagged: a mainland proxy exit is no reason to relax. */
    private Side presence(Facts facts) {
        if (perimeter.contains(facts.ipCountry()) || perimeter.contains(facts.placeOfAct())) {
            return Side.INSIDE;
        }
        return facts.ipCountry().isKnown() || facts.placeOfAct().isKnown() ? Side.OUTSIDE : Side.UNKNOWN;
    }

    private static IpPlace ipPlace(Facts facts) {
        IpFlag flag = facts.ipFlag();
        // API clients of firms live in hosting networks; for a person, hosting hides the place.
        if (flag == IpFlag.HOSTING && facts.subjectType() == SubjectType.ENTITY) {
            flag = IpFlag.NONE;
        }
        return switch (flag) {
            case TOR -> IpPlace.TOR;
            case UNRESOLVED -> IpPlace.UNRESOLVED;
            case VPN, PROXY, RESIDENTIAL_PROXY, HOSTING -> IpPlace.HIDDEN;
            case NONE, UNKNOWN -> facts.ipCountry().isKnown() ? IpPlace.CLEAN : IpPlace.UNRESOLVED;
        };
    }

    private static Proof proof(Facts facts, boolean stated, Optional<Instant> proofExpires) {
        if (!stated || facts.subjectType() == SubjectType.ANONYMOUS) {
            // Nothing can be proved of a residence that nobody states, nor of somebody without a name.
            return Proof.NONE;
        }
        return switch (facts.residencyVerified()) {
            case YES ->
                proofExpires.isPresent() && !facts.asOf().isBefore(proofExpires.get()) ? Proof.STALE : Proof.FRESH;
            case EXPIRED -> Proof.STALE;
            case NO, UNKNOWN -> Proof.NONE;
        };
    }

    private Instant proofExpiry(Instant verifiedAt) {
        return verifiedAt
                .atOffset(ZoneOffset.UTC)
                .plusMonths(parameters.poaFreshMonths())
                .toInstant();
    }

    private EnumSet<Signal> signals(Facts facts) {
        EnumSet<Signal> found = EnumSet.noneOf(Signal.class);
        boolean identity = perimeter.contains(facts.nationality()) || perimeter.contains(facts.docIssuer());
        // Hong Kong, Macau and Taiwan issue passports to their own residents only, whatever nationality these print.
        boolean exempt = parameters.exemptDocTypes().contains(facts.docType())
                || (facts.docType().equals("passport") && perimeter.exclude().contains(facts.docIssuer()));
        if (identity && !exempt) {
            found.add(Signal.IDENTITY);
        }
        if (perimeter.contains(facts.phoneCountry())) {
            found.add(Signal.PHONE);
        }
        if (perimeter.contains(facts.simIssuer())) {
            found.add(Signal.SIM);
        }
        if (parameters.timeZones().contains(facts.deviceTz())) {
            found.add(Signal.TIME_ZONE);
        }
        if (parameters.languages().contains(facts.deviceLang())) {
            found.add(Signal.LANGUAGE);
        }
        if (perimeter.contains(facts.fiatRailCountry())) {
            found.add(Signal.FIAT_RAIL);
        }
        return found;
    }

    private WeakBand weakBand(int count) {
        if (count == 0) {
            return WeakBand.NONE;
        }
        return count >= parameters.weakReview() ? WeakBand.MANY : WeakBand.SOME;
    }

    /**
     * The class as given; the act and the assets behind the token name it where it is missing. A class that contradicts an act with
     * tokenised assets stays as given: the rules shut such an act as one and as the other, and no key opens both.
     */
    private static AssetClass asset(Facts facts) {
        if (facts.assetClass() != AssetClass.UNKNOWN) {
            return facts.assetClass();
        }
        if (facts.activity() == Activity.TRADE_RWA || facts.activity() == Activity.ISSUE_RWA) {
            return AssetClass.RWA_TOKEN;
        }
        if (facts.rwaUnderlying().isKnown()) {
            return AssetClass.RWA_TOKEN;
        }
        return facts.activity() == Activity.ISSUE_STABLECOIN ? AssetClass.STABLECOIN : AssetClass.UNKNOWN;
    }

    private Side peg(Facts facts) {
        if (facts.assetPeg().isEmpty()) {
            return Side.UNKNOWN;
        }
        return parameters.pegCurrencies().contains(facts.assetPeg()) ? Side.INSIDE : Side.OUTSIDE;
    }

    private Phase phase(Instant asOf) {
        if (passed(parameters.exitWindowEnd(), asOf)) {
            return Phase.CLAIM_ONLY;
        }
        return passed(parameters.forcedUnbonding(), asOf) ? Phase.FORCED_UNBOND : Phase.OPEN;
    }

    private static boolean passed(Optional<Instant> boundary, Instant asOf) {
        return boundary.isPresent() && !asOf.isBefore(boundary.get());
    }

    private static SubjectClass subjectClass(Cell cell) {
        if (cell.is(Attribute.STATUS, Status.DOMESTIC)) {
            return SubjectClass.DOMESTIC;
        }
        if (cell.is(Attribute.STATUS, Status.CONTROLLED)) {
            return SubjectClass.CONTROLLED;
        }
        if (cell.is(Attribute.PRESENCE, Side.INSIDE)) {
            return SubjectClass.PRESENT;
        }
        boolean signalled = !cell.is(Attribute.WEAK, WeakBand.NONE)
                || cell.is(Attribute.TAX, Side.INSIDE)
                || cell.is(Attribute.IP_HISTORY, Flag.YES)
                || cell.is(Attribute.IP_LAST_24H, Flag.YES)
                || cell.is(Attribute.STATUS, Status.MINORITY);
        if (signalled) {
            return SubjectClass.SIGNALLED;
        }
        if (!cell.is(Attribute.IP, IpPlace.CLEAN)) {
            return SubjectClass.HIDDEN;
        }
        return cell.is(Attribute.PROOF, Proof.NONE) ? SubjectClass.UNKNOWN : SubjectClass.CLEAR;
    }

    private static Flag flag(boolean value) {
        return value ? Flag.YES : Flag.NO;
    }
}

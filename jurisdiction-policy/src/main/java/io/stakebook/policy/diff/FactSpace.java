package io.stakebook.policy.diff;

import io.stakebook.policy.facts.AccountState;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.AssetClass;
import io.stakebook.policy.facts.Control;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.IpFlag;
import io.stakebook.policy.facts.PositionState;
import io.stakebook.policy.facts.RegulatoryApproval;
import io.stakebook.policy.facts.SubjectType;
import io.stakebook.policy.facts.Verification;
import io.stakebook.policy.facts.YesNo;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Classified;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.region.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every set of facts at one instant that some of the policies can tell apart, as groups of facts that vary freely beside each
 * other. Each attribute of a cell follows from one group, so that cells of different policies can be put together group by group.
 */
final class FactSpace {
    /** Facts that decide attributes together. The network of firms is left out: whatever it can mean, another flag means too. */
    enum Group {
        STANDING(Attribute.STATUS, Attribute.RESIDENCE_STATED, Attribute.PROOF, Attribute.SUBJECT),
        PLACE(Attribute.PRESENCE, Attribute.PLACE_OF_ACT, Attribute.IP),
        SIGNS(Attribute.WEAK, Attribute.PHONE, Attribute.RAIL),
        HOLD(Attribute.LEGAL_HOLD),
        TAX(Attribute.TAX),
        HISTORY(Attribute.IP_HISTORY),
        LAST_24H(Attribute.IP_LAST_24H),
        ASSET(Attribute.ASSET, Attribute.UNDERLYING),
        PEG(Attribute.PEG),
        APPROVAL(Attribute.APPROVAL),
        POSITION(Attribute.POSITION),
        ACCOUNT(Attribute.ACCOUNT);

        @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
        private final Set<Attribute> attributes;

        Group(Attribute... attributes) {
            this.attributes = Set.of(attributes);
        }

        Set<Attribute> attributes() {
            return attributes;
        }
    }

    /**
     * A piece of facts and the cell that it falls on under each policy, of which only the group's attributes mean anything.
     *
     * @param cells in the order of the policies
     */
    record Sample(Piece piece, List<Cell> cells) {}

    private final List<Policy> policies;
    private final Instant at;
    private final Extremes extremes;
    private final Map<Group, List<Sample>> samples = new EnumMap<>(Group.class);

    FactSpace(List<Policy> policies, Instant at) {
        this.policies = policies;
        this.at = at;
        this.extremes = new Extremes(policies);
        for (Group group : Group.values()) {
            if (group != Group.ASSET) {
                samples.put(group, distinct(group, Activity.STAKE, pieces(group)));
            }
        }
    }

    /** The samples of each group; the class of the asset is the one thing that also depends on the act. */
    Map<Group, List<Sample>> samples(Activity activity) {
        Map<Group, List<Sample>> all = new EnumMap<>(samples);
        all.put(Group.ASSET, distinct(Group.ASSET, activity, pieces(Group.ASSET)));
        return all;
    }

    /** Facts with nothing remarkable about them. */
    Facts.Builder plain(Activity activity) {
        Facts.Builder facts = Facts.of(activity, at);
        for (List<Sample> group : samples.values()) {
            facts = group.get(0).piece().apply(facts);
        }
        return pieces(Group.ASSET).get(0).apply(facts);
    }

    /** The cells of the plain facts, for what follows from the act and the date alone. */
    List<Cell> plainCells(Activity activity) {
        Facts facts = plain(activity).build();
        return policies.stream().map(policy -> policy.classify(facts).cell()).toList();
    }

    private List<Sample> distinct(Group group, Activity activity, List<Piece> pieces) {
        Map<List<Object>, Sample> kinds = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            Facts facts = piece.apply(Facts.of(activity, at)).build();
            List<Object> kind = new ArrayList<>();
            List<Cell> cells = new ArrayList<>();
            for (Policy policy : policies) {
                Classified classified = policy.classify(facts);
                cells.add(classified.cell());
                for (Attribute attribute : group.attributes()) {
                    kind.add(classified.cell().get(attribute));
                }
                kind.add(classified.subjectClass());
                kind.add(classified.signals());
            }
            kinds.putIfAbsent(kind, new Sample(piece, cells));
        }
        return List.copyOf(kinds.values());
    }

    private List<Piece> pieces(Group group) {
        List<Region> places = extremes.places();
        return switch (group) {
            case STANDING -> standing(places);
            case PLACE ->
                Piece.product(
                        Piece.product(
                                Piece.each(places, Facts.Builder::ipCountry),
                                Piece.each(
                                        List.of(IpFlag.NONE, IpFlag.VPN, IpFlag.UNRESOLVED, IpFlag.TOR),
                                        Facts.Builder::ipFlag)),
                        Piece.each(unknownFirst(places), Facts.Builder::placeOfAct));
            case SIGNS -> signs(unknownFirst(places));
            case HOLD -> Piece.each(List.of(YesNo.UNKNOWN, YesNo.YES), Facts.Builder::legalHold);
            case TAX -> Piece.each(unknownFirst(places), Facts.Builder::taxResidency);
            case HISTORY -> {
                List<Piece> days = new ArrayList<>(List.of(facts -> facts));
                days.addAll(Piece.each(extremes.ipDays(), Facts.Builder::cnIpDays90));
                yield days;
            }
            case LAST_24H -> Piece.each(List.of(YesNo.UNKNOWN, YesNo.YES), Facts.Builder::cnIpLast24h);
            case ASSET ->
                Piece.product(
                        Piece.each(List.of(AssetClass.values()), Facts.Builder::assetClass),
                        Piece.each(unknownFirst(places), Facts.Builder::rwaUnderlying));
            case PEG -> Piece.each(extremes.pegs(), Facts.Builder::assetPeg);
            case APPROVAL -> Piece.each(lastFirst(RegulatoryApproval.values()), Facts.Builder::approval);
            case POSITION -> Piece.each(lastFirst(PositionState.values()), Facts.Builder::positionState);
            case ACCOUNT -> Piece.each(lastFirst(AccountState.values()), Facts.Builder::accountState);
        };
    }

    private List<Piece> standing(List<Region> places) {
        List<Piece> subjects = Piece.each(
                List.of(SubjectType.INDIVIDUAL, SubjectType.ENTITY, SubjectType.ANONYMOUS, SubjectType.UNKNOWN),
                Facts.Builder::subjectType);
        List<Piece> proofs = new ArrayList<>(Piece.each(
                List.of(Verification.YES, Verification.NO, Verification.EXPIRED), Facts.Builder::residencyVerified));
        for (Instant taken : extremes.proofsTaken(at)) {
            proofs.add(facts -> facts.residencyVerified(Verification.YES).residencyVerifiedAt(taken));
        }
        List<Piece> control = new ArrayList<>(Piece.each(
                List.of(Control.UNKNOWN, Control.NONE, Control.MAJORITY, Control.DE_FACTO, Control.MINORITY),
                Facts.Builder::control));
        control.addAll(Piece.each(extremes.shares(), Facts.Builder::controlPct));
        List<Piece> controllers =
                Piece.product(Piece.each(unknownFirst(places), Facts.Builder::controllerDomicile), control);
        List<Piece> homes = Piece.product(
                Piece.each(places, Facts.Builder::residency),
                Piece.each(unknownFirst(places), Facts.Builder::entityDomicile));
        return Piece.product(Piece.product(subjects, homes), Piece.product(proofs, controllers));
    }

    private List<Piece> signs(List<Region> places) {
        List<Piece> identity = Piece.product(
                Piece.product(
                        Piece.each(places, Facts.Builder::nationality), Piece.each(places, Facts.Builder::docIssuer)),
                Piece.each(extremes.docTypes(), Facts.Builder::docType));
        List<Piece> identities = distinct(Group.SIGNS, Activity.STAKE, identity).stream()
                .map(Sample::piece)
                .toList();
        List<Piece> devices = Piece.product(
                Piece.each(extremes.timeZones(), Facts.Builder::deviceTz),
                Piece.each(extremes.languages(), Facts.Builder::deviceLang));
        List<Piece> phones = Piece.product(
                Piece.each(places, Facts.Builder::phoneCountry), Piece.each(places, Facts.Builder::simIssuer));
        return Piece.product(
                Piece.product(identities, Piece.each(places, Facts.Builder::fiatRailCountry)),
                Piece.product(phones, devices));
    }

    /** The last value of an enumeration is that nothing is known, which makes the plainest facts. */
    private static <E> List<E> lastFirst(E[] values) {
        List<E> list = new ArrayList<>(List.of(values));
        Collections.rotate(list, 1);
        return list;
    }

    private static List<Region> unknownFirst(List<Region> places) {
        List<Region> sorted = new ArrayList<>(List.of(Region.UNKNOWN));
        places.stream().filter(Region::isKnown).forEach(sorted::add);
        return sorted;
    }
}

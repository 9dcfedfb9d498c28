package io.stakebook.core.regions;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.page.Limit;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.PositionState;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts who would meet another answer under proposed region states, by asking the engine that will decide. Each customer
 * asks for a new subscription from a clean address where he lives or, a company, is registered; and the platform for the rewards of
 * his positions, as it does at night.
 */
public final class ImpactCalculator {

    /** The question is never kept, so its identifier is of no consequence. */
    private static final DecisionId PROBE = new DecisionId(new UUID(0, 0));

    private final Population population;
    private final PolicySet policies;

    /** @param policies those that decide, before the change as after it */
    public ImpactCalculator(Population population, PolicySet policies) {
        this.population = population;
        this.policies = policies;
    }

    /**
     * Whom a change touches: as it was counted when the change was proposed. A tightening at once is counted now, between what
     * stands again when it lapses and what stands until then.
     */
    public ImpactPreview impact(PolicyChange change) {
        ChangeRequest request = change.request();
        return request.preview()
                .orElseGet(() -> preview(
                        request.proposed().without(request.id()),
                        request.proposed(),
                        request.effectiveAt().orElse(change.proposedAt())));
    }

    /** When a change is looked at: once it is in force, and now where that is the case already. */
    public static Instant instant(RegionToggle toggle, Instant now) {
        return toggle.effectiveFrom().isAfter(now) ? toggle.effectiveFrom() : now;
    }

    /**
     * Looks at every customer of the book, so it takes as long as that takes.
     *
     * @param active the states now in force
     * @param proposed see {@link ProposeRegionChange#content}
     * @param at the instant every customer is asked about
     */
    public ImpactPreview preview(RegionStates active, RegionStates proposed, Instant at) {
        ActivePolicy before = new ActivePolicy(new PolicyEngine(policies, active));
        ActivePolicy after = new ActivePolicy(new PolicyEngine(policies, proposed));
        Map<String, Tally> cells = new TreeMap<>();
        Optional<CustomerId> last = Optional.empty();
        List<Population.Holder> page;
        do {
            page = population.page(last, Limit.LARGEST);
            for (Population.Holder holder : page) {
                Region region = region(holder.customer());
                Answers was = answers(before, holder.customer(), region, at);
                Answers is = answers(after, holder.customer(), region, at);
                cells.computeIfAbsent(region.code() + "|" + was + "|" + is, key -> new Tally(region, was, is))
                        .add(holder);
                last = Optional.of(holder.customer().id());
            }
        } while (page.size() == Limit.MAX);
        List<ImpactPreview.Cell> counted = new ArrayList<>();
        cells.values().forEach(tally -> counted.add(tally.cell()));
        return new ImpactPreview(proposed.hash(), at, "", counted);
    }

    private static Region region(Customer customer) {
        Region residency = parsed(customer.facts().residency());
        return residency.isKnown() ? residency : parsed(customer.facts().entityDomicile());
    }

    private static Region parsed(@Nullable String textOrNull) {
        return textOrNull == null ? Region.UNKNOWN : Region.parse(textOrNull);
    }

    /** What a customer is told, outcome and reason, and what becomes of his rewards. */
    private record Answers(String subscription, String rewards) {}

    private static Answers answers(ActivePolicy policy, Customer customer, Region home, Instant at) {
        RequestEvidence fromHome = home.isKnown()
                ? RequestEvidence.ofConnection(home.country().code(), "none", "")
                : RequestEvidence.none();
        Question subscribing =
                Question.of(PROBE, customer.id(), customer.onFile(), fromHome, Activity.SUBSCRIBE, null, at);
        Question earning = Question.of(
                        PROBE,
                        customer.id(),
                        customer.onFile(),
                        RequestEvidence.none(),
                        Activity.REWARD_ACCRUE,
                        null,
                        at)
                .about(PositionState.ACTIVE);
        return new Answers(answer(policy, subscribing), answer(policy, earning));
    }

    private static String answer(ActivePolicy policy, Question question) {
        DecisionRecord decision = Gate.ask(policy, question).decision();
        return decision.outcome() + " " + decision.reason();
    }

    /** One cell being counted. */
    private static final class Tally {

        private final Region region;
        private final Answers before;
        private final Answers after;
        private final Map<String, BigInteger> units = new HashMap<>();
        private long accounts;
        private long positions;

        Tally(Region region, Answers before, Answers after) {
            this.region = region;
            this.before = before;
            this.after = after;
        }

        void add(Population.Holder holder) {
            accounts++;
            positions += holder.positions();
            holder.units().forEach((asset, held) -> units.merge(asset, held, BigInteger::add));
        }

        ImpactPreview.Cell cell() {
            return new ImpactPreview.Cell(
                    region,
                    before.subscription(),
                    after.subscription(),
                    before.rewards(),
                    after.rewards(),
                    accounts,
                    positions,
                    units);
        }
    }
}

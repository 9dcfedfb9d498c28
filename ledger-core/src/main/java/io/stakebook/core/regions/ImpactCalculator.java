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
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionStates;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts who would meet another answer under proposed region states, by asking the engine that will decide. Each customer
 * is asked for a new subscription, without the evidence of a session.
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
                String was = answer(before, holder.customer(), at);
                String is = answer(after, holder.customer(), at);
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
        String residency = customer.facts().residency();
        return residency == null ? Region.UNKNOWN : Region.parse(residency);
    }

    private static String answer(ActivePolicy policy, Customer customer, Instant at) {
        DecisionRecord decision = Gate.ask(
                        policy,
                        Question.of(
                                PROBE,
                                customer.id(),
                                customer.facts(),
                                RequestEvidence.none(),
                                Activity.SUBSCRIBE,
                                null,
                                at))
                .decision();
        return decision.outcome() + " " + decision.reason();
    }

    /** One cell being counted. */
    private static final class Tally {

        private final Region region;
        private final String before;
        private final String after;
        private final Map<String, BigInteger> units = new HashMap<>();
        private long accounts;
        private long positions;

        Tally(Region region, String before, String after) {
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
            return new ImpactPreview.Cell(region, before, after, accounts, positions, units);
        }
    }
}

package io.stakebook.persistence.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.regions.ApproveRegionChange;
import io.stakebook.core.regions.ImpactCalculator;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.regions.ProposeRegionChange;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionsTest {

    @Test
    void approvedChange_actsOnEveryNodesNextBatch_andIsReadBackAsItWas() {
        try (LiveBook here = new LiveBook();
                LiveBook there = new LiveBook(here.database())) {
            CustomerId customer = here.customer("SG");
            here.deposit(customer, TestBook.ETH, BigInteger.valueOf(1_000));
            var product = here.product(
                    "eth-saver", TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));
            here.subscribe(customer, product, BigInteger.TEN);
            JdbcRegions regions = new JdbcRegions(here.snapshot());
            RegionToggle toggle =
                    new RegionToggle(Region.parse("SG"), RegionState.NO_NEW, "order 7 of the regulator", Instant.EPOCH);
            RegionStates proposed = ProposeRegionChange.content(RegionStates.empty(), toggle, LiveBook.START);
            ImpactPreview preview = new ImpactCalculator(regions, PolicySet.shipped())
                    .preview(RegionStates.empty(), proposed, LiveBook.START);
            ChangeId id = new ChangeId(here.ids().next());

            PolicyChange asked =
                    here.run(new ProposeRegionChange(id, "ada", toggle, "a new order", 0, LiveBook.START, preview));
            assertThat(preview.accountsChanged()).isEqualTo(1);
            assertThat(regions.find(id).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(asked);
            assertThat(regions.current()).isEqualTo(RegionBook.EMPTY);

            PolicyChange done = here.run(new ApproveRegionChange(
                    id, "ben", asked.request().proposed().hash(), "as ordered", Set.of()));
            DecisionRecord refusal =
                    Objects.requireNonNull(there.ask(there.subscription(customer, product, BigInteger.TEN))
                            .refusal());

            assertThat(done.request().state()).isEqualTo(ChangeState.ACTIVE);
            assertThat(regions.find(id).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(done);
            assertThat(regions.list(ChangeState.ACTIVE, LiveBook.START, Optional.empty(), Limit.DEFAULT)
                            .items())
                    .extracting(PolicyChange::id)
                    .containsExactly(id);
            assertThat(regions.current().states().hash())
                    .isEqualTo(done.request().activated().hash());
            assertThat(regions.current().states().toggles())
                    .as("in force from the approval on")
                    .extracting(RegionToggle::effectiveFrom)
                    .containsExactly(done.changedAt());
            assertThat(regions.at(1).orElseThrow().states().hash())
                    .isEqualTo(regions.current().states().hash());
            assertThat(regions.at(0)).contains(RegionBook.EMPTY);
            assertThat(regions.at(2)).isEmpty();
            assertThat(refusal.regionsVersion()).isEqualTo(1);

            Instant ahead = here.node().clock().instant().plusSeconds(60);
            RegionToggle opening = new RegionToggle(Region.parse("SG"), RegionState.ALLOW, "the ban ends", ahead);
            Instant today = here.node().clock().instant();
            RegionStates then = ProposeRegionChange.content(regions.current().states(), opening, today);
            PolicyChange late = here.run(new ProposeRegionChange(
                    new ChangeId(here.ids().next()),
                    "ada",
                    opening,
                    "as announced",
                    1,
                    today,
                    new ImpactCalculator(regions, PolicySet.shipped())
                            .preview(regions.current().states(), then, ahead)));
            for (String officer : List.of("ben", "cid")) {
                here.run(new ApproveRegionChange(
                        late.id(), officer, then.hash(), regions.current().standing()));
            }
            assertThat(regions.find(late.id())
                            .orElseThrow()
                            .request()
                            .activated()
                            .hash())
                    .isEqualTo(regions.current().states().hash());
            assertThat(there.ask(there.subscription(customer, product, BigInteger.TEN))
                            .refusal())
                    .isNotNull();
            assertThat(regions.list(ChangeState.SCHEDULED, today, Optional.empty(), Limit.DEFAULT)
                            .items())
                    .extracting(PolicyChange::id)
                    .containsExactly(late.id());
            here.moveTo(ahead);
            assertThat(there.ask(there.subscription(customer, product, BigInteger.TEN))
                            .refusal())
                    .isNull();
            assertThat(regions.list(ChangeState.ACTIVE, ahead, Optional.empty(), Limit.DEFAULT)
                            .items())
                    .extracting(PolicyChange::id)
                    .containsExactly(late.id());
            here.awaitSequenced();
            here.assertClean();
        }
    }
}

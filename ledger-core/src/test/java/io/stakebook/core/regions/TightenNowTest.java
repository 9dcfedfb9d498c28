package io.stakebook.core.regions;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One officer tightens at once; a second one makes it last, or it falls away by itself. */
class TightenNowTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final World world = new World();
    private final CustomerId customer = world.customerWith(ETH, 1_000);
    private final ProductId product = world.product("eth-flexible", ETH, flexible("0.03"));
    private final ImpactCalculator impact = new ImpactCalculator(
            (after, limit) -> after.isPresent()
                    ? List.of()
                    : world.book.all(Customer.class).stream()
                            .map(one -> new Population.Holder(one, 0, Map.of()))
                            .toList(),
            PolicySet.shipped());

    private RegionBook law() {
        return world.book.find(RegionBook.class, RegionBook.ID).orElse(RegionBook.EMPTY);
    }

    private RegionToggle toggle(String region, RegionState state) {
        return new RegionToggle(new Region(region), state, "order 7", world.book.now());
    }

    private ImpactPreview preview(RegionStates content) {
        return impact.preview(law().states(), content, world.book.now());
    }

    private TightenRegionNow atOnce(String officer, String region, RegionState state, Duration stands) {
        ChangeId id = new ChangeId(world.ids.next());
        RegionToggle toggle = toggle(region, state);
        return new TightenRegionNow(
                id,
                officer,
                toggle,
                stands,
                "the regulator called",
                law().states().version(),
                law().standing());
    }

    private PolicyChange tighten(String officer, String region, RegionState state, Duration stands) {
        return world.book.run(atOnce(officer, region, state, stands));
    }

    private RatifyRegionChange ratification(PolicyChange change, String approver) {
        return new RatifyRegionChange(
                change.id(), approver, change.request().proposed().hash(), "", law().standing());
    }

    private PolicyChange propose(String region, RegionState state) {
        RegionToggle toggle = toggle(region, state);
        return world.book.run(new ProposeRegionChange(
                new ChangeId(world.ids.next()),
                "ann",
                toggle,
                "a letter",
                law().states().version(),
                world.book.now(),
                preview(ProposeRegionChange.content(law().states(), toggle, world.book.now()))));
    }

    private ApproveRegionChange approval(PolicyChange change, String approver) {
        return new ApproveRegionChange(
                change.id(), approver, change.request().proposed().hash(), law().standing());
    }

    private PolicyChange kept(PolicyChange change) {
        return world.book.find(PolicyChange.class, change.id().toString()).orElseThrow();
    }

    private ChangeState state(PolicyChange change) {
        return kept(change).request().state();
    }

    private void wait(Duration duration) {
        world.book.moveTo(world.book.now().plus(duration));
    }

    private boolean subscribes() {
        world.book.obey(PolicyEngine.shipped().with(law().states()));
        return world.book.plan(world.subscription(customer, product, units(1))) instanceof Plan.Accepted;
    }

    private List<Notice> told() {
        return world.book.notices().stream()
                .filter(notice -> notice.type().equals(RegionNotices.TYPE))
                .toList();
    }

    private @Nullable Object lastTold(String member) {
        return told().get(told().size() - 1).data().get(member);
    }

    private void requireRefused(Command<?> command, ErrorCode code) {
        List<Object> before = world.book.state();
        assertThat(world.book.turnedDown(command).code()).isEqualTo(code);
        assertThat(world.book.state()).isEqualTo(before);
    }

    private int sweep() {
        return new LapseSweep(world.book, new Written(world), Clock.fixed(world.book.now(), ZoneOffset.UTC)).sweep();
    }

    /** The changes of a book in memory. */
    private record Written(World world) implements PolicyChanges {

        @Override
        public Optional<PolicyChange> find(ChangeId id) {
            return world.book.find(PolicyChange.class, id.toString());
        }

        @Override
        public Page<PolicyChange, ChangeId> list(
                @Nullable ChangeState stateOrNull, Instant asOf, Optional<ChangeId> before, Limit limit) {
            throw new UnsupportedOperationException("the sweep reads what lapsed");
        }

        @Override
        public List<ChangeId> lapsed(Instant asOf, int atMost) {
            return world.book.all(PolicyChange.class).stream()
                    .filter(change -> change.request().expired(asOf))
                    .map(PolicyChange::id)
                    .limit(atMost)
                    .toList();
        }
    }

    @Test
    void a_tightening_is_law_at_once_and_told_with_its_end_and_its_only_author() {
        assertThat(subscribes()).isTrue();

        PolicyChange active = tighten("ann", "SG", RegionState.NO_NEW, DAY);

        assertThat(active.request().state()).isEqualTo(ChangeState.ACTIVE);
        assertThat(active.request().expiresAt()).contains(world.book.now().plus(DAY));
        assertThat(active.request().preview())
                .as("nothing is counted before it stands")
                .isEmpty();
        assertThat(impact.impact(active).accountsChanged()).isEqualTo(1);
        assertThat(law().states().version()).isEqualTo(1);
        assertThat(subscribes()).isFalse();
        assertThat(told())
                .singleElement()
                .satisfies(notice -> assertThat(notice.data())
                        .containsEntry("step", "tightened_now")
                        .containsEntry("authors", List.of("ann"))
                        .containsEntry("approvers", List.of())
                        .containsEntry("expires_at", world.book.now().plus(DAY).toString())
                        .containsEntry("content_hash", law().states().hash()));
    }

    @Test
    void unratified_it_falls_away_to_the_instant_without_any_job_and_a_job_tells_of_it_once() {
        PolicyChange active = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        wait(DAY.minusNanos(1_000));
        assertThat(subscribes()).isFalse();
        assertThat(sweep()).isZero();
        wait(Duration.ofNanos(1_000));

        assertThat(subscribes()).isTrue();
        assertThat(state(active)).isEqualTo(ChangeState.ACTIVE);
        assertThat(kept(active).request().stateAt(world.book.now(), 1)).isEqualTo(ChangeState.EXPIRED);
        requireRefused(ratification(active, "bob"), ErrorCode.CHANGE_EXPIRED);

        assertThat(sweep()).isEqualTo(1);
        assertThat(state(active)).isEqualTo(ChangeState.EXPIRED);
        assertThat(lastTold("step")).isEqualTo("lapsed");
        assertThat(lastTold("regions")).asString().contains("region=SG", "state=ALLOW");
        requireRefused(ratification(active, "bob"), ErrorCode.CHANGE_EXPIRED);
        world.book.run(new LapseRegionChange(active.id()));
        assertThat(sweep()).isZero();
        assertThat(told()).hasSize(2);
    }

    @Test
    void a_lapse_tells_what_stands_again() {
        world.book.run(approval(propose("SG", RegionState.NO_NEW), "bob"));
        tighten("ann", "SG", RegionState.STOP_REWARD, DAY);
        wait(DAY);
        sweep();
        assertThat(lastTold("regions")).asString().contains("region=SG", "state=NO_NEW", "basis=order 7");
        assertThat(lastTold("version")).isEqualTo(law().states().version());
    }

    @Test
    void before_its_end_it_is_not_written_down_as_lapsed() {
        PolicyChange active = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        requireRefused(new LapseRegionChange(active.id()), ErrorCode.STALE);
    }

    @Test
    void ratified_it_stays_and_the_ratification_is_told() {
        PolicyChange active = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        requireRefused(ratification(active, "ann"), ErrorCode.SELF_APPROVAL);
        requireRefused(
                new RatifyRegionChange(active.id(), "bob", "0".repeat(64), "", law().standing()), ErrorCode.STALE);

        PolicyChange ratified = world.book.run(ratification(active, "bob"));

        assertThat(ratified.request().expiresAt()).isEmpty();
        assertThat(law().states().version()).isEqualTo(2);
        assertThat(lastTold("step")).isEqualTo("ratified");
        assertThat(lastTold("approvers")).isEqualTo(List.of("bob"));
        requireRefused(ratification(active, "cid"), ErrorCode.STATE_CONFLICT);
        wait(DAY.multipliedBy(30));
        assertThat(sweep()).isZero();
        assertThat(subscribes()).isFalse();
    }

    @Test
    void it_waits_on_while_other_regions_change_and_is_ratified_into_what_they_made() {
        PolicyChange waiting = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        PolicyChange first = propose("HK", RegionState.NO_NEW);
        world.book.run(approval(first, "bob"));
        assertThat(state(waiting)).isEqualTo(ChangeState.ACTIVE);
        PolicyChange alone = tighten("cid", "MO", RegionState.NO_NEW, DAY);
        assertThat(state(first)).isEqualTo(ChangeState.SUPERSEDED);
        assertThat(state(waiting)).isEqualTo(ChangeState.ACTIVE);

        world.book.run(ratification(waiting, "bob"));

        assertThat(law().activeChangeOrNull()).isEqualTo(waiting.id());
        assertThat(state(alone)).isEqualTo(ChangeState.ACTIVE);
        assertThat(law().states().version()).isEqualTo(4);
        wait(DAY);
        assertThat(law().states().standing(world.book.now()))
                .extracting(toggle -> toggle.region().code())
                .containsExactly("HK", "SG");
        world.book.run(approval(propose("DE", RegionState.NO_NEW), "bob"));
        assertThat(state(waiting)).isEqualTo(ChangeState.SUPERSEDED);
        sweep();
        assertThat(state(alone)).isEqualTo(ChangeState.EXPIRED);
    }

    @Test
    void an_approved_change_of_the_same_region_takes_its_place() {
        PolicyChange waiting = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        PolicyChange lasting = propose("SG", RegionState.NO_NEW);
        assertThat(lasting.request().direction().approvalsNeeded()).isEqualTo(1);

        world.book.run(approval(lasting, "bob"));

        assertThat(state(waiting)).isEqualTo(ChangeState.SUPERSEDED);
        requireRefused(ratification(waiting, "bob"), ErrorCode.STATE_CONFLICT);
        wait(DAY);
        assertThat(sweep()).isZero();
        assertThat(subscribes()).isFalse();
    }

    @Test
    void ending_it_early_takes_the_two_officers_of_a_loosening() {
        PolicyChange waiting = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        requireRefused(new WithdrawRegionChange(waiting.id(), "ann", "a mistake"), ErrorCode.STATE_CONFLICT);
        PolicyChange early = propose("SG", RegionState.ALLOW);
        assertThat(early.request().direction().approvalsNeeded()).isEqualTo(2);
        world.book.run(approval(early, "bob"));
        assertThat(subscribes()).isFalse();
        world.book.run(approval(early, "cid"));
        assertThat(subscribes()).isTrue();
        assertThat(state(waiting)).isEqualTo(ChangeState.SUPERSEDED);
    }

    @Test
    void replaced_after_its_end_it_is_expired_and_not_superseded() {
        PolicyChange lapsed = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        wait(DAY);
        world.book.run(approval(propose("SG", RegionState.EXIT_ONLY), "bob"));

        assertThat(state(lapsed)).isEqualTo(ChangeState.EXPIRED);
        assertThat(told())
                .extracting(notice -> notice.data().getOrDefault("step", ""))
                .containsExactly("tightened_now", "lapsed", "");
        assertThat(sweep()).isZero();
    }

    @Test
    void tightened_further_it_keeps_the_end_of_the_first_and_what_it_falls_back_to() {
        PolicyChange first = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        wait(Duration.ofHours(20));

        PolicyChange second = tighten("bob", "SG", RegionState.EXIT_ONLY, Duration.ofDays(3));

        assertThat(second.request().expiresAt()).isEqualTo(first.request().expiresAt());
        assertThat(state(first)).isEqualTo(ChangeState.SUPERSEDED);
        wait(Duration.ofHours(4));
        assertThat(subscribes()).isTrue();
        sweep();
        assertThat(state(second)).isEqualTo(ChangeState.EXPIRED);
        assertThat(state(first)).isEqualTo(ChangeState.SUPERSEDED);
    }

    @Test
    void who_let_it_lapse_does_not_have_it_again_alone_and_another_officer_does() {
        PolicyChange lapsed = tighten("ann", "SG", RegionState.NO_NEW, DAY);
        wait(DAY);
        requireRefused(atOnce("ann", "SG", RegionState.NO_NEW, DAY), ErrorCode.STATE_CONFLICT);
        sweep();
        requireRefused(atOnce("ann", "SG", RegionState.EXIT_ONLY, DAY), ErrorCode.STATE_CONFLICT);
        tighten("ann", "HK", RegionState.NO_NEW, DAY);

        tighten("bob", "SG", RegionState.NO_NEW, DAY);

        assertThat(subscribes()).isFalse();
        assertThat(state(lapsed)).isEqualTo(ChangeState.EXPIRED);
    }

    /** The whole country, or a part of it, would prolong what lapsed; the end of what stands binds there too. */
    @Test
    void what_lapsed_is_not_stretched_by_the_country_nor_by_a_part_of_it() {
        PolicyChange part = tighten("ann", "US-NY", RegionState.NO_NEW, DAY);
        PolicyChange country = tighten("ann", "US", RegionState.NO_NEW, Duration.ofDays(3));
        assertThat(country.request().expiresAt()).isEqualTo(part.request().expiresAt());
        assertThat(tighten("bob", "US-TX", RegionState.NO_NEW, Duration.ofDays(3))
                        .request()
                        .expiresAt())
                .contains(world.book.now().plus(Duration.ofDays(3)));
        wait(DAY);
        for (String region : List.of("US", "US-NY", "US-CA")) {
            requireRefused(atOnce("ann", region, RegionState.EXIT_ONLY, DAY), ErrorCode.STATE_CONFLICT);
        }
        tighten("bob", "US", RegionState.NO_NEW, DAY);
        tighten("ann", "CA", RegionState.NO_NEW, DAY);
    }

    @Test
    void what_loosens_or_changes_nothing_is_not_for_one_officer() {
        world.book.run(approval(propose("SG", RegionState.EXIT_ONLY), "bob"));
        requireRefused(atOnce("ann", "SG", RegionState.NO_NEW, DAY), ErrorCode.NOT_TIGHTENING);
        requireRefused(atOnce("ann", "SG", RegionState.ALLOW, DAY), ErrorCode.NOT_TIGHTENING);
        requireRefused(atOnce("ann", "DE", RegionState.ALLOW, DAY), ErrorCode.NOT_TIGHTENING);
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofHours(73))) {
            LedgerException refused = world.book.turnedDown(atOnce("ann", "DE", RegionState.NO_NEW, wrong));
            assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refused.members()).containsEntry("field", "hours");
        }
    }

    @Test
    void a_tightening_prepared_on_what_moved_on_is_a_conflict() {
        TightenRegionNow late = atOnce("ann", "SG", RegionState.NO_NEW, DAY);
        TightenRegionNow slow = atOnce("ann", "JP", RegionState.NO_NEW, Duration.ofHours(1));
        wait(Duration.ofHours(2));
        requireRefused(slow, ErrorCode.STALE);
        PolicyChange pending = propose("HK", RegionState.NO_NEW);
        tighten("ann", "MO", RegionState.NO_NEW, DAY);
        requireRefused(late, ErrorCode.STALE);
        requireRefused(approval(pending, "bob"), ErrorCode.STALE);
        requireRefused(
                new ApproveRegionChange(
                        pending.id(), "bob", pending.request().proposed().hash(), Set.of()),
                ErrorCode.STALE);
    }
}

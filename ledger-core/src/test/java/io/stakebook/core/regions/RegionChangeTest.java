package io.stakebook.core.regions;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.change.Move;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionChangeTest {

    private final World world = new World();
    private final CustomerId customer = world.customerWith(ETH, 1_000);
    private final ProductId product = world.product("eth-flexible", ETH, flexible("0.03"));
    private final ImpactCalculator impact = new ImpactCalculator(
            (after, limit) -> world.book.all(Customer.class).stream()
                    .sorted(Comparator.comparing(Customer::id))
                    .filter(one -> after.isEmpty() || one.id().compareTo(after.get()) > 0)
                    .limit(limit.value())
                    .map(this::holder)
                    .toList(),
            PolicySet.shipped());

    private Population.Holder holder(Customer one) {
        BigInteger principal = world.book
                .find(Portfolio.class, Portfolio.recordId(one.id(), product))
                .map(Portfolio::principal)
                .orElse(BigInteger.ZERO);
        return new Population.Holder(one, principal.signum(), Map.of("ETH", principal));
    }

    private RegionStates states() {
        return world.book
                .find(RegionBook.class, RegionBook.ID)
                .orElse(RegionBook.EMPTY)
                .states();
    }

    private ProposeRegionChange proposal(String author, String region, RegionState state) {
        return proposal(author, region, state, "order 7");
    }

    private ProposeRegionChange proposal(String author, String region, RegionState state, String basis) {
        return proposal(author, new RegionToggle(new Region(region), state, basis, world.book.now()));
    }

    private ProposeRegionChange proposal(String author, RegionToggle toggle) {
        Instant now = world.book.now();
        ImpactPreview preview = impact.preview(
                states(), ProposeRegionChange.content(states(), toggle, now), ImpactCalculator.instant(toggle, now));
        return new ProposeRegionChange(
                new ChangeId(world.ids.next()), author, toggle, "regulator's letter", states().version(), now, preview);
    }

    /** Taken now, it would make the last approval fail: its event tells the basis. */
    @Test
    void basisThatNoEventCanHold_isRefusedWhenItIsProposed() {
        for (String unwritable : List.of("ordre du pre\u0301fet", "order\u20287")) {
            assertThatThrownBy(() -> proposal("ann", "SG", RegionState.NO_NEW, unwritable))
                    .isInstanceOfSatisfying(
                            LedgerException.class,
                            refused -> assertThat(refused.members()).containsEntry("field", "basis"));
        }
    }

    private ApproveRegionChange approval(PolicyChange change, String approver) {
        return new ApproveRegionChange(
                change.id(), approver, change.request().proposed().hash(), standing());
    }

    private Set<ChangeId> standing() {
        return world.book
                .find(RegionBook.class, RegionBook.ID)
                .orElse(RegionBook.EMPTY)
                .standing();
    }

    @Test
    void a_tightening_is_law_with_the_second_officer_and_exit_stays_open() {
        world.subscribe(customer, product, 400);
        PolicyChange proposed = world.book.run(proposal("ann", "SG", RegionState.EXIT_ONLY));
        assertThat(proposed.request().state()).isEqualTo(ChangeState.IN_REVIEW);
        assertThat(states().version()).isZero();

        PolicyChange active = world.book.run(approval(proposed, "bob"));

        assertThat(active.request().state()).isEqualTo(ChangeState.ACTIVE);
        assertThat(states().version()).isEqualTo(1);
        assertThat(world.book.notices()).extracting(Notice::type).contains("io.stakebook.policy.regions.changed.v1");
        world.requireSound();
        world.book.obey(PolicyEngine.shipped().with(states()));
        assertThat(world.book.plan(world.subscription(customer, product, units(100))))
                .isInstanceOfSatisfying(Plan.Refused.class, refused -> {
                    assertThat(refused.decision().reason()).isEqualTo("REGION_EXIT_ONLY");
                    assertThat(refused.decision().regionsVersion()).isEqualTo(1);
                });
    }

    /** An event has a longest length, the number of regions with a basis of their own has none so small. */
    @Test
    void the_event_of_a_change_tells_the_region_that_changed_however_many_there_are() {
        String basis = "x".repeat(500);
        for (String region : List.of("SG", "JP", "US", "GB")) {
            world.book.run(approval(world.book.run(proposal("ann", region, RegionState.NO_NEW, basis)), "bob"));
        }

        List<Notice> told = world.book.notices().stream()
                .filter(notice -> notice.type().equals("io.stakebook.policy.regions.changed.v1"))
                .toList();

        assertThat(told)
                .extracting(notice -> notice.data().get("regions"))
                .allSatisfy(regions -> assertThat(regions).asInstanceOf(LIST).hasSize(1))
                .map(Object::toString)
                .satisfiesExactly(
                        regions -> assertThat(regions).contains("region=SG"),
                        regions -> assertThat(regions).contains("region=JP"),
                        regions -> assertThat(regions).contains("region=US"),
                        regions -> assertThat(regions).contains("region=GB"));
    }

    @Test
    void the_preview_counts_who_would_meet_another_answer() {
        world.subscribe(customer, product, 400);
        ImpactPreview preview = proposal("ann", "SG", RegionState.NO_NEW).preview();
        assertThat(preview.accountsChanged()).isEqualTo(1);
        assertThat(preview.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.region().code()).isEqualTo("SG");
            assertThat(cell.after()).isEqualTo("DENY REGION_NO_NEW");
            assertThat(cell.units()).containsEntry("ETH", units(400));
        });
    }

    @Test
    void a_loosening_needs_two_officers_and_supersedes_what_was_active() {
        PolicyChange tightened = world.book.run(proposal("ann", "SG", RegionState.NO_NEW));
        world.book.run(approval(tightened, "bob"));
        PolicyChange loosened = world.book.run(proposal("ann", "SG", RegionState.ALLOW));

        assertThat(world.book.run(approval(loosened, "bob")).request().state()).isEqualTo(ChangeState.IN_REVIEW);
        assertThat(states().version()).isEqualTo(1);
        assertThat(world.book.run(approval(loosened, "cid")).request().state()).isEqualTo(ChangeState.ACTIVE);

        assertThat(states().version()).isEqualTo(2);
        assertThat(world.book
                        .find(PolicyChange.class, tightened.id().toString())
                        .orElseThrow()
                        .request()
                        .state())
                .isEqualTo(ChangeState.SUPERSEDED);
    }

    @Test
    void every_step_that_breaks_the_four_eyes_rules_is_refused_and_leaves_nothing() {
        PolicyChange proposed = world.book.run(proposal("ann", "SG", RegionState.NO_NEW));
        requireRefused(approval(proposed, "ann"), ErrorCode.SELF_APPROVAL);
        requireRefused(new ApproveRegionChange(proposed.id(), "bob", "0".repeat(64), Set.of()), ErrorCode.STALE);
        requireRefused(new RejectRegionChange(proposed.id(), "ann", "no"), ErrorCode.SELF_APPROVAL);
        requireRefused(new WithdrawRegionChange(proposed.id(), "bob", "no"), ErrorCode.NOT_AUTHOR);
        requireRefused(new WithdrawRegionChange(proposed.id(), "ann", " "), ErrorCode.FIELD_INVALID);
        requireRefused(new RejectRegionChange(new ChangeId(world.ids.next()), "bob", "no"), ErrorCode.RESOURCE_UNKNOWN);

        PolicyChange rejected = world.book.run(new RejectRegionChange(proposed.id(), "bob", "not needed"));
        assertThat(rejected.request().endedBy()).isEqualTo("bob");
        requireRefused(approval(proposed, "bob"), ErrorCode.STATE_CONFLICT);
        assertThat(world.book.turnedDown(approval(proposed, "bob")).members()).containsEntry("state", "rejected");
    }

    @Test
    void what_an_approver_says_stays_with_the_approval() {
        PolicyChange proposed = world.book.run(proposal("ann", "SG", RegionState.NO_NEW));
        String hash = proposed.request().proposed().hash();

        PolicyChange active = world.book.run(
                new ApproveRegionChange(proposed.id(), "bob", hash, "checked against the notice", Set.of()));

        assertThat(active.request().approvals())
                .extracting(approval -> approval.approver() + ": " + approval.comment())
                .containsExactly("bob: checked against the notice");
        assertThatThrownBy(() -> new ApproveRegionChange(proposed.id(), "bob", hash, "two\nlines", Set.of()))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.members()).containsEntry("field", "comment"));
    }

    @Test
    void an_officer_cannot_count_twice() {
        world.book.run(approval(world.book.run(proposal("ann", "SG", RegionState.NO_NEW)), "bob"));
        PolicyChange loosened = world.book.run(proposal("ann", "SG", RegionState.ALLOW));
        world.book.run(approval(loosened, "bob"));
        requireRefused(approval(loosened, "bob"), ErrorCode.ALREADY_APPROVED);
    }

    @Test
    void a_proposal_against_states_that_moved_on_is_a_conflict() {
        ProposeRegionChange late = proposal("ann", "HK", RegionState.NO_NEW);
        PolicyChange other = world.book.run(proposal("ann", "MO", RegionState.NO_NEW));
        PolicyChange third = world.book.run(proposal("ann", "TW", RegionState.NO_NEW));
        world.book.run(approval(other, "bob"));
        requireRefused(late, ErrorCode.STALE);
        requireRefused(approval(third, "bob"), ErrorCode.STALE);
        assertThat(world.book.turnedDown(approval(third, "bob")).detail()).contains("Propose it again on version 1");
    }

    /** It could never become law, so nobody is to spend his yes on it. */
    @Test
    void the_first_approval_of_a_loosening_that_is_stale_is_refused_and_it_is_shown_as_superseded() {
        world.book.run(approval(world.book.run(proposal("ann", "SG", RegionState.NO_NEW)), "bob"));
        PolicyChange late = world.book.run(proposal("ann", "SG", RegionState.ALLOW));
        world.book.run(approval(world.book.run(proposal("ann", "HK", RegionState.NO_NEW)), "bob"));

        requireRefused(approval(late, "bob"), ErrorCode.STALE);
        assertThat(late.stateAt(world.book.now(), states().version())).isEqualTo(ChangeState.SUPERSEDED);
    }

    @Test
    void proposing_what_stands_already_is_refused() {
        world.book.run(approval(world.book.run(proposal("ann", "SG", RegionState.NO_NEW)), "bob"));
        requireRefused(proposal("ann", "SG", RegionState.NO_NEW), ErrorCode.NO_CHANGE);
        requireRefused(proposal("ann", "CN", RegionState.ALLOW), ErrorCode.NO_CHANGE);
    }

    @Test
    void a_region_stays_closed_until_the_date_of_its_opening() {
        world.book.run(approval(world.book.run(proposal("ann", "SG", RegionState.NO_NEW)), "bob"));
        Instant date = world.book.now().plus(Duration.ofDays(30));
        ProposeRegionChange opening =
                proposal("ann", new RegionToggle(new Region("SG"), RegionState.ALLOW, "the ban ends", date));
        assertThat(opening.preview().takenAt()).isEqualTo(date);
        assertThat(opening.preview().accountsChanged())
                .as("it touches whom it touches once it is in force")
                .isEqualTo(1);
        PolicyChange proposed = world.book.run(opening);
        world.book.run(approval(proposed, "bob"));

        PolicyChange scheduled = world.book.run(approval(proposed, "cid"));

        assertThat(scheduled.stateAt(world.book.now(), states().version())).isEqualTo(ChangeState.SCHEDULED);
        assertThat(scheduled.request().effectiveAt()).contains(date);
        assertThat(subscribes()).isFalse();
        assertThat(states().standing(world.book.now()))
                .extracting(RegionToggle::state)
                .containsExactly(RegionState.NO_NEW);
        world.book.moveTo(date);
        assertThat(scheduled.stateAt(date, states().version())).isEqualTo(ChangeState.ACTIVE);
        assertThat(subscribes()).isTrue();
    }

    private boolean subscribes() {
        world.book.obey(PolicyEngine.shipped().with(states()));
        return world.book.plan(world.subscription(customer, product, units(1))) instanceof Plan.Accepted;
    }

    @Test
    void a_change_binds_from_its_approval_on_and_says_what_it_did() {
        PolicyChange proposed = world.book.run(proposal("ann", "SG", RegionState.NO_NEW));
        Instant approved = world.book.now().plus(Duration.ofHours(5));
        world.book.moveTo(approved);

        PolicyChange active = world.book.run(approval(proposed, "bob"));

        assertThat(active.request().effectiveAt()).contains(approved);
        assertThat(active.request().move()).contains(new Move(new Region("SG"), RegionState.ALLOW, RegionState.NO_NEW));
        assertThat(states().toggles()).extracting(RegionToggle::effectiveFrom).containsExactly(approved);
    }

    @Test
    void every_version_can_be_told_from_the_changes_that_made_it() {
        List<RegionStates> told = new ArrayList<>(List.of(states()));
        for (RegionState state : List.of(RegionState.NO_NEW, RegionState.EXIT_ONLY)) {
            world.book.run(approval(world.book.run(proposal("ann", "SG", state)), "bob"));
            told.add(states());
            world.book.moveTo(world.book.now().plus(Duration.ofHours(1)));
            RegionToggle alone = new RegionToggle(new Region("HK"), state, "a call", world.book.now());
            PolicyChange tightened = world.book.run(new TightenRegionNow(
                    new ChangeId(world.ids.next()),
                    "ann",
                    alone,
                    Duration.ofHours(3),
                    "the regulator called",
                    states().version(),
                    standing()));
            told.add(states());
            world.book.run(new RatifyRegionChange(
                    tightened.id(), "bob", tightened.request().proposed().hash(), "", standing()));
            told.add(states());
        }

        List<PolicyChange> made = world.book.all(PolicyChange.class);
        for (RegionStates version : told) {
            RegionBook then = RegionHistory.at(version.version(), made);
            assertThat(then.states().hash()).as("version " + version.version()).isEqualTo(version.hash());
            assertThat(then.states().version()).isEqualTo(version.version());
        }
    }

    @Test
    void what_an_officer_would_be_told_at_home_is_counted_and_what_becomes_of_rewards() {
        world.subscribe(customer, product, 400);
        assertThat(proposal("ann", "SG", RegionState.EXIT_ONLY).preview().cells())
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.before()).isEqualTo("PERMIT NO_CN_NEXUS");
                    assertThat(cell.after()).isEqualTo("DENY REGION_EXIT_ONLY");
                    assertThat(cell.rewardsAfter()).isEqualTo("EXIT_ONLY REGION_EXIT_ONLY");
                });
        assertThat(proposal("ann", "SG", RegionState.STOP_REWARD).preview().cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.rewardsAfter()).isEqualTo("DENY REGION_STOP_REWARD"));
    }

    @Test
    void a_proposal_without_a_reason_is_refused() {
        ProposeRegionChange good = proposal("ann", "HK", RegionState.NO_NEW);
        assertThatThrownBy(() -> new ProposeRegionChange(
                        good.change(), "ann", good.toggle(), " ", good.baseVersion(), good.asked(), good.preview()))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
    }

    private void requireRefused(Command<?> command, ErrorCode code) {
        List<Object> before = world.book.state();
        assertThat(world.book.turnedDown(command).code()).isEqualTo(code);
        assertThat(world.book.state()).isEqualTo(before);
    }
}

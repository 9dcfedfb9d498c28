package io.stakebook.policy.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.ChangeConflict;
import io.stakebook.policy.PolicyException.ChangeRefused;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChangeRequestTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final RegionStates BASE = states(RegionState.NO_NEW);
    private static final RegionStates TIGHTER = states(RegionState.EXIT_ONLY);
    private static final RegionStates LOOSER = states(RegionState.ALLOW);

    private static RegionStates states(RegionState state) {
        return RegionStates.of(4, List.of(new RegionToggle(new Region("SG"), state, "notice of 3 July 2023", NOW)));
    }

    private static ChangeRequest inReview(RegionStates content) {
        return ChangeRequest.draft("c1", "ann", BASE, content, NOW)
                .validate(BASE, NOW)
                .simulate(preview(content))
                .submit();
    }

    private static ImpactPreview preview(RegionStates content) {
        return new ImpactPreview(
                content.hash(),
                NOW,
                "fixture 1",
                List.of(
                        new ImpactPreview.Cell(
                                new Region("SG"), "PERMIT", "DENY", 12, 7, Map.of("ETH", BigInteger.TEN)),
                        new ImpactPreview.Cell(new Region("DE"), "PERMIT", "PERMIT", 90, 3, Map.of())));
    }

    private static void refused(String code, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        ChangeRefused.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    @Test
    void tightening_goes_from_draft_to_active_with_one_other_person() {
        ChangeRequest active =
                inReview(TIGHTER).approve("bob", TIGHTER.hash(), NOW).activate(BASE, NOW.plusSeconds(60));
        assertThat(active.state()).isEqualTo(ChangeState.ACTIVE);
        assertThat(active.activated().version()).isEqualTo(5);
        assertThat(active.activated().toggles())
                .as("it binds from its approval on, not from its writing")
                .containsExactly(new RegionToggle(
                        new Region("SG"), RegionState.EXIT_ONLY, "notice of 3 July 2023", NOW.plusSeconds(60)));
        assertThat(active.effectiveAt()).contains(NOW.plusSeconds(60));
        assertThat(active.move()).contains(new Move(new Region("SG"), RegionState.NO_NEW, RegionState.EXIT_ONLY));
        assertThat(active.supersede().state()).isEqualTo(ChangeState.SUPERSEDED);
        assertThat(active.preview().orElseThrow().accountsChanged()).isEqualTo(12);
    }

    @Test
    void loosening_needs_two_others() {
        ChangeRequest one = inReview(LOOSER).approve("bob", LOOSER.hash(), NOW);
        assertThat(one.direction()).isEqualTo(Direction.LOOSENING);
        assertThat(one.state()).isEqualTo(ChangeState.IN_REVIEW);
        assertThat(one.approve("cid", LOOSER.hash(), NOW).state()).isEqualTo(ChangeState.APPROVED);
    }

    @Test
    void author_same_approver_and_other_content_do_not_count() {
        ChangeRequest review = inReview(LOOSER);
        refused("SELF_APPROVAL", () -> review.approve("ann", LOOSER.hash(), NOW));
        refused("CONTENT_CHANGED", () -> review.approve("bob", TIGHTER.hash(), NOW));
        ChangeRequest one = review.approve("bob", LOOSER.hash(), NOW);
        refused("ALREADY_APPROVED", () -> one.approve("bob", LOOSER.hash(), NOW));
    }

    @Test
    void edit_takes_back_approvals_and_makes_the_editor_an_author() {
        ChangeRequest edited =
                inReview(LOOSER).approve("bob", LOOSER.hash(), NOW).edit("bob", BASE, TIGHTER, NOW);
        assertThat(edited.state()).isEqualTo(ChangeState.DRAFT);
        assertThat(edited.approvals()).isEmpty();
        assertThat(edited.preview()).isEmpty();
        ChangeRequest again =
                edited.validate(BASE, NOW).simulate(preview(TIGHTER)).submit();
        refused("SELF_APPROVAL", () -> again.approve("bob", TIGHTER.hash(), NOW));
    }

    @Test
    void moved_base_is_a_conflict_at_the_boundary_too() {
        ChangeRequest review = inReview(TIGHTER);
        ChangeRequest approved = review.approve("bob", TIGHTER.hash(), NOW);
        assertThatThrownBy(() -> approved.activate(BASE.withVersion(5), NOW)).isInstanceOf(ChangeConflict.class);
        assertThatThrownBy(() -> review.on(BASE.withVersion(5))).isInstanceOf(ChangeConflict.class);
        assertThat(review.stateAt(NOW, 5)).isEqualTo(ChangeState.SUPERSEDED);
        assertThat(review.stateAt(NOW, 4)).isEqualTo(ChangeState.IN_REVIEW);
        assertThatThrownBy(() ->
                        ChangeRequest.draft("c2", "ann", BASE, TIGHTER, NOW).validate(LOOSER, NOW))
                .isInstanceOf(ChangeConflict.class);
    }

    @Test
    void steps_out_of_order_are_refused() {
        ChangeRequest draft = ChangeRequest.draft("c1", "ann", BASE, TIGHTER, NOW);
        refused("WRONG_STATE", draft::submit);
        refused("WRONG_STATE", () -> draft.approve("bob", TIGHTER.hash(), NOW));
        refused(
                "NO_CHANGE",
                () -> ChangeRequest.draft("c1", "ann", BASE, BASE, NOW).validate(BASE, NOW));
        refused("PREVIEW_MISMATCH", () -> draft.validate(BASE, NOW).simulate(preview(LOOSER)));
        ChangeRequest approved = inReview(TIGHTER).approve("bob", TIGHTER.hash(), NOW);
        refused("SELF_REJECTION", () -> approved.reject("ann", "mine"));
        refused("NOT_AUTHOR", () -> approved.withdraw("bob", "his"));
        refused("NO_REASON", () -> approved.reject("bob", " "));
        assertThat(approved.reject("bob", "wrong date").state()).isEqualTo(ChangeState.REJECTED);
        assertThat(approved.reject("bob", "wrong date").endedBy()).isEqualTo("bob");
        ChangeRequest withdrawn = approved.withdraw("ann", "later");
        assertThat(withdrawn.state()).isEqualTo(ChangeState.WITHDRAWN);
        assertThat(withdrawn.endedBy()).isEqualTo("ann");
        assertThatThrownBy(() -> withdrawn.withdraw("ann", "twice"))
                .isInstanceOfSatisfying(ChangeRefused.class, refused -> {
                    assertThat(refused.state()).isEqualTo("WITHDRAWN");
                    assertThat(refused).hasMessageContaining("takes one in state DRAFT or");
                });
    }

    /** Approved in time it waits for its date, and what stood before stands until then. */
    @Test
    void a_change_dated_ahead_is_scheduled_until_its_date() {
        Instant date = NOW.plusSeconds(600);
        RegionToggle opening = new RegionToggle(new Region("SG"), RegionState.ALLOW, "b", date);
        RegionStates content = BASE.with(opening, NOW);

        ChangeRequest scheduled = inReview(content)
                .approve("bob", content.hash(), NOW)
                .approve("cid", content.hash(), NOW)
                .activate(BASE, NOW.plusSeconds(60));

        assertThat(scheduled.activated().hash()).isEqualTo(content.hash());
        assertThat(scheduled.effectiveAt()).contains(date);
        assertThat(scheduled.stateAt(date.minusNanos(1), 5)).isEqualTo(ChangeState.SCHEDULED);
        assertThat(scheduled.stateAt(date, 5)).isEqualTo(ChangeState.ACTIVE);
        assertThat(scheduled.activated().state(new Region("SG"), date.minusNanos(1)))
                .isEqualTo(RegionState.NO_NEW);
    }

    @Test
    void what_binds_already_is_no_change_whatever_its_date() {
        for (RegionToggle same : List.of(
                new RegionToggle(new Region("SG"), RegionState.NO_NEW, "notice of 3 July 2023", NOW.plusSeconds(9)),
                new RegionToggle(new Region("CN"), RegionState.ALLOW, "we open China", NOW))) {
            refused(
                    "NO_CHANGE",
                    () -> ChangeRequest.draft("c1", "ann", BASE, BASE.with(same, NOW), NOW)
                            .validate(BASE, NOW));
        }
        RegionToggle reworded = new RegionToggle(new Region("SG"), RegionState.NO_NEW, "notice of 4 July 2023", NOW);
        assertThat(ChangeRequest.draft("c1", "ann", BASE, BASE.with(reworded, NOW), NOW)
                        .validate(BASE, NOW)
                        .direction())
                .isEqualTo(Direction.NEUTRAL);
    }

    private static RegionToggle sg(RegionState state) {
        return new RegionToggle(new Region("SG"), state, "notice of 3 July 2023", NOW);
    }

    private static ChangeRequest tightenNow(String id, RegionStates active, RegionToggle toggle, Duration duration) {
        return ChangeRequest.tightenNow(id, "ann", active, toggle, toggle.effectiveFrom(), duration);
    }

    @Test
    void one_officer_tightens_for_three_days_unless_ratified() {
        ChangeRequest now = tightenNow("c1", BASE, sg(RegionState.EXIT_ONLY), Duration.ofDays(3));
        String hash = now.proposed().hash();
        Instant end = NOW.plus(Duration.ofDays(3));
        assertThat(now.state()).isEqualTo(ChangeState.ACTIVE);
        assertThat(now.expiresAt()).contains(end);
        assertThat(now.preview()).isEmpty();
        assertThat(now.proposed().without("c1").hash()).isEqualTo(BASE.hash());
        assertThat(now.activated().version()).isEqualTo(5);
        assertThat(now.stateAt(end.minusNanos(1), 5)).isEqualTo(ChangeState.ACTIVE);
        assertThat(now.stateAt(end, 5)).isEqualTo(ChangeState.EXPIRED);
        refused("SELF_APPROVAL", () -> now.ratify("ann", hash, NOW, ""));
        refused("CONTENT_CHANGED", () -> now.ratify("bob", TIGHTER.hash(), NOW, ""));
        refused("EXPIRED", () -> now.ratify("bob", hash, end, ""));
        refused("NOT_DUE", () -> now.lapse(end.minusNanos(1)));
        refused("EXPIRED", () -> now.lapse(end).ratify("bob", hash, end, ""));
        assertThat(now.lapse(end).state().isFinal()).isTrue();
        refused("NOT_TIGHTENING", () -> tightenNow("c2", BASE, sg(RegionState.ALLOW), Duration.ofHours(1)));
        refused("NOT_TIGHTENING", () -> tightenNow("c2", BASE, sg(RegionState.NO_NEW), Duration.ofHours(1)));
        refused("TOO_LONG", () -> tightenNow("c3", BASE, sg(RegionState.EXIT_ONLY), Duration.ofHours(73)));
        refused("TOO_LONG", () -> tightenNow("c3", BASE, sg(RegionState.EXIT_ONLY), Duration.ZERO));
    }

    @Test
    void a_tightening_at_once_says_what_it_sets_though_something_else_is_scheduled_there() {
        RegionToggle march = new RegionToggle(
                new Region("SG"), RegionState.STOP_REWARD, "a notice with a date", NOW.plus(Duration.ofDays(30)));

        ChangeRequest now = tightenNow("c1", BASE.with(march, NOW), sg(RegionState.EXIT_ONLY), Duration.ofHours(5));

        assertThat(now.move()).contains(new Move(new Region("SG"), RegionState.NO_NEW, RegionState.EXIT_ONLY));
        assertThat(now.proposed().last(new Region("SG"))).contains(march);
    }

    @Test
    void ratification_keeps_what_others_changed_and_takes_only_the_end_away() {
        ChangeRequest now = tightenNow("c1", BASE, sg(RegionState.EXIT_ONLY), Duration.ofHours(5));
        RegionToggle other = new RegionToggle(new Region("DE"), RegionState.NO_NEW, "b", NOW);
        RegionStates moved = now.activated().with(other, NOW).withVersion(9);

        ChangeRequest kept = now.ratify("bob", now.proposed().hash(), NOW, "as ordered");

        assertThat(kept.ratified(moved).version()).isEqualTo(10);
        assertThat(kept.ratified(moved).toggles()).containsExactly(other, sg(RegionState.EXIT_ONLY));
        assertThat(kept.stateAt(NOW.plus(Duration.ofDays(30)), 5)).isEqualTo(ChangeState.ACTIVE);
        assertThat(kept.approvals()).extracting(Approval::comment).containsExactly("as ordered");
        refused("NOTHING_TO_RATIFY", () -> kept.ratify("cid", now.proposed().hash(), NOW, ""));
        assertThatThrownBy(() -> kept.ratified(TIGHTER)).isInstanceOf(ChangeConflict.class);
    }

    @Test
    void a_region_that_stands_unratified_is_tightened_within_the_end_it_has() {
        ChangeRequest first = tightenNow("c1", BASE, sg(RegionState.EXIT_ONLY), Duration.ofHours(5));
        Instant later = NOW.plus(Duration.ofHours(4));
        RegionToggle harder = new RegionToggle(new Region("SG"), RegionState.STOP_REWARD, "b", later);

        for (int hours : new int[] {1, 72}) {
            ChangeRequest second = tightenNow("c2", first.activated(), harder, Duration.ofHours(hours));
            assertThat(second.expiresAt()).isEqualTo(first.expiresAt());
            assertThat(second.proposed().provisionalOf("c1")).isEmpty();
            assertThat(second.proposed().standing(second.expiresAt().orElseThrow()))
                    .containsExactly(sg(RegionState.NO_NEW));
        }
        refused("NOT_TIGHTENING", () -> tightenNow("c2", first.activated(), at(later), Duration.ofDays(3)));
    }

    private static RegionToggle at(Instant from) {
        return new RegionToggle(new Region("SG"), RegionState.EXIT_ONLY, "the same again", from);
    }

    @Test
    void a_region_whose_tightening_lapsed_falls_back_to_what_is_settled_the_next_time_too() {
        ChangeRequest first = tightenNow("c1", BASE, sg(RegionState.EXIT_ONLY), Duration.ofHours(5));
        Instant later = NOW.plus(Duration.ofHours(6));

        ChangeRequest second = tightenNow("c2", first.activated(), at(later), Duration.ofHours(7));

        Instant end = later.plus(Duration.ofHours(7));
        assertThat(second.expiresAt()).contains(end);
        assertThat(second.proposed().standing(end)).containsExactly(sg(RegionState.NO_NEW));
    }

    @Test
    void nothing_people_approve_together_makes_or_moves_an_end() {
        RegionStates stands = tightenNow("c1", BASE, sg(RegionState.EXIT_ONLY), Duration.ofHours(5))
                .activated();
        Provisional limit =
                stands.provisionalOf("c1").orElseThrow().provisional().orElseThrow();
        RegionStates prolonged =
                BASE.under(sg(RegionState.EXIT_ONLY), "c1", limit.until().plusSeconds(1));

        refused("NOT_SETTLED", () -> ChangeRequest.draft("c2", "bob", stands, prolonged, NOW));
        refused("NOT_SETTLED", () -> ChangeRequest.draft("c2", "bob", BASE, stands, NOW));
        RegionToggle other = new RegionToggle(new Region("DE"), RegionState.NO_NEW, "b", NOW);
        assertThat(ChangeRequest.draft("c2", "bob", stands, stands.with(other, NOW), NOW)
                        .direction())
                .isEqualTo(Direction.TIGHTENING);
    }

    @Test
    void direction_of_what_stands_for_a_time_looks_at_now_and_at_later() {
        RegionStates stands = tightenNow("c1", BASE, sg(RegionState.EXIT_ONLY), Duration.ofHours(5))
                .activated();
        Provisional limit =
                stands.provisionalOf("c1").orElseThrow().provisional().orElseThrow();
        Instant soon = NOW.plusSeconds(60);
        RegionToggle lasting = new RegionToggle(new Region("SG"), RegionState.EXIT_ONLY, "b", soon);
        RegionStates sooner =
                BASE.under(sg(RegionState.EXIT_ONLY), "c1", limit.until().minusSeconds(1));

        assertThat(Direction.between(stands, stands.withVersion(7), soon)).isEqualTo(Direction.NEUTRAL);
        assertThat(Direction.between(stands, TIGHTER, soon)).isEqualTo(Direction.TIGHTENING);
        assertThat(Direction.between(stands, stands.with(lasting, soon), soon)).isEqualTo(Direction.TIGHTENING);
        assertThat(Direction.between(stands, stands.with(lasting, NOW), NOW))
                .as("what stands goes on until then")
                .isEqualTo(Direction.TIGHTENING);
        assertThat(Direction.between(stands, BASE, soon)).isEqualTo(Direction.LOOSENING);
        assertThat(Direction.between(stands, sooner, soon)).isEqualTo(Direction.LOOSENING);
        assertThat(Direction.between(sooner, stands, soon)).isEqualTo(Direction.TIGHTENING);
        assertThat(Direction.between(stands, BASE, limit.until()))
                .as("it lapsed")
                .isEqualTo(Direction.NEUTRAL);
    }

    @Test
    void direction_looks_at_states_and_dates_of_every_region() {
        RegionStates mixed = TIGHTER.with(new RegionToggle(new Region("DE"), RegionState.NO_NEW, "b", NOW), NOW);
        assertThat(Direction.between(BASE, mixed, NOW)).isEqualTo(Direction.TIGHTENING);
        assertThat(Direction.between(mixed, TIGHTER, NOW)).isEqualTo(Direction.LOOSENING);
        RegionStates later =
                BASE.with(new RegionToggle(new Region("SG"), RegionState.EXIT_ONLY, "b", NOW.plusSeconds(1)), NOW);
        assertThat(Direction.between(BASE, later, NOW)).isEqualTo(Direction.TIGHTENING);
        assertThat(Direction.between(later, BASE, NOW))
                .as("what was to be stricter")
                .isEqualTo(Direction.LOOSENING);
        RegionStates gap = RegionStates.of(
                4, List.of(new RegionToggle(new Region("SG"), RegionState.EXIT_ONLY, "b", NOW.plusSeconds(1))));
        assertThat(Direction.between(BASE, gap, NOW)).isEqualTo(Direction.LOOSENING);
        RegionStates reworded =
                BASE.with(new RegionToggle(new Region("SG"), RegionState.NO_NEW, "other words", NOW), NOW);
        assertThat(Direction.between(BASE, reworded, NOW)).isEqualTo(Direction.NEUTRAL);
        assertThat(BASE.withVersion(9).hash()).isEqualTo(BASE.hash());
    }
}

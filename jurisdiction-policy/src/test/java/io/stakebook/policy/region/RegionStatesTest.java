package io.stakebook.policy.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionStatesTest {
    private static final Instant FROM = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant SET = Instant.parse("2026-03-10T12:00:00.000001Z");
    private static final Instant END = SET.plus(Duration.ofDays(3));
    private static final Region SG = new Region("SG");
    private static final RegionToggle SETTLED =
            new RegionToggle(SG, RegionState.NO_NEW, "order 7 of the regulator", FROM);
    private static final RegionToggle SET_ALONE = new RegionToggle(SG, RegionState.EXIT_ONLY, "a call at noon", SET)
            .limited(new Provisional("chg_1", END, Optional.of(SETTLED)));

    private static RegionStates states(RegionToggle... toggles) {
        return RegionStates.of(3, List.of(toggles));
    }

    /** Stored hashes and kept decisions name them; they must be what they were before there was anything provisional. */
    @Test
    void text_and_hash_of_settled_toggles_never_change() {
        RegionStates states =
                states(SETTLED, new RegionToggle(new Region("US-NY"), RegionState.STOP_REWARD, "BitLicense", FROM));

        assertThat(states.canonical()).isEqualTo("""
                        SG NO_NEW 2026-03-01T09:00:00Z order 7 of the regulator
                        US-NY STOP_REWARD 2026-03-01T09:00:00Z BitLicense
                        """);
        assertThat(states.hash()).isEqualTo("bcdeafbcdeda6391cf3d901032eb7e912397f5d3354edd3b713d39fd40cdbaa7");
        assertThat(RegionStates.empty().hash())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void text_of_a_provisional_toggle_says_its_end_its_change_and_what_stood_before() {
        RegionStates states = states(
                SET_ALONE,
                new RegionToggle(new Region("DE"), RegionState.NO_NEW, "b", SET)
                        .limited(new Provisional("chg_2", END, Optional.empty())));

        assertThat(states.canonical()).isEqualTo("""
                        DE NO_NEW 2026-03-10T12:00:00.000001Z b
                        DE UNTIL 2026-03-13T12:00:00.000001Z chg_2
                        SG EXIT_ONLY 2026-03-10T12:00:00.000001Z a call at noon
                        SG UNTIL 2026-03-13T12:00:00.000001Z chg_1
                        SG BEFORE NO_NEW 2026-03-01T09:00:00Z order 7 of the regulator
                        """);
        assertThat(states.hash()).isEqualTo("e8edf41f846062c346bb47239a83acfb68eef716b2fcc764cc21b14768b3f60a");
        assertThat(states(SET_ALONE).hash())
                .isNotEqualTo(states(SET_ALONE.settled()).hash());
    }

    @Test
    void a_provisional_toggle_binds_from_its_beginning_to_its_end_and_what_stood_before_around_it() {
        RegionStates states = states(SET_ALONE);

        assertThat(states.inEffect(SG, FROM.minusNanos(1))).isNull();
        assertThat(states.inEffect(SG, FROM)).isEqualTo(SETTLED);
        assertThat(states.inEffect(SG, SET.minusNanos(1))).isEqualTo(SETTLED);
        assertThat(states.inEffect(SG, SET)).isEqualTo(SET_ALONE);
        assertThat(states.inEffect(SG, END.minusNanos(1))).isEqualTo(SET_ALONE);
        assertThat(states.inEffect(SG, END)).isEqualTo(SETTLED);
        assertThat(states.inEffect(new Region("SG-01"), END)).isEqualTo(SETTLED);
        assertThat(states.standing(END.minusNanos(1))).containsExactly(SET_ALONE);
        assertThat(states.standing(END)).containsExactly(SETTLED);
    }

    @Test
    void nothing_stands_again_where_nothing_stood() {
        RegionStates states = states(SET_ALONE.limited(new Provisional("chg_1", END, Optional.empty())));

        assertThat(states.inEffect(SG, END.minusNanos(1))).isNotNull();
        assertThat(states.inEffect(SG, END)).isNull();
        assertThat(states.standing(END)).isEmpty();
    }

    @Test
    void boundaries_are_beginnings_and_ends() {
        RegionStates states = states(SET_ALONE);

        assertThat(states.nextBoundary(FROM.minusNanos(1))).contains(FROM);
        assertThat(states.nextBoundary(FROM)).contains(SET);
        assertThat(states.nextBoundary(SET)).contains(END);
        assertThat(states.nextBoundary(END)).isEmpty();
    }

    @Test
    void a_limit_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> SETTLED.limited(new Provisional("chg_2", END, Optional.of(SET_ALONE))))
                .hasMessageContaining("settled itself");
        assertThatThrownBy(() -> SETTLED.limited(new Provisional("chg_2", FROM, Optional.empty())))
                .hasMessageContaining("ends after it begins");
        RegionToggle german = new RegionToggle(new Region("DE"), RegionState.NO_NEW, "b", FROM);
        assertThatThrownBy(() -> SETTLED.limited(new Provisional("chg_2", END, Optional.of(german))))
                .hasMessageContaining("a toggle of DE");
        assertThatThrownBy(() -> new Provisional("chg 2", END, Optional.empty()))
                .hasMessageContaining("without blanks");
    }

    private static final Instant AHEAD = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void what_stood_before_stands_until_a_change_dated_ahead_begins() {
        RegionToggle opening = new RegionToggle(SG, RegionState.ALLOW, "the ban ends", AHEAD);
        RegionStates states = states(SETTLED).with(opening, SET);

        assertThat(states.inEffect(SG, AHEAD.minusNanos(1))).isEqualTo(SETTLED);
        assertThat(states.inEffect(SG, AHEAD)).isNull();
        assertThat(states.standing(SET)).containsExactly(SETTLED);
        assertThat(states.scheduled(SET)).containsExactly(opening);
        assertThat(states.standing(AHEAD)).containsExactly(opening);
        assertThat(states.scheduled(AHEAD)).isEmpty();
        assertThat(states.nextBoundary(SET)).contains(AHEAD);
        assertThat(states.canonical()).isEqualTo("""
                        SG NO_NEW 2026-03-01T09:00:00Z order 7 of the regulator
                        SG ALLOW 2026-06-01T00:00:00Z the ban ends
                        """);
        assertThat(RegionStates.of(3, states.toggles()).hash()).isEqualTo(states.hash());
    }

    @Test
    void a_change_from_now_on_takes_the_place_of_what_stood_and_of_what_was_to_come() {
        RegionStates scheduled = states(SETTLED).with(new RegionToggle(SG, RegionState.ALLOW, "b", AHEAD), SET);
        RegionToggle now = new RegionToggle(SG, RegionState.EXIT_ONLY, "b", SET);

        assertThat(scheduled.with(now, SET).toggles()).containsExactly(now);
    }

    @Test
    void one_officers_toggle_and_what_is_scheduled_never_open_what_the_other_closes() {
        RegionToggle stricter = new RegionToggle(SG, RegionState.STOP_REWARD, "b", SET.plusSeconds(60));
        RegionToggle looser = new RegionToggle(SG, RegionState.ALLOW, "b", SET.plusSeconds(120));
        RegionToggle alone = new RegionToggle(SG, RegionState.EXIT_ONLY, "a call at noon", SET);
        RegionStates states =
                states(SETTLED).with(stricter, FROM).with(looser, FROM).under(alone, "chg_1", END);

        assertThat(states.state(SG, SET)).isEqualTo(RegionState.EXIT_ONLY);
        assertThat(states.state(SG, SET.plusSeconds(60))).isEqualTo(RegionState.STOP_REWARD);
        assertThat(states.state(SG, SET.plusSeconds(120))).isEqualTo(RegionState.EXIT_ONLY);
        assertThat(states.state(SG, END)).isEqualTo(RegionState.ALLOW);
        RegionStates kept = states.ratified("chg_1").orElseThrow();
        assertThat(kept.states(SG, SET).values())
                .containsExactly(RegionState.EXIT_ONLY, RegionState.STOP_REWARD, RegionState.EXIT_ONLY);
        assertThat(kept.provisionalOf("chg_1")).isEmpty();
        assertThat(states.without("chg_1"))
                .extracting(RegionStates::hash)
                .isEqualTo(
                        states(SETTLED).with(stricter, FROM).with(looser, FROM).hash());
    }

    /** A book from before kept one toggle of a region only: one dated ahead opened it until then, and decisions were made so. */
    @Test
    void a_lone_toggle_dated_ahead_binds_nothing_until_then() {
        RegionStates kept = states(new RegionToggle(SG, RegionState.EXIT_ONLY, "b", AHEAD));

        assertThat(kept.inEffect(SG, AHEAD.minusNanos(1))).isNull();
        assertThat(kept.standing(SET)).isEmpty();
        assertThat(kept.scheduled(SET)).hasSize(1);
        assertThat(kept.inEffect(SG, AHEAD)).isNotNull();
    }
}

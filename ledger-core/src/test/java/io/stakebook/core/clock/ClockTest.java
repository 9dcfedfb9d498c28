package io.stakebook.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.fixture.World;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockTest {

    private final World world = new World();

    @Test
    void an_advance_moves_every_view_of_the_clock() {
        BusinessClock clock = new BusinessClock(Clock.fixed(World.START, ZoneOffset.UTC));
        Clock inZurich = clock.withZone(ZoneId.of("Europe/Zurich"));
        clock.advanceTo(world.book.run(new AdvanceClock(World.START.plus(Duration.ofDays(1)))));
        assertThat(clock.instant()).isEqualTo(World.START.plus(Duration.ofDays(1)));
        assertThat(inZurich.instant()).isEqualTo(clock.instant());
    }

    @Test
    void an_offset_read_late_never_turns_the_clock_back() {
        BusinessClock clock = new BusinessClock(Clock.fixed(World.START, ZoneOffset.UTC));
        clock.advanceTo(new ClockOffset(100, 2));
        clock.advanceTo(new ClockOffset(50, 1));
        assertThat(clock.instant()).isEqualTo(World.START.plusSeconds(100));
    }

    @Test
    void an_advance_into_the_past_or_too_far_is_refused() {
        assertThat(world.book
                        .turnedDown(new AdvanceClock(World.START.minusSeconds(1)))
                        .code())
                .isEqualTo(ErrorCode.CLOCK_BACKWARD);
        assertThat(world.book
                        .turnedDown(new AdvanceClock(World.START.plus(Duration.ofDays(4_000))))
                        .code())
                .isEqualTo(ErrorCode.FIELD_INVALID);
    }
}

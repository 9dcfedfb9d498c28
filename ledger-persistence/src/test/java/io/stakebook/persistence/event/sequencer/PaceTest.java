package io.stakebook.persistence.event.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Offset<Long> ONE_PERCENT = within(SECOND / 100);

    private final Pace pace = new Pace();
    private long now = -40 * SECOND;
    private long placed = 1_000;

    @Test
    void engineRestsNot_beforeTheFirstLook() {
        assertThat(rest(1_000_000)).isZero();
    }

    @Test
    void engineRestsNot_whileThereIsRoom() {
        look(10_000, Pace.ROOM);
        look(10_000, Pace.ROOM);

        assertThat(rest(1_000_000)).isZero();
    }

    @Test
    void engineRestsNot_beforeARateWasMeasured() {
        look(10_000, 2 * Pace.ROOM);

        assertThat(rest(1_000_000)).isZero();
    }

    @Test
    void engineGoesAtTheSequencersRate_whenThereIsJustNoRoom() {
        look(10_000, Pace.ROOM + 1);
        look(10_000, Pace.ROOM + 1);

        assertThat(rest(10_000)).isCloseTo(SECOND, ONE_PERCENT);
    }

    @Test
    void engineGoesAtHalfTheSequencersRate_whenTwiceAsManyWait() {
        look(10_000, 2 * Pace.ROOM);
        look(10_000, 2 * Pace.ROOM);

        assertThat(rest(10_000)).isCloseTo(2 * SECOND, ONE_PERCENT);
    }

    @Test
    void engineNeverStops_howeverLittleTheSequencerDoes() {
        look(0, 1_000 * Pace.ROOM);
        look(0, 1_000 * Pace.ROOM);

        assertThat(rest(1_000)).isCloseTo(SECOND, ONE_PERCENT);
    }

    @Test
    void rateOfIdleTimes_countsForNothing() {
        for (int i = 0; i < 20; i++) {
            look(3, 0);
        }
        look(10_000, Pace.ROOM + 1);
        look(10_000, Pace.ROOM + 1);

        assertThat(rest(10_000)).isCloseTo(SECOND, ONE_PERCENT);
    }

    @Test
    void debt_isPaidByTime_andAtTheRateOfTheMoment() {
        look(10_000, Pace.ROOM + 1);
        look(10_000, Pace.ROOM + 1);
        pace.left(10_000, now);
        now += SECOND / 2;

        assertThat(pace.restNanos(now)).isCloseTo(SECOND / 2, ONE_PERCENT);
        now += SECOND;
        assertThat(pace.restNanos(now)).isZero();
    }

    @Test
    void debt_isForgiven_whenThereIsRoomAgain() {
        look(10_000, 2 * Pace.ROOM);
        look(10_000, 2 * Pace.ROOM);
        pace.left(1_000_000, now);
        look(10_000, 0);

        assertThat(pace.restNanos(now)).isZero();
    }

    @Test
    void nobodyIsSlowed_byWhatIsNotKnownAnyMore() {
        look(0, 2 * Pace.ROOM);
        look(0, 2 * Pace.ROOM);
        pace.left(1_000_000, now);
        now += Pace.FRESH.toNanos() + 1;

        assertThat(pace.restNanos(now)).isZero();
    }

    private long rest(int events) {
        pace.left(events, now);
        return pace.restNanos(now);
    }

    /** A tenth of a second later. */
    private void look(long perSecond, long waiting) {
        now += SECOND / 10;
        placed += perSecond / 10;
        pace.look(placed, waiting, now);
    }
}

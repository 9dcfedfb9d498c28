package io.stakebook.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MainlandWatchTest {

    private static final CustomerId ANNA = customer(1);

    private final Written days = new Written();
    private final MovableClock clock = new MovableClock();
    private final MainlandWatch watch = new MainlandWatch(days, clock);

    @Test
    void customer_whoComesAgainWithinTheTenMinutes_isWrittenOnce() {
        for (String time : List.of("2026-11-22T10:00:00Z", "2026-11-22T10:00:01Z", "2026-11-22T10:09:59.999Z")) {
            seen(ANNA, time);
        }

        assertThat(days.kept).containsExactly(day(ANNA, "2026-11-22", "2026-11-22T10:10:00Z"));
    }

    @Test
    void endThatIsKept_isNeverBeforeTheTimeCustomerWasSeen() {
        for (String time : List.of("2026-11-22T10:00:00Z", "2026-11-22T10:10:00Z", "2026-11-22T10:29:59Z")) {
            seen(ANNA, time);

            assertThat(days.kept.get(days.kept.size() - 1).lastAt()).isAfter(Instant.parse(time));
        }
        assertThat(days.kept).hasSize(3);
    }

    @Test
    void day_changesAtMidnightInShanghai() {
        seen(ANNA, "2026-11-22T15:59:59Z");
        seen(ANNA, "2026-11-22T16:00:00Z");

        assertThat(days.kept)
                .containsExactly(
                        day(ANNA, "2026-11-22", "2026-11-22T16:00:00Z"),
                        day(ANNA, "2026-11-23", "2026-11-22T16:10:00Z"));
    }

    @Test
    void customer_whoCouldNotBeKept_isKeptTheNextTime() {
        days.broken = true;
        assertThatThrownBy(() -> seen(ANNA, "2026-11-22T10:00:00Z")).isInstanceOf(Unavailable.class);
        days.broken = false;

        seen(ANNA, "2026-11-22T10:00:01Z");

        assertThat(days.kept).hasSize(1);
    }

    @Test
    void customer_whoIsForgottenAmongMany_isWrittenAgain() {
        LongStream.rangeClosed(1, 10_001).forEach(number -> seen(customer(number), "2026-11-22T10:00:00Z"));

        seen(customer(10_001), "2026-11-22T10:00:01Z");
        seen(ANNA, "2026-11-22T10:00:01Z");

        assertThat(days.kept).hasSize(10_002).endsWith(day(ANNA, "2026-11-22", "2026-11-22T10:10:00Z"));
    }

    @Test
    void sweep_removesWhatNoDecisionCounts_andStopsWhenThereIsNoMore() {
        clock.now = Instant.parse("2026-11-22T15:59:59Z");
        days.old = 1_200;

        assertThat(new MainlandSweep(days, clock).sweep()).isEqualTo(1_200);
        assertThat(days.firstsKept).hasSize(3).containsOnly(LocalDate.parse("2026-08-25"));
    }

    @Test
    void sweep_ofVeryManyDays_leavesTheRestToTheNext() {
        clock.now = Instant.parse("2026-11-22T15:59:59Z");
        days.old = 1_000_000;

        assertThat(new MainlandSweep(days, clock).sweep()).isEqualTo(10_000);
    }

    @Test
    void mainland_isNeitherHongKongNorMacauNorTaiwanNorNowhere() {
        assertThat(MainlandDay.isMainland("CN")).isTrue();
        assertThat(List.of("HK", "MO", "TW", "SG", "")).noneMatch(MainlandDay::isMainland);
        assertThat(MainlandDay.isMainland(null)).isFalse();
    }

    private void seen(CustomerId customer, String at) {
        clock.now = Instant.parse(at);
        watch.seen(customer);
    }

    private static CustomerId customer(long number) {
        return new CustomerId(new UUID(0x7000, number));
    }

    private static MainlandDay day(CustomerId customer, String day, String lastAt) {
        return new MainlandDay(customer, LocalDate.parse(day), Instant.parse(lastAt));
    }

    /** What a store was told. */
    private static final class Written implements MainlandDays {

        private final List<MainlandDay> kept = new ArrayList<>();
        private final List<LocalDate> firstsKept = new ArrayList<>();
        private boolean broken;
        private int old;

        @Override
        public void keep(MainlandDay day) {
            if (broken) {
                throw new Unavailable(ErrorCode.OVERLOADED, "the database did not answer");
            }
            kept.add(day);
        }

        @Override
        public MainlandPast past(CustomerId customer, Instant now) {
            throw new UnsupportedOperationException("the watch reads nothing");
        }

        @Override
        public int forget(LocalDate firstKept, int atMost) {
            firstsKept.add(firstKept);
            int removed = Math.min(old, atMost);
            old -= removed;
            return removed;
        }
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for another zone");
        }
    }
}

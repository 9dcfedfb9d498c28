package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Sixty calls a minute: one a second, sixty at once. */
    private final Allowances allowances = new Allowances(60, Duration.ofMinutes(1), 2);

    @Test
    void anAllowanceMayBeUsedAtOnce_andTheNextCallIsToldWhenToComeBack() {
        for (int call = 1; call <= 60; call++) {
            assertThat(allowances.take("ann", 0))
                    .isEqualTo(new Allowances.Verdict(true, 60 - call, call, call == 60 ? 1 : 0));
        }

        assertThat(allowances.take("ann", 0)).isEqualTo(new Allowances.Verdict(false, 0, 60, 1));
    }

    @Test
    void aCallThatIsTurnedAwayCostsNothing() {
        for (int call = 0; call < 1_000; call++) {
            allowances.take("ann", 0);
        }

        assertThat(allowances.take("ann", SECOND).granted()).isTrue();
        assertThat(allowances.take("ann", SECOND).granted()).isFalse();
    }

    @Test
    void anAllowanceIsWholeAgainAfterAMinute_andNeverMoreThanWhole() {
        for (int call = 0; call < 60; call++) {
            allowances.take("ann", 0);
        }

        assertThat(allowances.take("ann", 3_600 * SECOND).remaining()).isEqualTo(59);
    }

    @Test
    void oneCallersCallsAreNotAnothers() {
        for (int call = 0; call < 100; call++) {
            allowances.take("ann", 0);
        }

        assertThat(allowances.take("bob", 0).remaining()).isEqualTo(59);
    }

    @Test
    void whoeverWasNotSeenForLongestIsForgotten_soThatCallersNeverFillTheMemory() {
        allowances.take("ann", 0);
        allowances.take("bob", 0);
        allowances.take("ann", 0);

        allowances.take("eve", 0);

        assertThat(allowances.take("ann", 0).remaining()).isEqualTo(57);
        assertThat(allowances.take("bob", 0).remaining()).isEqualTo(59);
    }

    @Test
    void theClockMayPassTheLargestNumber() {
        for (int call = 0; call < 60; call++) {
            allowances.take("ann", Long.MAX_VALUE - 10);
        }

        assertThat(allowances.take("ann", Long.MAX_VALUE - 10).granted()).isFalse();
        assertThat(allowances.take("ann", Long.MAX_VALUE - 10 + 60 * SECOND).remaining())
                .isEqualTo(59);
    }

    /** Against a model that remembers every call: in no stretch of a minute more than twice the allowance, in the long run its rate. */
    @Property
    void noMinuteGrantsMoreThanAWholeAllowanceAndWhatFillsUpMeanwhile(
            @ForAll @IntRange(min = 1, max = 20) int calls,
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 20_000_000_000L) Long> pauses) {
        Allowances asked = new Allowances(calls, Duration.ofMinutes(1), 10);
        Deque<Long> granted = new ArrayDeque<>();
        long now = 0;
        for (long pause : pauses) {
            now += pause;
            boolean answer = asked.take("ann", now).granted();
            long from = now - Duration.ofMinutes(1).toNanos();
            granted.removeIf(at -> at <= from);
            if (answer) {
                granted.addLast(now);
            }
            assertThat(granted.size()).isLessThanOrEqualTo(2 * calls);
            if (!answer) {
                assertThat(granted.size()).isGreaterThanOrEqualTo(calls);
            }
        }
    }
}

package io.stakebook.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void median_ofAnEvenNumber_isTheMeanOfTheMiddleTwo() {
        assertThat(Medians.of(4, 1, 3, 100)).isEqualTo(3.5);
        assertThat(Medians.of(7)).isEqualTo(7);
        assertThatThrownBy(Medians::of).hasMessageContaining("nothing");
    }

    @Test
    void ratio_pairsTurnsOfOneRound_soThatASlowRoundDoesNotBendIt() {
        // The second round ran at a third of the speed; both halves felt it.
        List<Measurement> engine = List.of(turn(2_000), turn(600), turn(2_100));
        List<Measurement> plain = List.of(turn(100), turn(30), turn(100));

        assertThat(Medians.ratio(engine, plain, Measurement::rate)).isEqualTo(20);
        assertThatThrownBy(() -> Medians.ratio(engine, List.of(turn(1)), Measurement::rate))
                .hasMessageContaining("paired");
    }

    @Test
    void goals_areMet_onTheSideTheyAskFor() {
        assertThat(Goal.atLeast(15, "×", "rate", 15).met()).isTrue();
        assertThat(Goal.atLeast(15, "×", "rate", 14.9).met()).isFalse();
        assertThat(Goal.atMost(0.33, "×", "log", 0.34).met()).isFalse();
        assertThat(Goal.atMost(2, " s", "restart", Double.NaN).verdict()).isEqualTo("not measured");
        assertThat(Goal.atMost(0.33, "×", "log", 0.2).bound()).isEqualTo("≤ 0.33×");
        assertThat(Goal.atMost(2, " s", "restart", 1.25).figure()).isEqualTo("1.25 s");
    }

    private static Measurement turn(double rate) {
        return new Measurement(rate, 1, 2, 1, 0, 0, 0, rate, rate);
    }
}

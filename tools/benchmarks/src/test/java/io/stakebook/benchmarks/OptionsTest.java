package io.stakebook.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void options_given_replaceTheDefaults() {
        Options options = options("--seconds 7 --callers 2,64 --overdraw 25 --fast --designs plain");

        assertThat(options.number("--seconds", 3, 1)).isEqualTo(7);
        assertThat(options.number("--rounds", 3, 1)).isEqualTo(3);
        assertThat(options.numbers("--callers", List.of(1))).containsExactly(2, 64);
        assertThat(options.percent("--overdraw", 0)).isEqualTo(25);
        assertThat(options.flag("--fast")).isTrue();
        assertThat(options.flag("--slow")).isFalse();
        assertThat(options.names("--designs", List.of("plain", "lean"))).containsExactly("plain");
        options.finish();
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds 0, at least 1",
        "--seconds x, whole numbers",
        "--seconds, needs a value",
        "--callers 16;0, whole numbers",
        "--overdraw 101, percentage",
        "--designs turbo, 'takes plain, lean'",
        "--turbo 1, unknown option --turbo",
        "--seconds 1 --seconds 2, twice",
        "seconds 1, unexpected word",
        "--fast 1, no value"
    })
    void nonsense_isRefusedByName(String line, String reason) {
        assertThatThrownBy(() -> {
                    Options options = options(line);
                    options.number("--seconds", 3, 1);
                    options.numbers("--callers", List.of(1));
                    options.percent("--overdraw", 0);
                    options.names("--designs", List.of("plain", "lean"));
                    options.flag("--fast");
                    options.finish();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static Options options(String line) {
        return new Options(List.of(line.split(" ", -1)));
    }
}

package io.stakebook.benchmarks.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostingOptionsTest {

    @Test
    void options_given_replaceTheDefaults() {
        PostingOptions options = PostingOptions.parse(
                List.of("--seconds", "7", "--rounds", "5", "--callers", "2, 64", "--overdraw", "25"));

        assertThat(options.seconds()).isEqualTo(7);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.callers()).containsExactly(2, 64);
        assertThat(options.overdraw()).isEqualTo(25);
        assertThat(options.accounts()).isEqualTo(PostingOptions.defaults().accounts());
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds 0, at least 1",
        "--rounds x, whole numbers",
        "--callers 16;0, whole numbers",
        "--accounts 1, two sides",
        "--overdraw 101, percentage",
        "--seconds, needs a value",
        "--turbo 1, unknown option --turbo"
    })
    void nonsense_isRefusedByName(String line, String reason) {
        assertThatThrownBy(() -> PostingOptions.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}

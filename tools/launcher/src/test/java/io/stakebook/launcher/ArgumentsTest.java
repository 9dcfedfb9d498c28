package io.stakebook.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static final Path DATA = Path.of("data");

    @Test
    void demo_withoutOptions_servesOnTheUsualPortAndCleansUp() {
        Arguments parsed = Arguments.parse(List.of("demo"), DATA);

        assertThat(parsed.command()).isEqualTo(Arguments.Command.DEMO);
        assertThat(parsed.once()).isFalse();
        assertThat(parsed.keep()).isFalse();
        assertThat(parsed.port()).isEmpty();
        assertThat(parsed.data()).isEqualTo(DATA);
    }

    @Test
    void demo_withEveryOption_takesEach() {
        Arguments parsed =
                Arguments.parse(List.of("demo", "--once", "--keep", "--port", "9000", "--data", "elsewhere"), DATA);

        assertThat(parsed.once()).isTrue();
        assertThat(parsed.keep()).isTrue();
        assertThat(parsed.port()).contains(9000);
        assertThat(parsed.data()).isEqualTo(Path.of("elsewhere"));
    }

    @Test
    void demo_withADirectoryToResume_takesIt() {
        Arguments parsed = Arguments.parse(List.of("demo", "--resume", "run-1", "--port", "9000"), DATA);

        assertThat(parsed.resume()).contains(Path.of("run-1"));
        assertThat(parsed.port()).contains(9000);
    }

    @Test
    void optionThatNamesAPlace_withNothingInIt_isRefused() {
        assertThatThrownBy(() -> Arguments.parse(List.of("demo", "--resume", ""), DATA))
                .isInstanceOf(Arguments.Misused.class)
                .hasMessageContaining("--resume needs the name of a directory or file");
    }

    @Test
    void serve_withConfig_takesTheFile() {
        assertThat(Arguments.parse(List.of("serve", "--config", "my.properties"), DATA)
                        .config())
                .contains(Path.of("my.properties"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | unknown command",
                "run | unknown command run",
                "demo --twice | unknown option --twice of demo",
                "demo --port | --port needs a value",
                "demo --port --once | --port needs a value",
                "demo --port 0 | not 0",
                "demo --port 65536 | not 65536",
                "demo --port ninety | not ninety",
                "demo --config f | --config is no option of demo",
                "serve --once | --once is no option of serve",
                "serve --keep | --keep is no option of serve",
                "serve --resume d | --resume is no option of serve",
                "demo --resume | --resume needs a value",
                "demo --resume d --once | --once is for a new demo",
                "demo --keep --resume d | --keep is for a new demo",
                "demo --resume d --data e | --data is for a new demo"
            })
    void commandLine_thatMakesNoSense_isRefusedWithTheReason(String line, String reason) {
        assertThatThrownBy(() -> Arguments.parse(List.of(line.split(" ")), DATA))
                .isInstanceOf(Arguments.Misused.class)
                .hasMessageContaining(reason);
    }
}

package io.stakebook.api.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadPathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"%", "/a%", "/a%4", "/a%4g", "/%zz", "/%20%", "/%%20", "/%u00e4", "/% 0"})
    void percentWithoutTwoHexadecimalDigits_isBroken(String path) {
        assertThat(BadPaths.broken(path))
                .hasValueSatisfying(said -> assertThat(said).contains("two hexadecimal digits"));
    }

    @Test
    void whatNoNameHas_isNamedWithRuleAndPlace() {
        assertThat(BadPaths.broken("/v1/%00")).hasValue("a path holds no NUL; the path has \"%00\" at character 5");
        assertThat(BadPaths.broken("/v1/a%5Cb"))
                .hasValue("a path holds no backslash; the path has \"%5C\" at character 6");
        assertThat(BadPaths.broken("/v1/a\\b"))
                .hasValue("a path holds no backslash; the path has \"\\\" at character 6");
        assertThat(BadPaths.broken("/%ff"))
                .hasValueSatisfying(said -> assertThat(said).contains("UTF-8"));
        assertThat(BadPaths.broken("/%C3%A4")).isEmpty();
        assertThat(BadPaths.broken("/%2f"))
                .hasValueSatisfying(said -> assertThat(said).contains("escaped", "%2f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/.", "/v1/products/..", "/v1/products/.", "/v1/%2e%2E", "/v1/.%2e/x", "/v1/%2e/x"})
    void segmentOfDots_isNamed_howeverItIsSpelt(String path) {
        assertThat(BadPaths.broken(path))
                .hasValueSatisfying(said -> assertThat(said).contains("segment . or ..", " at character "));
    }

    @Test
    void semicolonThatIsNotEscaped_isNamed() {
        assertThat(BadPaths.broken("/v1/entries;dryRun=true"))
                .hasValueSatisfying(said -> assertThat(said).endsWith("the path has \";\" at character 12"));
        assertThat(BadPaths.broken("/v1/products/..;"))
                .hasValueSatisfying(said -> assertThat(said).contains("\";\""));
        assertThat(BadPaths.broken("/v1/entries/a%3Bb")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/...",
                "/v1/a.b",
                "/.well-known/x",
                "/v1/..a",
                "/v1/entries",
                "/%20",
                "/%4F/%25",
                "/v1/accounts/1010.ETH.house"
            })
    void anyOtherPath_isLeftToTheApplication(String path) {
        assertThat(BadPaths.broken(path)).isEmpty();
    }
}

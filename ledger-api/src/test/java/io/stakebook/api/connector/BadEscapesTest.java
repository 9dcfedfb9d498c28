package io.stakebook.api.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadEscapesTest {

    @ParameterizedTest
    @ValueSource(strings = {"%", "/a%", "/a%4", "/a%4g", "/%zz", "/%20%", "/%%20", "/%u00e4", "/% 0"})
    void percentWithoutTwoHexadecimalDigits_isBroken(String path) {
        assertThat(BadEscapes.broken(path))
                .hasValueSatisfying(said -> assertThat(said).contains("two hexadecimal digits"));
    }

    @Test
    void whatNoNameHas_isNamedWithRuleAndPlace() {
        assertThat(BadEscapes.broken("/v1/%00")).hasValue("a path holds no NUL; the path has \"%00\" at character 5");
        assertThat(BadEscapes.broken("/v1/a%5Cb"))
                .hasValue("a path holds no backslash; the path has \"%5C\" at character 6");
        assertThat(BadEscapes.broken("/v1/a\\b"))
                .hasValue("a path holds no backslash; the path has \"\\\" at character 6");
        assertThat(BadEscapes.broken("/%ff"))
                .hasValueSatisfying(said -> assertThat(said).contains("UTF-8"));
        assertThat(BadEscapes.broken("/%C3%A4")).isEmpty();
        assertThat(BadEscapes.broken("/%2f"))
                .hasValueSatisfying(said -> assertThat(said).contains("escaped", "%2f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1/entries", "/%20", "/%4F/%25", "/v1/accounts/1010.ETH.house"})
    void anyOtherPath_isLeftToTheApplication(String path) {
        assertThat(BadEscapes.broken(path)).isEmpty();
    }
}

package io.stakebook.api.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadEscapesTest {

    @ParameterizedTest
    @ValueSource(strings = {"%", "/a%", "/a%4", "/a%4g", "/%zz", "/%20%", "/%%20", "/%u00e4", "/% 0"})
    void percentWithoutTwoHexadecimalDigits_isBroken(String path) {
        assertThat(BadEscapes.isEscapedRight(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1/entries", "/%20", "/%aF%00/%5c", "/v1/accounts/1010.ETH.house"})
    void anyOtherPath_isLeftToTheApplication(String path) {
        assertThat(BadEscapes.isEscapedRight(path)).isTrue();
    }
}

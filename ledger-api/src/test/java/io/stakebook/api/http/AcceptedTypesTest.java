package io.stakebook.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptedTypesTest {

    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

    @Test
    void mostSpecificRange_decides() {
        assertThat(AcceptedTypes.isAccepted(JSON, List.of(range("*", "*", "1"), range("application", "json", "0"))))
                .isFalse();
        assertThat(AcceptedTypes.isAccepted(JSON, List.of(range("*", "*", "1"), range("application", "*", "0.000"))))
                .isFalse();
        assertThat(AcceptedTypes.isAccepted(JSON, List.of(range("*", "*", "0"), range("application", "json", "0.001"))))
                .isTrue();
        assertThat(AcceptedTypes.isAccepted(JSON, List.of(range("text", "html", "0"), range("*", "*", "1"))))
                .isTrue();
    }

    @Test
    void rangeWithoutQuality_isAWish() {
        assertThat(AcceptedTypes.isAccepted(JSON, List.of(JSON))).isTrue();
        assertThat(AcceptedTypes.isAccepted(JSON, List.of())).isTrue();
    }

    private static MediaType range(String type, String subtype, String quality) {
        return new MediaType(type, subtype, Map.of("q", quality));
    }
}

package io.stakebook.api.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final List<String> NONE = List.of();

    @Test
    void endThatIsSaidOnce_isTaken() {
        assertThat(Framing.broken(NONE, false, NONE, true)).isEmpty();
        assertThat(Framing.broken(NONE, true, List.of("5"), false)).isEmpty();
        assertThat(Framing.broken(List.of("Chunked"), false, NONE, true)).isEmpty();
    }

    @Test
    void endThatIsSaidTwice_isNamedWithRuleAndValue() {
        assertThat(Framing.broken(List.of("chunked"), true, NONE, true))
                .hasValueSatisfying(said -> assertThat(said).contains("not both", "\"chunked\""));
        assertThat(Framing.broken(NONE, true, List.of("5", "5"), true))
                .hasValueSatisfying(said -> assertThat(said).contains("Content-Length is sent once", "\"5, 5\""));
        assertThat(Framing.broken(List.of("chunked", "chunked"), false, NONE, true))
                .hasValueSatisfying(said -> assertThat(said).contains("said once", "\"chunked, chunked\""));
    }

    @Test
    void codingThatIsNotChunked_isNamedWithRuleAndValue() {
        for (String coding : List.of("gzip, chunked", "identity", "xchunked", "chunked, gzip", "")) {
            assertThat(Framing.broken(List.of(coding), false, NONE, true))
                    .hasValueSatisfying(said -> assertThat(said).contains("is chunked", "\"" + coding + "\""));
        }
        assertThat(Framing.broken(List.of("chunked"), false, NONE, false))
                .hasValueSatisfying(said -> assertThat(said).contains("belongs to HTTP/1.1"));
    }
}

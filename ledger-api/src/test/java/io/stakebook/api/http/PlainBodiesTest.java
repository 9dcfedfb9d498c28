package io.stakebook.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.problem.HeaderFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBodiesTest {

    @Test
    void bodyAsItComes_inUtf8_isRead() {
        assertThat(PlainBodies.packed(List.of())).isEmpty();
        assertThat(PlainBodies.packed(List.of("Identity"))).isEmpty();
        assertThat(PlainBodies.foreign("utf-8", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", ""})
    void bodyThatIsPacked_isRefused_namingHeaderAndValue(String encoding) {
        assertThat(PlainBodies.packed(List.of(encoding))).hasValueSatisfying(fault -> {
            assertThat(fault.header()).isEqualTo("Content-Encoding");
            assertThat(fault.value()).isEqualTo(encoding);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "utf8x"})
    void bodyInAnotherCharset_isRefused_namingHeaderAndValue(String charset) {
        String header = "application/json; charset=" + charset;

        assertThat(PlainBodies.foreign(charset, header))
                .hasValue(new HeaderFault("Content-Type", "names no charset but UTF-8", header));
    }
}

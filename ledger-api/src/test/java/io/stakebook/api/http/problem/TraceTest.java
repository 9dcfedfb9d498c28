package io.stakebook.api.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void trace_ofACaller_goesOnWithASpanOfOurs() {
        Trace trace = Trace.from("00-" + ID + "-00f067aa0ba902b7-01");

        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.traceparent()).startsWith("00-" + ID + "-").doesNotContain("00f067aa0ba902b7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + ID,
                "ff-" + ID + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void trace_thatIsMalformed_beginsAnew(String traceparent) {
        assertThat(Trace.from(traceparent).traceId()).hasSize(32).isNotEqualTo(ID);
    }
}

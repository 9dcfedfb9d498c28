package io.stakebook.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void flag_isTrueOrFalse_andFalseWhenAbsent() {
        assertThat(read("dryRun", "true").flag("dryRun")).isTrue();
        assertThat(read("dryRun", "false").flag("dryRun")).isFalse();
        assertThat(Query.of(Map.of(), "dryRun").flag("dryRun")).isFalse();
    }

    @Test
    void flagSpeltOtherwise_isRefused_namingTheParameter() {
        for (String value : List.of("", "1", "yes", "TRUE", "True", " true")) {
            assertThatThrownBy(() -> read("dryRun", value).flag("dryRun"))
                    .as(value)
                    .isInstanceOf(RefusedRequest.class)
                    .hasMessageContaining("\"dryRun\"");
        }
    }

    @Test
    void parameterNobodyAskedFor_orThereTwice_isRefused() {
        assertThatThrownBy(() -> Query.of(Map.of("dryrun", List.of("true")), "dryRun"))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("dryrun");
        assertThatThrownBy(() -> Query.of(Map.of("dryRun", List.of("true", "false")), "dryRun"))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("2 times");
    }

    private static Query read(String name, String value) {
        return Query.of(Map.of(name, List.of(value)), name);
    }
}

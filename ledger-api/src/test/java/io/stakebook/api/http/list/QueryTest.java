package io.stakebook.api.http.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+300000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "9999-12-31T23:59:59-00:01",
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59-18:00",
                "2026-11-22T10:15:30.1234567Z",
                "2026-11-22"
            })
    void timeThatNobodyCanMean_isRefused_namingParameterRuleAndValue(String value) {
        assertRefused(() -> read("effectiveAt", value).time("effectiveAt"), "\"effectiveAt\"", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+6000000-01-01", "-999999999-01-01", "0206-11-22", "1969-12-31", "+10000-01-01", "2026-02-30"})
    void dateThatNobodyCanMean_isRefused_namingParameterRuleAndValue(String value) {
        assertRefused(() -> read("through", value).date("through"), "\"through\"", value);
    }

    @Test
    void timesAndDates_ofTheYears1970To9999_areRead() {
        assertThat(read("a", "1970-01-01T01:00:00+01:00").time("a")).isEqualTo(Instant.EPOCH);
        assertThat(read("a", "9999-12-31T23:59:59.999999Z").time("a")).isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(read("a", "1970-01-01").date("a")).isEqualTo("1970-01-01");
        assertThat(read("a", "9999-12-31").date("a")).isEqualTo("9999-12-31");
    }

    /** What is recorded under a moment that has not come could change the answer about it. */
    @Test
    void momentAfterNow_isRefused_namingBothTimes() {
        Instant now = Instant.parse("2026-11-22T10:15:30.123456Z");

        assertThat(read("knownAt", now.toString()).pastTime("knownAt", now)).isEqualTo(now);
        String ofAFasterClock = now.plusSeconds(2).toString();
        assertThat(read("knownAt", ofAFasterClock).pastTime("knownAt", now)).isEqualTo(ofAFasterClock);
        String later = now.plusSeconds(2).plusNanos(1_000).toString();
        assertRefused(() -> read("knownAt", later).pastTime("knownAt", now), "\"knownAt\"", later, now.toString());
    }

    @Test
    void textWithAControlCharacter_isRefused_becauseNoRowCanHoldIt() {
        assertRefused(() -> read("reason", "a\0").text("reason"), "\"reason\"", "control");
        assertRefused(() -> read("reason", "a\u0085b").text("reason"), "\"reason\"", "control");
        assertThat(read("reason", "CN_DOMESTIC").text("reason")).isEqualTo("CN_DOMESTIC");
    }

    private static void assertRefused(ThrowingCallable reading, String... words) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(RefusedRequest.class, refused -> {
            assertThat(refused.code()).isEqualTo("PARAMETER_INVALID");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.detail()).contains(words);
        });
    }

    private static Query read(String name, String value) {
        return Query.of(Map.of(name, List.of(value)), name);
    }
}

package io.stakebook.api.security.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceHeadersTest {

    private static final RequestEvidence CONNECTION = RequestEvidence.ofConnection("SG", "none", "geo 1@sha256:00");

    @Test
    void headers_areEvidenceInThePolicysSpelling_besideTheConnections() {
        assertThat(read("prc", "zh-Hans-CN", "cn").byName())
                .containsExactly(
                        Map.entry("ip_country", "SG"),
                        Map.entry("ip_flag", "none"),
                        Map.entry("device_tz", "Asia/Shanghai"),
                        Map.entry("device_lang", "zh-CN"),
                        Map.entry("sim_issuer", "CN"));
    }

    @Test
    void headersThatAreAbsentOrEmptyOrSayUnknown_sayNothing() {
        assertThat(read(null, null, null)).isEqualTo(CONNECTION);
        assertThat(read("", " ", "")).isEqualTo(CONNECTION);
        assertThat(read("unknown", "unknown", "XX")).isEqualTo(CONNECTION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Stakebook-Device-Time-Zone | Mars/Olympus | must be an IANA time zone name",
                "Stakebook-Device-Language | not a tag | must be a BCP 47 language tag",
                "Stakebook-Device-Language | en-SG,zh-CN | must be one value, sent once",
                "Stakebook-Sim-Issuer | CHN | must be two letters of ISO 3166, or XX when not known",
                "Stakebook-Sim-Issuer | C1 | must be two letters of ISO 3166, or XX when not known",
                "Stakebook-Sim-Issuer | QQ | must be an ISO 3166 country or subdivision code, or XX when not known"
            })
    void headerThatBreaksItsRule_isRefusedByNameRuleAndValue_andNotKnownOfAnExit(
            String header, String value, String rule) {
        DeviceHeaders sent = new DeviceHeaders(
                header.endsWith("Zone") ? value : null,
                header.endsWith("Language") ? value : null,
                header.endsWith("Issuer") ? value : null);

        assertThat(sent.addTo(CONNECTION, Activity.REDEEM, Trace.from(null))).isEqualTo(CONNECTION);
        assertThatThrownBy(() -> sent.addTo(CONNECTION, Activity.SUBSCRIBE, Trace.from(null)))
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.toProblem("/v1/subscriptions", "t")
                                        .toJson())
                                .contains(
                                        "\"status\":400",
                                        "\"code\":\"REQUEST_MALFORMED\"",
                                        "\"detail\":\"the header " + header + " " + rule + "; this one is \\\"" + value
                                                + "\\\"\"",
                                        "\"header\":\"" + header + "\"",
                                        "\"rule\":\"" + rule + "\"",
                                        "\"value\":\"" + value + "\""));
    }

    @Test
    void headerLongerThanAnyName_isRefused_andShownInPart() {
        assertThatThrownBy(() -> read("A".repeat(10_000), null, null))
                .isInstanceOf(RefusedRequest.class)
                .message()
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @EnumSource(Activity.class)
    void oneHeaderThatCannotBeRead_takesNothingFromTheOthers_whereSomebodyLeaves(Activity activity) {
        DeviceHeaders sent = new DeviceHeaders("Mars/Olympus", "zh-CN", "SG");

        if (activity.group() == ActivityGroup.EXIT) {
            assertThat(sent.addTo(CONNECTION, activity, Trace.from(null)))
                    .isEqualTo(CONNECTION.withDevice(null, "zh-CN", "SG"));
        } else {
            assertThatThrownBy(() -> sent.addTo(CONNECTION, activity, Trace.from(null)))
                    .isInstanceOf(RefusedRequest.class);
        }
    }

    private static RequestEvidence read(@Nullable String zone, @Nullable String language, @Nullable String sim) {
        return new DeviceHeaders(zone, language, sim).addTo(CONNECTION, Activity.SUBSCRIBE, Trace.from(null));
    }
}

package io.stakebook.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.region.Region;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
    private static Facts with(String field, Object value) {
        return Facts.parse(object(field, value));
    }

    private static Map<String, Object> object(String field, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("as_of", "2026-03-01T00:00:00Z");
        object.put("activity", "STAKE");
        object.put(field, value);
        return object;
    }

    @ParameterizedTest
    @CsvSource({
        "CN, CN",
        "cn, CN",
        "chn, CN",
        "CHN, CN",
        "CN-HK, HK",
        "cn_mo, MO",
        "CN-TW, TW",
        "CN-91, HK",
        "HKG, HK",
        "TWN, TW",
        "CN-GD, CN-GD",
        "us-ny, US-NY",
        "UK, GB",
        "XK, XK"
    })
    void country_in_any_spelling_normalises(String written, String expected) {
        assertThat(with("residency", written).residency().code()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"XX", "xx", "T1", "''", "' '", "unknown", "ZZ"})
    void country_not_known_is_unknown(String written) {
        assertThat(with("ip_country", written).ipCountry()).isEqualTo(Region.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "residency, QQ",
        "residency, China",
        "ip_country, CNX1",
        "activity, FLY",
        "ip_flag, satellite",
        "subject_type, robot",
        "as_of, 2026-02-06",
        "as_of, 2026-02-06T00:00:00",
        "cn_ip_days_90, 91",
        "cn_ip_days_90, -1",
        "cn_ip_days_90, 3.5",
        "approval, all",
        "asset_peg, 12",
        "control, 101",
        "legal_hold, maybe",
        "device_lang, z",
        "colour, red",
        "doc_type, a b"
    })
    void unknown_value_is_refused_by_the_name_of_its_field(String field, String value) {
        assertThatThrownBy(() -> with(field, value)).isInstanceOfSatisfying(InvalidFacts.class, invalid -> {
            assertThat(invalid.field()).isEqualTo(field);
            assertThat(invalid.rule()).isNotBlank();
            assertThat(invalid.getMessage()).contains(field);
        });
    }

    @Test
    void missing_activity_or_instant_is_refused() {
        assertThatThrownBy(() -> Facts.parse(Map.of("as_of", "2026-03-01T00:00:00Z")))
                .hasMessageContaining("'activity'");
        assertThatThrownBy(() -> Facts.parse(Map.of("activity", "STAKE"))).hasMessageContaining("'as_of'");
    }

    @Test
    void booleans_numbers_and_words_are_read_where_natural() {
        assertThat(with("cn_ip_last_24h", true).cnIpLast24h()).isEqualTo(YesNo.YES);
        assertThat(with("legal_hold", false).legalHold()).isEqualTo(YesNo.NO);
        assertThat(with("cn_ip_days_90", new BigDecimal("30")).cnIpDays90()).hasValue(30);
        assertThat(with("cn_ip_days_90", "30").cnIpDays90()).hasValue(30);
        assertThat(with("control", 51).controlPct()).hasValue(51);
        assertThat(with("control", "de-facto").control()).isEqualTo(Control.DE_FACTO);
        assertThat(with("device_lang", "zh_Hans_CN").deviceLang()).isEqualTo("zh-CN");
        assertThat(with("device_tz", "PRC").deviceTz()).isEqualTo("Asia/Shanghai");
        assertThat(with("asset_peg", "rmb").assetPeg()).isEqualTo("CNY");
        assertThatThrownBy(() -> with("residency_verified", 1)).isInstanceOf(InvalidFacts.class);
    }

    @Test
    void equal_facts_render_equally_whoever_asks() {
        Facts a = Facts.parse(
                Map.of("id", "1", "as_of", "2026-03-01T08:00:00+08:00", "activity", "stake", "residency", "chn"));
        Facts b =
                Facts.parse(Map.of("id", "2", "as_of", "2026-03-01T00:00:00Z", "activity", "STAKE", "residency", "CN"));
        assertThat(a.canonical())
                .isEqualTo(b.canonical())
                .isEqualTo("as_of=2026-03-01T00:00:00Z\nresidency=CN\nactivity=STAKE\n");
        assertThat(a.toBuilder().build()).isEqualTo(a);
    }
}

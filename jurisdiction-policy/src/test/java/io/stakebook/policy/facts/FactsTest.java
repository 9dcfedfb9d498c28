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
        "XK, XK",
        "GBN, GB",
        "GBD, GB",
        "GBO, GB",
        "GBP, GB",
        "GBS, GB",
        "RKS, XK",
        "d, DE",
        "CN-HKG, HK",
        "CN-TWN, TW",
        "CN-MAC, MO",
        "CN-81, HK",
        "CN-82, MO",
        "CN-44, CN-44",
        "GB-ENG, GB-ENG"
    })
    void country_in_any_spelling_normalises(String written, String expected) {
        assertThat(with("residency", written).residency().code()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"XX", "xx", "T1", "''", "' '", "unknown", "ZZ", "XXA", "XXB", "XXC"})
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
        "doc_type, a b",
        "residency_verified_at, +999999999-12-31T00:00:00Z",
        "residency_verified_at, -0001-12-31T00:00:00Z",
        "as_of, 9999-12-31T23:59:59-01:00",
        "as_of, +10000-01-01T00:00:00Z",
        "residency_verified_at, 2026-03-01T00:00:01Z",
        "residency, ß",
        "residency, ﬁ",
        "residency, CN-CHN",
        "residency, CN-ABC",
        "activity, ﬅake",
        "activity, unknown",
        "cn_ip_days_90, ٣٠",
        "control, -1",
        "control, 100.5",
        "control, 0.51",
        "control, 1",
        "control, 1e999999999",
        "control, 1e-999999999",
        "control, 5o%",
        "asset_peg, ZZZ",
        "asset_peg, CNYX",
        "asset_peg, XTS",
        "device_tz, Mars/Phobos",
        "device_tz, Asia Shanghai"
    })
    void unknown_value_is_refused_by_the_name_of_its_field(String field, String value) {
        assertThatThrownBy(() -> with(field, value)).isInstanceOfSatisfying(InvalidFacts.class, invalid -> {
            assertThat(invalid.field()).isEqualTo(field);
            assertThat(invalid.rule()).isNotBlank();
            assertThat(invalid.value()).isNotBlank();
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

    @ParameterizedTest
    @CsvSource({
        "50.5, 51",
        "50.0, 50",
        "50.000001, 51",
        "51%, 51",
        "49.9 %, 49",
        "24.9, 24",
        "25, 25",
        "99.1, 100",
        "+7, 7"
    })
    void share_above_a_half_is_rounded_up_and_below_cut_off(String written, int percent) {
        assertThat(with("control", written).controlPct()).hasValue(percent);
    }

    @Test
    void share_may_be_a_number_and_its_form_is_named_when_it_is_none() {
        assertThat(with("control", new BigDecimal("50.5")).controlPct()).hasValue(51);
        assertThatThrownBy(() -> with("control", "half"))
                .hasMessageContaining("majority")
                .hasMessageContaining("50.5");
    }

    @ParameterizedTest
    @CsvSource({
        "YUAN, CNY",
        "ecny, CNY",
        "e-CNY, CNY",
        "DCEP, CNY",
        "RMB, CNY",
        "CNHT, CNH",
        "cnh, CNH",
        "HKD, HKD",
        "XAU, XAU",
        "BTC, BTC",
        "none, ''",
        "XXX, ''"
    })
    void peg_in_any_name_of_the_yuan_is_the_yuan(String written, String code) {
        assertThat(with("asset_peg", written).assetPeg()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "device_tz, CTT, Asia/Shanghai",
        "device_tz, asia/harbin, Asia/Shanghai",
        "device_tz, Asia/Kashgar, Asia/Urumqi",
        "device_tz, europe/zurich, Europe/Zurich",
        "device_tz, +08:00, +08:00",
        "device_tz, PST, America/Los_Angeles",
        "device_lang, zh-cmn-Hans-CN, zh-CN",
        "device_lang, cmn-CN, zh-CN",
        "device_lang, zh-Hant-HK, zh-HK",
        "device_lang, en-SG, en-SG"
    })
    void device_speaks_of_one_place_in_many_names(String field, String written, String read) {
        assertThat(with(field, written).text(Field.byWire(field).orElseThrow())).isEqualTo(read);
    }

    @Test
    void tor_exit_in_place_of_a_country_is_flagged_as_tor() {
        assertThat(with("ip_country", "T1").ipFlag()).isEqualTo(IpFlag.TOR);
        assertThat(with("ip_country", "t1").ipCountry()).isEqualTo(Region.UNKNOWN);
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

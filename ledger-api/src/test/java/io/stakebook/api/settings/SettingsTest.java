package io.stakebook.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.event.Origin;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void minimum(@TempDir Path directory) {
        values.put("mp.jwt.verify.issuer", "https://issuer.example");
        values.put("stakebook.kafka.bootstrap-servers", "localhost:9092");
        values.put("stakebook.exports.directory", directory.resolve("exports").toString());
    }

    @Test
    void settings_withNothingButTheMinimum_haveSafeDefaults() {
        Settings settings = read();

        assertThat(settings.testClock()).isFalse();
        assertThat(settings.origin()).isEqualTo(new Origin("stakebook.local/main"));
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.relay().partitions()).isEqualTo(3);
        assertThat(settings.bodies()).isEqualTo(new Settings.Bodies(65_536, 16_777_216, 16_777_216));
        assertThat(settings.callsPerMinute()).isEqualTo(300_000);
        assertThat(settings.aprCeiling()).hasToString("1");
        assertThat(settings.exportsDirectory()).exists();
        assertThat(settings.onePersonUpTo()).containsEntry("ETH", new BigDecimal("0.1"));
    }

    @Test
    void checkThatWasAskedFor_waitsTenTimesAsLongAsTheScheduleAndNotForEver() {
        values.put("stakebook.checks.longest-query", "30");

        assertThat(read().checks().longestAsked()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void largestBreakOfOnePerson_isGivenPerAsset_orForNone() {
        values.put("stakebook.reconciliation.one-person-up-to", "BTC=0, ETH=1.5");
        assertThat(read().onePersonUpTo()).isEqualTo(Map.of("BTC", BigDecimal.ZERO, "ETH", new BigDecimal("1.5")));

        values.put("stakebook.reconciliation.one-person-up-to", "none");
        assertThat(read().onePersonUpTo()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "stakebook.test-clock.enabled, yes",
        "stakebook.kafka.bootstrap-servers, localhost",
        "stakebook.kafka.partitions, 0",
        "stakebook.http.calls-per-minute, -1",
        "stakebook.kafka.topic, a topic",
        "stakebook.origin, a+b",
        "stakebook.keys.signing, /nowhere/key.pem",
        "stakebook.accrual.in-flight, many",
        "stakebook.product.apr-ceiling, 150 %",
        "stakebook.http.max-body-bytes, 0",
        "stakebook.http.max-upload-bytes, -5",
        "stakebook.http.max-batch-bytes, 2147483647",
        "stakebook.relay.enabled, on",
        "stakebook.reconciliation.one-person-up-to, ETH",
        "stakebook.reconciliation.one-person-up-to, ETH=-1",
        "stakebook.reconciliation.one-person-up-to, 'ETH=1,ETH=2'"
    })
    void setting_thatMakesNoSense_isRefusedByItsKeyAndNotShown(String key, String value) {
        values.put(key, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(RefusedSetting.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining(" " + value + " ");
    }

    @Test
    void setting_thatIsRequired_isAskedForByItsKey() {
        values.remove("mp.jwt.verify.issuer");

        assertThatThrownBy(this::read).hasMessageContaining("mp.jwt.verify.issuer");
    }

    private Settings read() {
        return Settings.read(new MapConfig(values));
    }

    /** A configuration of plain texts. */
    private record MapConfig(Map<String, String> values) implements Config {

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            return Optional.ofNullable(values.get(name)).map(type::cast);
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException("only texts are read");
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return Set.copyOf(values.keySet());
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return Set.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException("nothing is wrapped");
        }
    }
}

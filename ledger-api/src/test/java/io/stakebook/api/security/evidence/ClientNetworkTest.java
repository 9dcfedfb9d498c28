package io.stakebook.api.security.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.geo.CompactIpCountry;
import io.stakebook.policy.geo.IpFlags;
import io.stakebook.policy.geo.TrustedProxies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientNetworkTest {

    /** In a block of China Telecom for decades. */
    private static final String MAINLAND = "202.96.128.86";

    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8"));

    private final ClientNetwork network = new ClientNetwork(PROXIES, CompactIpCountry.shipped(), IpFlags.notKnown());

    @Test
    void forwardedAddress_behindATrustedProxy_givesTheCountry() {
        assertThat(network.connection("10.1.2.3", List.of(MAINLAND)).shown().ipCountry())
                .isEqualTo("CN");
    }

    @Test
    void forwardedAddress_fromAStranger_isNotBelieved() {
        assertThat(network.connection("192.0.2.1", List.of(MAINLAND)).shown().ipCountry())
                .isNull();
    }

    @Test
    void dataSet_isPinnedWithItsHash() {
        assertThat(network.connection("10.1.2.3", null).shown().dataSets()).matches(".+ .+@sha256:[0-9a-f]{64}");
    }

    @Test
    void flag_isNotKnown_withoutADataSetOfFlags() {
        assertThat(network.connection("10.1.2.3", List.of(MAINLAND)).shown().ipFlag())
                .isNull();
    }

    @Test
    void flag_comesWithItsDataSetPinnedBesideTheCountrys(@TempDir Path directory) throws IOException {
        Path file = Mmdb.of("GeoIP2-Anonymous-IP")
                .with(MAINLAND, Map.of("is_residential_proxy", true))
                .write(directory.resolve("flags.mmdb"));
        ClientNetwork both = new ClientNetwork(PROXIES, CompactIpCountry.shipped(), MaxMindIpFlags.open(file));

        RequestEvidence proxied = both.connection("10.1.2.3", List.of(MAINLAND)).shown();
        RequestEvidence plain =
                both.connection("10.1.2.3", List.of("91.0.0.10")).shown();

        assertThat(proxied.byName())
                .containsExactly(Map.entry("ip_country", "CN"), Map.entry("ip_flag", "residential_proxy"));
        assertThat(plain.byName()).containsExactly(Map.entry("ip_country", "DE"), Map.entry("ip_flag", "none"));
        assertThat(plain.dataSets())
                .matches(".+ .+@sha256:[0-9a-f]{64}, GeoIP2-Anonymous-IP 2026-09-21T14:13:20Z@sha256:[0-9a-f]{64}");
    }

    /** No country and no flag that says more is what the policy takes for unresolved. */
    @Test
    void addressThatNoDataSetKnows_saysNothing() {
        assertThat(network.connection("127.0.0.1", null).shown().byName()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Activity.class)
    void forwardedHeader_thatHoldsNoAddress_isRefusedAndNotGuessed_andNotKnownOfAnExit(Activity activity) {
        Connection unread = network.connection("10.1.2.3", List.of("unknown"));

        if (activity.group() == ActivityGroup.EXIT) {
            assertThat(unread.evidence(activity, Trace.from(null))).isEqualTo(RequestEvidence.none());
        } else {
            assertThatThrownBy(() -> unread.evidence(activity, Trace.from(null)))
                    .isInstanceOf(RefusedRequest.class)
                    .hasMessage("X-Forwarded-For does not say the client's address:"
                            + " 'unknown' is no IPv4 or IPv6 address.");
        }
    }
}

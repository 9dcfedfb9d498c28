package io.stakebook.api.security.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.geo.CompactIpCountry;
import io.stakebook.policy.geo.IpFlags;
import io.stakebook.policy.geo.TrustedProxies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientNetworkTest {

    /** In a block of China Telecom for decades. */
    private static final String MAINLAND = "202.96.128.86";

    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8"));

    private final ClientNetwork network = new ClientNetwork(PROXIES, CompactIpCountry.shipped(), IpFlags.notKnown());

    @Test
    void forwardedAddress_behindATrustedProxy_givesTheCountry() {
        assertThat(network.evidence("10.1.2.3", List.of(MAINLAND)).ipCountry()).isEqualTo("CN");
    }

    @Test
    void forwardedAddress_fromAStranger_isNotBelieved() {
        assertThat(network.evidence("192.0.2.1", List.of(MAINLAND)).ipCountry()).isNull();
    }

    @Test
    void dataSet_isPinnedWithItsHash() {
        assertThat(network.evidence("10.1.2.3", null).dataSets()).matches(".+ .+@sha256:[0-9a-f]{64}");
    }

    @Test
    void flag_isNotKnown_withoutADataSetOfFlags() {
        assertThat(network.evidence("10.1.2.3", List.of(MAINLAND)).ipFlag()).isNull();
    }

    @Test
    void flag_comesWithItsDataSetPinnedBesideTheCountrys(@TempDir Path directory) throws IOException {
        Path file = Mmdb.of("GeoIP2-Anonymous-IP")
                .with(MAINLAND, Map.of("is_residential_proxy", true))
                .write(directory.resolve("flags.mmdb"));
        ClientNetwork both = new ClientNetwork(PROXIES, CompactIpCountry.shipped(), MaxMindIpFlags.open(file));

        RequestEvidence proxied = both.evidence("10.1.2.3", List.of(MAINLAND));
        RequestEvidence plain = both.evidence("10.1.2.3", List.of("91.0.0.10"));

        assertThat(proxied.byName())
                .containsExactly(Map.entry("ip_country", "CN"), Map.entry("ip_flag", "residential_proxy"));
        assertThat(plain.byName()).containsExactly(Map.entry("ip_country", "DE"), Map.entry("ip_flag", "none"));
        assertThat(plain.dataSets())
                .matches(".+ .+@sha256:[0-9a-f]{64}, GeoIP2-Anonymous-IP 2026-09-21T14:13:20Z@sha256:[0-9a-f]{64}");
    }

    /** No country and no flag that says more is what the policy takes for unresolved. */
    @Test
    void addressThatNoDataSetKnows_saysNothing() {
        assertThat(network.evidence("127.0.0.1", null).byName()).isEmpty();
    }

    @Test
    void forwardedHeader_thatHoldsNoAddress_isRefusedAndNotGuessed() {
        assertThatThrownBy(() -> network.evidence("10.1.2.3", List.of("unknown")))
                .isInstanceOf(RefusedRequest.class);
    }
}

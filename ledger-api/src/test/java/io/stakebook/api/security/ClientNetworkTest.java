package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.policy.geo.CompactIpCountry;
import io.stakebook.policy.geo.TrustedProxies;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientNetworkTest {

    /** In a block of China Telecom for decades. */
    private static final String MAINLAND = "202.96.128.86";

    private final ClientNetwork network =
            new ClientNetwork(TrustedProxies.of(List.of("10.0.0.0/8")), CompactIpCountry.shipped());

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
    void forwardedHeader_thatHoldsNoAddress_isRefusedAndNotGuessed() {
        assertThatThrownBy(() -> network.evidence("10.1.2.3", List.of("unknown")))
                .isInstanceOf(RefusedRequest.class);
    }
}

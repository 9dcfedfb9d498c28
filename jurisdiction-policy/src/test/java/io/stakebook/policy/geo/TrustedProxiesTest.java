package io.stakebook.policy.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.InvalidAddress;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies OURS = TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33"));

    private static String client(String peer, String... headers) {
        return OURS.client(Addresses.parse(peer), List.of(headers)).address().getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 1.2.3.4 | 203.0.113.9", // a peer that is not ours is the client, whatever it says
                "10.0.0.1 | 1.2.3.4, 203.0.113.9 | 203.0.113.9", // the left end is the client's own text
                "10.0.0.1 | 1.2.3.4, 203.0.113.9, 10.9.9.9, 192.0.2.7 | 203.0.113.9",
                "10.0.0.1 | 203.0.113.9:4711 | 203.0.113.9",
                "10.0.0.1 | [2001:db8:8000::1]:443 | 2001:db8:8000:0:0:0:0:1",
                "10.0.0.1 | ::ffff:203.0.113.9 | 203.0.113.9",
                "2001:db8::1 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 10.0.0.2, 10.0.0.3 | 10.0.0.2",
                "10.0.0.1 | ' ' | 10.0.0.1",
                "10.0.0.1 | evil, 203.0.113.9 | 203.0.113.9", // what stands left of the client is never read
            })
    void client_is_the_right_most_hop_that_is_not_ours(String peer, String header, String expected) {
        assertThat(client(peer, header)).isEqualTo(expected);
    }

    @Test
    void repeated_headers_are_one_list() {
        assertThat(client("10.0.0.1", "203.0.113.9", "10.0.0.2")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil",
                "203.0.113.9, x",
                "203.0.113.256",
                "1.2.3",
                "010.1.1.1",
                "fe80::1%eth0",
                "203.0.113.9,",
                "[::1",
                "1::2::3"
            })
    void hop_that_must_be_read_and_is_no_address_is_refused(String header) {
        assertThatThrownBy(() -> client("10.0.0.1", header)).isInstanceOf(InvalidAddress.class);
    }

    @Test
    void however_many_hops_the_client_writes_his_own_address_is_found() {
        assertThat(client("10.0.0.1", "1.2.3.4, ".repeat(1_000) + "203.0.113.9, 10.0.0.2"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void more_than_fifty_hops_of_ours_are_refused() {
        assertThat(client("10.0.0.1", "203.0.113.9" + ", 10.0.0.2".repeat(49))).isEqualTo("203.0.113.9");
        assertThatThrownBy(() -> client("10.0.0.1", "203.0.113.9" + ", 10.0.0.2".repeat(50)))
                .isInstanceOf(InvalidAddress.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "example.org", "2001:db8::/129"})
    void network_that_is_not_one_is_refused(String cidr) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(cidr))).isInstanceOf(InvalidAddress.class);
    }

    @Test
    void nobody_is_trusted_by_default() {
        InetAddress peer = Addresses.parse("10.0.0.1");
        assertThat(TrustedProxies.none().client(peer, List.of("1.2.3.4")).address())
                .isEqualTo(peer);
    }
}

package io.stakebook.api.security.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.facts.IpFlag;
import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.region.Region;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaxMindFilesTest {

    private static final List<String> STRICTEST_FIRST = List.of(
            "is_tor_exit_node", "is_residential_proxy", "is_public_proxy", "is_anonymous_vpn", "is_hosting_provider");

    private static final List<IpFlag> FLAGS =
            List.of(IpFlag.TOR, IpFlag.RESIDENTIAL_PROXY, IpFlag.PROXY, IpFlag.VPN, IpFlag.HOSTING);

    private Path directory;

    @BeforeEach
    void somewhere(@TempDir Path temporary) {
        directory = temporary;
    }

    @Test
    void address_hasTheFlagThatIsSet() throws IOException {
        Mmdb written = Mmdb.of("GeoIP2-Anonymous-IP");
        for (int i = 0; i < FLAGS.size(); i++) {
            written.with("192.0.2." + i, Map.of("is_anonymous", true, STRICTEST_FIRST.get(i), true));
        }
        MaxMindIpFlags flags = MaxMindIpFlags.open(written.write(directory.resolve("flags.mmdb")));

        for (int i = 0; i < FLAGS.size(); i++) {
            assertThat(flags.flagOf(address("192.0.2." + i))).isEqualTo(FLAGS.get(i));
        }
    }

    @Test
    void address_withSeveralFlags_hasTheStrictest() throws IOException {
        Mmdb written = Mmdb.of("GeoIP2-Anonymous-IP");
        Map<String, Object> set = new HashMap<>();
        for (int i = FLAGS.size() - 1; i >= 0; i--) {
            set.put(STRICTEST_FIRST.get(i), true);
            written.with("192.0.2." + i, Map.copyOf(set));
        }
        MaxMindIpFlags flags = MaxMindIpFlags.open(written.write(directory.resolve("flags.mmdb")));

        for (int i = 0; i < FLAGS.size(); i++) {
            assertThat(flags.flagOf(address("192.0.2." + i))).isEqualTo(FLAGS.get(i));
        }
    }

    @Test
    void address_withNothingSet_orNotListed_hidesNothing() throws IOException {
        Mmdb written = Mmdb.of("GeoIP2-Anonymous-IP").with("192.0.2.1", Map.of("is_anonymous_vpn", false));
        MaxMindIpFlags flags = MaxMindIpFlags.open(written.write(directory.resolve("flags.mmdb")));

        assertThat(flags.flagOf(address("192.0.2.1"))).isEqualTo(IpFlag.NONE);
        assertThat(flags.flagOf(address("198.51.100.1"))).isEqualTo(IpFlag.NONE);
    }

    @Test
    void addressOfIpv6_isNotKnown_whereTheFileHoldsIpv4Alone() throws IOException {
        Path file = Mmdb.of("GeoIP2-Anonymous-IP")
                .with("192.0.2.1", Map.of("is_anonymous_vpn", true))
                .write(directory.resolve("flags.mmdb"));

        assertThat(MaxMindIpFlags.open(file).flagOf(address("2001:db8::1"))).isEqualTo(IpFlag.UNKNOWN);
    }

    @Test
    void dataSet_isTypeBuildTimeAndHashOfTheFile() throws IOException {
        Path file = Mmdb.of("GeoIP2-Anonymous-IP")
                .with("192.0.2.1", Map.of("is_anonymous_vpn", true))
                .write(directory.resolve("flags.mmdb"));

        IpCountry.DataSet asked = MaxMindIpFlags.open(file).dataSet().orElseThrow();

        assertThat(asked.name()).isEqualTo("GeoIP2-Anonymous-IP");
        assertThat(asked.version()).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(asked.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void fileOfAnotherKind_isRefused_sinceItWouldListNobody() throws IOException {
        Path countries = Mmdb.of("GeoLite2-Country")
                .with("192.0.2.1", Map.of("country", Map.of("iso_code", "CN")))
                .write(directory.resolve("countries.mmdb"));

        assertThatThrownBy(() -> MaxMindIpFlags.open(countries))
                .isInstanceOf(IOException.class)
                .hasMessage("it is of type GeoLite2-Country, not of Anonymous-IP");
    }

    @Test
    void fileThatIsNoDatabase_isRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("flags.mmdb"), "no database at all");
        Path cut = directory.resolve("cut.mmdb");
        byte[] whole = Files.readAllBytes(Mmdb.of("GeoIP2-Anonymous-IP")
                .with("192.0.2.1", Map.of("is_anonymous_vpn", true))
                .write(directory.resolve("whole.mmdb")));
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        for (Path broken : List.of(text, cut, directory.resolve("nowhere.mmdb"))) {
            assertThatThrownBy(() -> MaxMindIpFlags.open(broken))
                    .as(broken.toString())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void country_isTheOneInTheFile() throws IOException {
        Path file = Mmdb.of("GeoLite2-Country")
                .with("192.0.2.1", Map.of("country", Map.of("iso_code", "CN")))
                .with("192.0.2.2", Map.of("registered_country", Map.of("iso_code", "CN")))
                .write(directory.resolve("countries.mmdb"));
        MaxMindIpCountry countries = MaxMindIpCountry.open(file);

        assertThat(countries.countryOf(address("192.0.2.1"))).contains(Region.parse("CN"));
        assertThat(countries.countryOf(address("192.0.2.2"))).isEmpty();
        assertThat(countries.countryOf(address("198.51.100.1"))).isEmpty();
        assertThat(countries.countryOf(address("2001:db8::1"))).isEmpty();
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }
}

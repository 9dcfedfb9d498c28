package io.stakebook.policy.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.InvalidAddress;
import io.stakebook.policy.region.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactIpCountryTest {
    private static final CompactIpCountry SHIPPED = CompactIpCountry.shipped();

    private static String country(IpCountry data, String address) {
        return data.countryOf(Addresses.parse(address)).map(Region::code).orElse("-");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0.255, AU", "1.0.1.0, CN", "1.0.3.255, CN", "1.0.4.0, AU", "114.114.114.114, CN", "8.8.8.8, US",
                "2001:2::1, JP",
        "240e::1, CN", "10.0.0.1, -", "127.0.0.1, -", "0.0.0.0, -", "255.255.255.255, -", "::1, -", "fe80::1, -"
    })
    void shipped_data_places_addresses(String address, String expected) {
        assertThat(country(SHIPPED, address)).isEqualTo(expected);
    }

    @Test
    void shipped_file_is_the_one_its_note_describes() throws IOException {
        try (InputStream note = CompactIpCountryTest.class.getResourceAsStream("/geo/ip-country.txt")) {
            String text = new String(Objects.requireNonNull(note).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text)
                    .contains(SHIPPED.dataSet().sha256())
                    .contains(SHIPPED.dataSet().version())
                    .contains("CC BY 4.0");
        }
    }

    @Test
    void builder_prefers_the_range_inside_and_joins_neighbours(@TempDir Path dir) throws IOException {
        Path v4 = Files.writeString(
                dir.resolve("4"), "16,31,DE\n20,23,FR\n32,47,DE\n64,79,QQ\n4294967040,4294967295,US\n");
        Path v6 = Files.writeString(
                dir.resolve("6"), "42540488161975842760550356425300246528,42540488241204005274814694018844196863,JP\n");
        Path out = dir.resolve("out");
        CompactIpCountryBuilder.build("test", "1", v4, v6, out);
        CompactIpCountry data = CompactIpCountry.load(out);
        assertThat(country(data, "0.0.0.15")).isEqualTo("-");
        assertThat(country(data, "0.0.0.16")).isEqualTo("DE");
        assertThat(country(data, "0.0.0.20")).isEqualTo("FR");
        assertThat(country(data, "0.0.0.23")).isEqualTo("FR");
        assertThat(country(data, "0.0.0.24")).isEqualTo("DE");
        assertThat(country(data, "0.0.0.47")).isEqualTo("DE");
        assertThat(country(data, "0.0.0.64")).isEqualTo("-");
        assertThat(country(data, "255.255.255.255")).isEqualTo("US");
        assertThat(country(data, "2001::1")).isEqualTo("JP");
        Path again = dir.resolve("again");
        CompactIpCountryBuilder.build("test", "1", v4, v6, again);
        assertThat(again).hasSameBinaryContentAs(out);
    }

    @Test
    void file_that_is_cut_or_changed_is_refused(@TempDir Path dir) throws IOException {
        Path v4 = Files.writeString(dir.resolve("4"), "16,31,DE\n");
        CompactIpCountryBuilder.build("test", "1", v4, v4, dir.resolve("out"));
        byte[] whole = Files.readAllBytes(dir.resolve("out"));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CompactIpCountry.read(cut)).isInstanceOf(InvalidAddress.class);
        }
        assertThatThrownBy(() -> CompactIpCountryBuilder.build(
                        "t", "1", Files.writeString(dir.resolve("x"), "1,2\n"), v4, dir.resolve("y")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1");
    }
}

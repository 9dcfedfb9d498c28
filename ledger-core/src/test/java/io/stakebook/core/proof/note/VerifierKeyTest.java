package io.stakebook.core.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {

    private static final String NAME = "stakebook.example/main";

    /** Made by {@code openssl genpkey -algorithm ed25519 | openssl pkey -pubout}. */
    private static final String PEM = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAso5QGeON6L7yxXqQr8Bh7XYQSJENGaF/IZ1HUAovg6U=
            -----END PUBLIC KEY-----
            """;

    @Test
    void publicKeyAsOpensslWritesIt_isReadAndWrittenAlike() {
        VerifierKey key = VerifierKey.ofSpkiPem(NAME, PEM);

        assertThat(key.toSpkiPem()).isEqualTo(PEM);
        assertThat(key.name()).isEqualTo(NAME);
        assertThat(VerifierKey.ofSpkiPem(NAME, PEM.replace("\n", "\r\n"))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----"
            })
    void whatIsNoEd25519PublicKey_isRefused(String pem) {
        assertThatThrownBy(() -> VerifierKey.ofSpkiPem(NAME, pem)).isInstanceOf(Malformed.class);
    }

    /** The curve has no point whose y is 2. */
    @Test
    void bytesThatAreNoPointOfTheCurve_areRefused_forNothingCouldBeSignedWithThem() {
        String spki = Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex("302a300506032b6570032100" + "02" + "00".repeat(31)));

        assertThatThrownBy(() -> VerifierKey.ofSpkiPem(
                        NAME, "-----BEGIN PUBLIC KEY-----\n" + spki + "\n-----END PUBLIC KEY-----"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("no point");
    }
}

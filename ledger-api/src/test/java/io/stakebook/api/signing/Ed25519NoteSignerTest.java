package io.stakebook.api.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ed25519NoteSignerTest {

    private static final byte[] MESSAGE = "stakebook.example/main\n1\nroot\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void signature_verifiesWithTheJdk(@TempDir Path directory) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Ed25519NoteSigner signer = Ed25519NoteSigner.read(
                pem(directory, "PRIVATE KEY", pair.getPrivate().getEncoded()), "log.example");

        byte[] signature = signer.sign(MESSAGE);

        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initVerify(pair.getPublic());
        jdk.update(MESSAGE);
        assertThat(jdk.verify(signature)).isTrue();
    }

    @Test
    void seed_asRawBytes_givesTheKeyOfRfc8032(@TempDir Path directory) throws IOException {
        // RFC 8032 section 7.1, test 1.
        Path file = Files.write(
                directory.resolve("seed"),
                HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

        byte[] signature = Ed25519NoteSigner.read(file, "log.example").sign(new byte[0]);

        assertThat(HexFormat.of().formatHex(signature)).startsWith("e5564300c360ac729086e2cc806e828a");
    }

    @Test
    void key_ofAnotherKind_isRefusedWithoutShowingIt(@TempDir Path directory)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        Path file =
                pem(directory, "PRIVATE KEY", rsa.generateKeyPair().getPrivate().getEncoded());

        assertThatThrownBy(() -> Ed25519NoteSigner.read(file, "log.example"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not Ed25519");
    }

    @Test
    void signing_registersNoProvider(@TempDir Path directory) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        Ed25519NoteSigner.read(pem(directory, "PRIVATE KEY", pair.getPrivate().getEncoded()), "log.example")
                .sign(MESSAGE);

        assertThat(Security.getProvider("BC")).isNull();
    }

    private static Path pem(Path directory, String label, byte[] der) throws IOException {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END " + label + "-----\n";
        return Files.writeString(directory.resolve("key.pem"), text);
    }
}

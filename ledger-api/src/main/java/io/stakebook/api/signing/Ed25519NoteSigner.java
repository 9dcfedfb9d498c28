package io.stakebook.api.signing;

import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * Signs checkpoints with Bouncy Castle's Ed25519, which signs some twenty times faster than the JDK's; the verifier uses
 * the JDK's, so that the two check each other. No provider is registered: the lightweight API needs none.
 */
public final class Ed25519NoteSigner implements NoteSigner {

    private static final int SEED_LENGTH = 32;

    private final Ed25519PrivateKeyParameters key;
    private final VerifierKey verifierKey;

    private Ed25519NoteSigner(Ed25519PrivateKeyParameters key, String name) {
        this.key = key;
        this.verifierKey = VerifierKey.ofEd25519(name, key.generatePublicKey().getEncoded());
    }

    /**
     * Reads a private key: PKCS#8 PEM (RFC 8410), or the 32 raw bytes of its seed.
     *
     * @param name the log's origin, which stands in every checkpoint
     * @throws IOException when the file cannot be read or holds no Ed25519 key; the message names the file and never its
     *     content
     */
    public static Ed25519NoteSigner read(Path file, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == SEED_LENGTH) {
            return new Ed25519NoteSigner(new Ed25519PrivateKeyParameters(bytes, 0), name);
        }
        String body = new String(bytes, StandardCharsets.US_ASCII)
                .replace("-----BEGIN PRIVATE KEY-----", "")
                .replace("-----END PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        try {
            if (PrivateKeyFactory.createKey(Base64.getDecoder().decode(body))
                    instanceof Ed25519PrivateKeyParameters ed25519) {
                return new Ed25519NoteSigner(ed25519, name);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is neither a PKCS#8 PEM file nor a raw seed of 32 bytes", e);
        }
        throw new IOException(file + " holds a private key that is not Ed25519");
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        // A signer keeps state while it signs, so each signature has its own.
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }
}

package io.stakebook.persistence.export;

import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** Signs with a fresh key of the JDK. */
final class JdkSigner implements NoteSigner {

    private final KeyPair keys;
    private final VerifierKey verifierKey;

    JdkSigner(String name) {
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        this.verifierKey = VerifierKey.ofEd25519(name, keys.getPublic());
    }

    @Override
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

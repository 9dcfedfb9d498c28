package io.stakebook.verifier;

import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** Signs with a fresh JDK key. */
final class TestSigner implements NoteSigner {
    private final KeyPair keys;
    private final VerifierKey verifierKey;

    TestSigner(String name) {
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
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
            throw new AssertionError(e);
        }
    }
}

package io.stakebook.core.proof.note;

/**
 * The port to whatever holds the log's Ed25519 key: a key store, a token, a signing process.
 *
 * <p>Implementations are called outside any database transaction and may be shared between threads.
 */
public interface NoteSigner {
    /** The public key and the name it signs under. */
    VerifierKey verifierKey();

    /** The 64-byte Ed25519 signature over exactly these bytes. */
    byte[] sign(byte[] message);

    /** Name in the signature line; equal to the checkpoint's origin. */
    default String name() {
        return verifierKey().name();
    }

    /** Four bytes that stand for the key in the signature line. */
    default byte[] keyHash() {
        return verifierKey().keyHash();
    }

    /** The same key under another name, as for the log of exports. */
    default NoteSigner withName(String other) {
        NoteSigner self = this;
        return new NoteSigner() {
            @Override
            public VerifierKey verifierKey() {
                return self.verifierKey().withName(other);
            }

            @Override
            public byte[] sign(byte[] message) {
                return self.sign(message);
            }
        };
    }
}

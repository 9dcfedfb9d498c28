package io.stakebook.core.proof.note;

import io.stakebook.core.proof.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks notes against a set of known keys with the JDK's Ed25519. */
public final class NoteVerifier {
    private final List<VerifierKey> keys;

    public NoteVerifier(Collection<VerifierKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The known keys that signed the note; empty when none did.
     *
     * <p>Lines of unknown keys say nothing and are passed over; one bad line of a known key sinks the note.
     *
     * @throws Malformed when a known key's line does not verify
     */
    public List<VerifierKey> verify(SignedNote note) {
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        List<VerifierKey> signed = new ArrayList<>();
        for (NoteSignature signature : note.signatures()) {
            for (VerifierKey key : keys) {
                if (!key.matches(signature)) {
                    continue;
                }
                if (!key.verifies(message, signature.signature())) {
                    throw new Malformed("the signature of " + key.name() + " does not verify");
                }
                signed.add(key);
            }
        }
        return signed;
    }
}

package io.stakebook.core.export;

import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.SignedNote;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The log's head as a signed checkpoint; signed once for each size that somebody asks for. */
public final class SignedHead {

    private record Signed(Checkpoint checkpoint, SignedNote note) {}

    private final LeafLog log;
    private final NoteSigner signer;
    private final AtomicReference<Signed> newest = new AtomicReference<>();

    public SignedHead(LeafLog log, NoteSigner signer) {
        this.log = log;
        this.signer = signer;
    }

    /** The bytes of the note. */
    public byte[] current() {
        CompactRange head = log.head();
        Checkpoint checkpoint = new Checkpoint(signer.name(), head.size(), head.root());
        Signed known = newest.get();
        if (known == null || !known.checkpoint().equals(checkpoint)) {
            known = new Signed(checkpoint, SignedNote.sign(checkpoint.text(), List.of(signer)));
            newest.set(known);
        }
        return known.note().toBytes();
    }

    /** The public key in verifier-key form, what a stranger passes to {@code verify --trust}. */
    public String verifierKey() {
        return signer.verifierKey().toString();
    }
}

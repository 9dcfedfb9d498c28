package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.TreeHasher;
import java.util.Optional;

/** Gives event bodies their place in the log. Holds a digest: one per thread. */
public final class LeafBuilder {
    private final TreeHasher hasher = new TreeHasher();

    /**
     * Finishes one event.
     *
     * @param sequence index in the log, from 0
     * @param accountSequence index within the body's partition key, from 1
     * @param accountPrevious leaf hash of that partition key's previous event; empty exactly for its first
     */
    public Leaf finish(EventBody body, long sequence, long accountSequence, Optional<Hash> accountPrevious) {
        if (sequence < 0) {
            throw new Malformed("event " + body.id() + ": sequence " + sequence + " is negative");
        }
        Leaf.checkChain(accountSequence, accountPrevious);
        CanonicalObject.Builder members = body.members()
                .put("sequence", padded(sequence))
                .put("accountseq", accountSequence)
                .putIfPresent("accountprev", accountPrevious.map(Hash::toBase64));
        byte[] bytes = members.build().toBytes();
        if (bytes.length > Leaf.LONGEST) {
            throw new Malformed(
                    "event " + body.id() + " takes " + bytes.length + " bytes; a leaf has at most " + Leaf.LONGEST);
        }
        return new Leaf(bytes, hasher.leaf(bytes), body, sequence, accountSequence, accountPrevious);
    }

    private static String padded(long sequence) {
        String digits = Long.toString(sequence);
        return "0".repeat(20 - digits.length()) + digits;
    }
}

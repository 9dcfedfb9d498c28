package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalJson;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.TreeHasher;
import java.util.Optional;
import java.util.Set;

/**
 * A finished log entry: its exact bytes, its leaf hash and what they say.
 *
 * <p>Attributes added to the body: {@code sequence} (leaf index from 0, 20 digits so that it sorts as text), {@code
 * accountseq} (from 1, without gaps, per partition key), {@code accountprev} (base64 leaf hash of the partition key's
 * previous event, absent for its first).
 */
public final class Leaf {
    /** C2SP tlog-tiles gives an entry a 16-bit length. */
    public static final int LONGEST = 65_535;

    private static final Set<String> REQUIRED = Set.of(
            "accountseq",
            "data",
            "datacontenttype",
            "dataschema",
            "id",
            "partitionkey",
            "recordedtime",
            "salt",
            "sequence",
            "source",
            "specversion",
            "subject",
            "time",
            "type");
    private static final Set<String> OPTIONAL = Set.of("accountprev");

    private final byte[] bytes;
    private final Hash hash;
    private final EventBody body;
    private final long sequence;
    private final long accountSequence;
    private final Optional<Hash> accountPrevious;

    Leaf(byte[] bytes, Hash hash, EventBody body, long sequence, long accountSequence, Optional<Hash> accountPrevious) {
        this.bytes = bytes;
        this.hash = hash;
        this.body = body;
        this.sequence = sequence;
        this.accountSequence = accountSequence;
        this.accountPrevious = accountPrevious;
    }

    /** Reads a leaf; throws {@link Malformed} unless the bytes are exactly what {@link LeafBuilder} makes. */
    public static Leaf parse(byte[] bytes) {
        CanonicalObject object = CanonicalJson.readObject(bytes, LONGEST);
        object.requireMembers(REQUIRED, OPTIONAL);
        String sequence = object.text("sequence");
        if (sequence.length() != 20 || sequence.charAt(0) != '0' || !PlainName.areDigits(sequence, 0, 20)) {
            throw new Malformed("sequence '" + sequence + "' is not 20 digits within 63 bits");
        }
        long accountSequence = object.integer("accountseq");
        Optional<Hash> accountPrevious = object.optionalText("accountprev").map(Hash::fromBase64);
        checkChain(accountSequence, accountPrevious);
        return new Leaf(
                bytes.clone(),
                new TreeHasher().leaf(bytes),
                EventBody.from(object),
                parseSequence(sequence),
                accountSequence,
                accountPrevious);
    }

    private static long parseSequence(String sequence) {
        try {
            return Long.parseLong(sequence);
        } catch (NumberFormatException e) {
            throw new Malformed("sequence '" + sequence + "' is not 20 digits within 63 bits");
        }
    }

    static void checkChain(long accountSequence, Optional<Hash> accountPrevious) {
        if (accountSequence < 1) {
            throw new Malformed("accountseq " + accountSequence + " is below 1");
        }
        if (accountPrevious.isPresent() == (accountSequence == 1)) {
            throw new Malformed("accountprev must be absent exactly when accountseq is 1, not at " + accountSequence);
        }
    }

    /** The exact bytes that were hashed; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** RFC 6962 leaf hash of {@link #bytes}. */
    public Hash hash() {
        return hash;
    }

    public EventBody body() {
        return body;
    }

    /** Index in the log, from 0. */
    public long sequence() {
        return sequence;
    }

    /** Index within the partition key, from 1. */
    public long accountSequence() {
        return accountSequence;
    }

    /** Leaf hash of the partition key's previous event. */
    public Optional<Hash> accountPrevious() {
        return accountPrevious;
    }
}

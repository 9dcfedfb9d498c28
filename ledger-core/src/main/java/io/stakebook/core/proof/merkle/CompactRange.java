package io.stakebook.core.proof.merkle;

import io.stakebook.core.proof.Malformed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The roots of the perfect subtrees that cover a log from its first entry: all one needs to append and to know the root.
 *
 * <p>Invariant: as many hashes as {@code size} has one-bits, the largest subtree first. Mutable, for one thread.
 */
public final class CompactRange {
    private final TreeHasher hasher = new TreeHasher();
    private final List<Hash> peaks;
    private long size;

    /** The range of an empty log. */
    public CompactRange() {
        this(0, List.of());
    }

    /** The range of the first {@code size} entries; {@code peaks} from the largest subtree to the smallest. */
    public CompactRange(long size, List<Hash> peaks) {
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new Malformed("a compact range of " + size + " entries cannot have " + peaks.size() + " hashes");
        }
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /** Number of entries covered. */
    public long size() {
        return size;
    }

    /** Subtree roots, the largest first. */
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    public CompactRange copy() {
        return new CompactRange(size, peaks);
    }

    /** Adds the next entry by its leaf hash. */
    public void append(Hash leafHash) {
        Hash merged = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            merged = hasher.node(peaks.remove(peaks.size() - 1), merged);
        }
        peaks.add(merged);
        size++;
    }

    /** Root of the tree over all entries so far. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return hasher.empty();
        }
        Hash root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = hasher.node(peaks.get(i), root);
        }
        return root;
    }

    /** Proof that the entry to be appended next is the last one of the tree of {@code size() + 1}. */
    public InclusionProof proofOfNext() {
        List<Hash> path = new ArrayList<>(peaks);
        Collections.reverse(path);
        return new InclusionProof(size, size + 1, path);
    }

    /** Size as eight big-endian bytes, then the hashes. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + peaks.size() * Hash.LENGTH);
        out.putLong(size);
        peaks.forEach(peak -> out.put(peak.view()));
        return out.array();
    }

    /** Reads {@link #toBytes}. */
    public static CompactRange fromBytes(byte[] bytes) {
        if (bytes.length < Long.BYTES || (bytes.length - Long.BYTES) % Hash.LENGTH != 0) {
            throw new Malformed("a serialised compact range cannot have " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long size = in.getLong();
        List<Hash> peaks = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] hash = new byte[Hash.LENGTH];
            in.get(hash);
            peaks.add(Hash.owning(hash));
        }
        return new CompactRange(size, peaks);
    }
}

package io.stakebook.core.proof.merkle;

import io.stakebook.core.proof.Malformed;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole log's hashes in memory, about 100 bytes an entry, for making proofs at any earlier size.
 *
 * <p>Mutable, for one thread.
 */
public final class MerkleTree {
    private final TreeHasher hasher = new TreeHasher();
    /** {@code levels.get(h).get(i)} is the root of the perfect subtree of entries [i·2^h, (i+1)·2^h). */
    private final List<List<Hash>> levels = new ArrayList<>(List.of(new ArrayList<>()));

    public long size() {
        return levels.get(0).size();
    }

    /** Adds the next entry by its leaf hash. */
    public void append(Hash leafHash) {
        levels.get(0).add(leafHash);
        for (int height = 0; levels.get(height).size() % 2 == 0; height++) {
            List<Hash> level = levels.get(height);
            if (levels.size() == height + 1) {
                levels.add(new ArrayList<>());
            }
            levels.get(height + 1).add(hasher.node(level.get(level.size() - 2), level.get(level.size() - 1)));
        }
    }

    /** Root of the first {@code size} entries. */
    public Hash root(long size) {
        checkSize(size);
        return size == 0 ? hasher.empty() : root(0, size);
    }

    /** Proof that entry {@code index} is in the tree of the first {@code size} entries. */
    public InclusionProof inclusion(long index, long size) {
        checkSize(size);
        List<Hash> path = new ArrayList<>();
        if (index >= 0 && index < size) {
            path(index, 0, size, path);
        }
        return new InclusionProof(index, size, path);
    }

    /** Proof that the tree of {@code newSize} extends the tree of {@code oldSize}. */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        checkSize(newSize);
        List<Hash> path = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            subproof(oldSize, 0, newSize, true, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    private void path(long index, long from, long to, List<Hash> out) {
        if (to - from == 1) {
            return;
        }
        long split = from + Long.highestOneBit(to - from - 1);
        if (index < split) {
            path(index, from, split, out);
            out.add(root(split, to));
        } else {
            path(index, split, to, out);
            out.add(root(from, split));
        }
    }

    private void subproof(long oldSize, long from, long to, boolean whole, List<Hash> out) {
        if (oldSize == to) {
            if (!whole) {
                out.add(root(from, to));
            }
            return;
        }
        long split = from + Long.highestOneBit(to - from - 1);
        if (oldSize <= split) {
            subproof(oldSize, from, split, whole, out);
            out.add(root(split, to));
        } else {
            subproof(oldSize, split, to, false, out);
            out.add(root(from, split));
        }
    }

    /** Root of the entries [from, to), where {@code from} is a multiple of the enclosing subtree's width. */
    private Hash root(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int height = Long.numberOfTrailingZeros(width);
            return levels.get(height).get(Math.toIntExact(from >> height));
        }
        long split = from + Long.highestOneBit(width - 1);
        return hasher.node(root(from, split), root(split, to));
    }

    private void checkSize(long size) {
        if (size < 0 || size > size()) {
            throw new Malformed("a log of " + size() + " entries has no tree of " + size);
        }
    }
}

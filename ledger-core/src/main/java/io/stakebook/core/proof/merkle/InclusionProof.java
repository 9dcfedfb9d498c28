package io.stakebook.core.proof.merkle;

import io.stakebook.core.proof.Malformed;
import java.util.List;

/**
 * The path from one entry to the root of a tree.
 *
 * @param index the entry, from 0
 * @param size entries of the tree
 * @param path sibling hashes, from the entry upwards
 */
public record InclusionProof(long index, long size, List<Hash> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new Malformed("entry " + index + " cannot be included in a tree of " + size);
        }
        path = List.copyOf(path);
    }

    /** Whether the path leads from {@code leafHash} to {@code root} (RFC 9162 section 2.1.3.2). */
    public boolean proves(Hash leafHash, Hash root) {
        TreeHasher hasher = new TreeHasher();
        long node = index;
        long last = size - 1;
        Hash hash = leafHash;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}

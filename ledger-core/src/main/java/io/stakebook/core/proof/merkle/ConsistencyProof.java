package io.stakebook.core.proof.merkle;

import io.stakebook.core.proof.Malformed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The hashes that show a tree to be an extension of an earlier one: nothing dropped, changed or reordered.
 *
 * @param oldSize entries of the earlier tree
 * @param newSize entries of the later tree
 * @param path hashes in the order of RFC 9162 section 2.1.4.1
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {
    public ConsistencyProof {
        if (oldSize < 0 || oldSize > newSize) {
            throw new Malformed("a tree of " + newSize + " entries cannot extend one of " + oldSize);
        }
        path = List.copyOf(path);
    }

    /** Whether both roots follow from the path, and the path is used up (RFC 9162 section 2.1.4.2). */
    public boolean proves(Hash oldRoot, Hash newRoot) {
        TreeHasher hasher = new TreeHasher();
        if (oldSize == 0) {
            return path.isEmpty() && oldRoot.equals(hasher.empty()) && (newSize != 0 || newRoot.equals(oldRoot));
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        List<Hash> hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.add(0, oldRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        Hash before = hashes.get(0);
        Hash after = before;
        for (Hash hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                before = hasher.node(hash, before);
                after = hasher.node(hash, after);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                after = hasher.node(after, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(oldRoot) && after.equals(newRoot);
    }

    /**
     * Builds the proof while the new entries stream by, in memory that does not depend on their number.
     *
     * <p>Every hash of the proof is either a peak of the old tree or the root of a subtree of new entries only, and the
     * latter are known by their ranges before the first new entry is seen.
     */
    public static final class Accumulator {
        private static final Hash PENDING = Hash.owning(new byte[Hash.LENGTH]);

        private final long oldSize;
        private final long newSize;
        private final List<Slot> slots = new ArrayList<>();
        private final List<Slot> filling = new ArrayList<>();
        private int current;
        private long next;

        private static final class Slot {
            final long from;
            final long to;
            final CompactRange subtree = new CompactRange();
            Hash known;

            Slot(long from, long to, Hash known) {
                this.from = from;
                this.to = to;
                this.known = known;
            }
        }

        /** Starts at the old tree's range; exactly {@code newSize - old.size()} leaf hashes must follow. */
        public Accumulator(CompactRange old, long newSize) {
            if (old.size() > newSize) {
                throw new Malformed("a tree of " + newSize + " entries cannot extend one of " + old.size());
            }
            this.oldSize = old.size();
            this.newSize = newSize;
            this.next = oldSize;
            if (oldSize > 0 && oldSize < newSize) {
                plan(old, 0, newSize, true);
                for (Slot slot : slots) {
                    if (slot.from >= oldSize) {
                        filling.add(slot);
                    }
                }
                filling.sort(Comparator.comparingLong(slot -> slot.from));
            }
        }

        /** RFC 6962 section 2.1.2, SUBPROOF over the entries [from, to). */
        private void plan(CompactRange old, long from, long to, boolean whole) {
            if (oldSize == to) {
                if (!whole) {
                    slots.add(new Slot(from, to, peak(old, from)));
                }
                return;
            }
            long split = from + Long.highestOneBit(to - from - 1);
            if (oldSize <= split) {
                plan(old, from, split, whole);
                slots.add(new Slot(split, to, PENDING));
            } else {
                plan(old, split, to, false);
                slots.add(new Slot(from, split, peak(old, from)));
            }
        }

        private static Hash peak(CompactRange old, long from) {
            List<Hash> peaks = old.peaks();
            long start = 0;
            long rest = old.size();
            for (Hash peak : peaks) {
                if (start == from) {
                    return peak;
                }
                long width = Long.highestOneBit(rest);
                start += width;
                rest -= width;
            }
            throw new AssertionError("no peak of a tree of " + old.size() + " starts at " + from);
        }

        public void append(Hash leafHash) {
            if (next == newSize) {
                throw new Malformed("more than " + newSize + " entries for a tree of that size");
            }
            if (!filling.isEmpty()) {
                Slot slot = filling.get(current);
                slot.subtree.append(leafHash);
                if (next + 1 == slot.to) {
                    slot.known = slot.subtree.root();
                    current++;
                }
            }
            next++;
        }

        public ConsistencyProof proof() {
            if (next != newSize) {
                throw new Malformed("only " + next + " of " + newSize + " entries were seen");
            }
            return new ConsistencyProof(
                    oldSize, newSize, slots.stream().map(slot -> slot.known).toList());
        }
    }
}

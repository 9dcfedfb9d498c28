package io.stakebook.core.export;

import java.util.Iterator;

/** Leaves that count themselves as they are taken. */
final class CountedLeaves implements Iterator<byte[]> {

    private final Iterator<byte[]> leaves;
    private final Progress progress;

    CountedLeaves(Iterator<byte[]> leaves, Progress progress) {
        this.leaves = leaves;
        this.progress = progress;
    }

    @Override
    public boolean hasNext() {
        return leaves.hasNext();
    }

    @Override
    public byte[] next() {
        byte[] leaf = leaves.next();
        progress.wroteOne();
        return leaf;
    }
}

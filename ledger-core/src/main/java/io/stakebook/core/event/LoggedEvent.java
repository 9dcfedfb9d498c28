package io.stakebook.core.event;

/** An event with its place in the log. */
public final class LoggedEvent {

    private final long sequence;
    private final String owner;
    private final byte[] leaf;

    /**
     * @param sequence place in the log, from 0 without gaps
     * @param owner partition key: a customer id or {@code house}
     * @param leaf the canonical bytes that are hashed, exported and published
     */
    public LoggedEvent(long sequence, String owner, byte[] leaf) {
        this.sequence = sequence;
        this.owner = owner;
        this.leaf = leaf.clone();
    }

    public long sequence() {
        return sequence;
    }

    public String owner() {
        return owner;
    }

    public byte[] leaf() {
        return leaf.clone();
    }
}

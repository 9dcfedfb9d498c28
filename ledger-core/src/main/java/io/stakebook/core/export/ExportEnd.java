package io.stakebook.core.export;

import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import java.util.List;
import java.util.Objects;

/** Where a completed export ended: what the next one starts from, with the book's state there ({@link ExportSeat#state}). */
public final class ExportEnd {

    private final long sequence;
    private final byte[] checkpoint;
    private final CompactRange range;
    private final CompactRange exports;
    private final Hash manifest;
    private final List<byte[]> keyHistory;

    /**
     * @param sequence its index in the log of exports, from 0
     * @param checkpoint signed note at its end
     * @param range compact range of the log at its end
     * @param exports compact range of the log of exports, this export included
     * @param manifest SHA-256 of its manifest
     * @param keyHistory leaf bytes of every key event up to its end, in log order
     */
    public ExportEnd(
            long sequence,
            byte[] checkpoint,
            CompactRange range,
            CompactRange exports,
            Hash manifest,
            List<byte[]> keyHistory) {
        this.sequence = sequence;
        this.checkpoint = checkpoint.clone();
        this.range = range.copy();
        this.exports = exports.copy();
        this.manifest = Objects.requireNonNull(manifest);
        this.keyHistory = List.copyOf(keyHistory);
    }

    public long sequence() {
        return sequence;
    }

    /** Size of the log at its end. */
    public long size() {
        return range.size();
    }

    public byte[] checkpoint() {
        return checkpoint.clone();
    }

    public CompactRange range() {
        return range.copy();
    }

    public CompactRange exports() {
        return exports.copy();
    }

    public Hash manifest() {
        return manifest;
    }

    public List<byte[]> keyHistory() {
        return keyHistory;
    }
}

package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.AssetTotal;
import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.DerivedFiles;
import io.stakebook.core.proof.bundle.HashingStream;
import io.stakebook.core.proof.bundle.LineReader;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.note.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in the events of a bundle: the tree, the book and everything derived from them, in one pass. */
final class EventChecks {
    private final BundleManifest manifest;
    private final BookState state;
    private final CompactRange range;
    private final Optional<Checkpoint> pin;
    private final List<HashingStream> rendered = new ArrayList<>();
    private final DerivedFiles derived;

    EventChecks(BundleManifest manifest, BookState state, CompactRange range, Optional<Checkpoint> pin)
            throws IOException {
        this.manifest = manifest;
        this.state = state;
        this.range = range;
        this.pin = pin;
        this.derived = new DerivedFiles(manifest.format(), state, this::render);
        pinned();
    }

    private OutputStream render(String path) {
        HashingStream out = new HashingStream(path, OutputStream.nullOutputStream());
        rendered.add(out);
        return out;
    }

    /** Takes in the next events file. */
    void file(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, Leaf.LONGEST);
        long end = Math.min(
                manifest.toSize(), (range.size() / BundleLayout.LEAVES_PER_FILE + 1) * BundleLayout.LEAVES_PER_FILE);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (range.size() == end) {
                throw new Rejection("event_count_mismatch", "there are more events than up to " + end + " in one file");
            }
            event(line.get());
        }
        if (range.size() != end) {
            throw new Rejection("event_count_mismatch", "the events end at " + range.size() + ", not at " + end);
        }
    }

    private void event(byte[] bytes) throws IOException {
        Leaf leaf;
        try {
            leaf = Leaf.parse(bytes);
        } catch (Malformed e) {
            throw new Rejection("leaf_invalid", "event " + range.size() + ": " + e.getMessage());
        }
        BookState.requireSource(leaf, manifest.origin());
        Optional<JournalEntryPosted> entry = state.apply(leaf);
        if (entry.isPresent()) {
            derived.entry(leaf, entry.get());
        }
        range.append(leaf.hash());
        pinned();
    }

    private void pinned() {
        if (pin.isPresent()
                && pin.get().size() == range.size()
                && !pin.get().root().equals(range.root())) {
            throw new Rejection(
                    "pin_mismatch", "at " + range.size() + " the log has another root than the checkpoint you pinned");
        }
    }

    /** Compares with the signed head and the manifest's totals; returns what the derived files must be. */
    Map<String, BundleFile> finish(Checkpoint checkpoint) throws IOException {
        if (!range.root().equals(checkpoint.root())) {
            throw new Rejection(
                    "root_mismatch",
                    "the events give the root " + range.root().toBase64() + ", the checkpoint says "
                            + checkpoint.root().toBase64());
        }
        if (state.entries() != manifest.entries()) {
            throw new Rejection(
                    "control_total_mismatch",
                    "the manifest states " + manifest.entries() + " entries, the events give " + state.entries());
        }
        AssetTotal.firstDifference("the manifest", manifest.totals(), "the events", state.totals())
                .ifPresent(difference -> {
                    throw new Rejection("control_total_mismatch", difference);
                });
        derived.finish(state);
        Map<String, BundleFile> files = new HashMap<>();
        rendered.forEach(out -> files.put(out.file().path(), out.file()));
        return files;
    }
}

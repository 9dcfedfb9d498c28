package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.ConsistencyProof;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.InclusionProof;
import io.stakebook.core.proof.merkle.TreeHasher;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.NoteVerifier;
import io.stakebook.core.proof.note.SignedNote;
import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes one bundle of the newest format into a directory while the events stream through.
 *
 * <p>Nothing is signed before every event was judged as a verifier would judge it and, where given, the root was compared
 * with the log's own. Memory does not depend on the number of events. One instance, one bundle.
 */
public final class BundleWriter {
    private static final String PERIOD_CLOSED = EventSchemas.typeOf("period.closed");

    private final ExportRequest request;
    private final Path directory;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<String, BundleFile> files = new HashMap<>();
    private final List<byte[]> keyHistory;
    private final SortedSet<String> closed = new TreeSet<>();
    private final BookState state;
    private final CompactRange range;
    private final ConsistencyProof.Accumulator consistency;

    private BundleWriter(ExportRequest request, Path directory) {
        this.request = request;
        this.directory = directory;
        this.keyHistory = new ArrayList<>(request.keyHistory());
        this.state = request.opening();
        this.range = request.before().copy();
        this.consistency = new ConsistencyProof.Accumulator(request.before(), request.toSize());
    }

    /**
     * Writes the bundle.
     *
     * @param leaves exactly the leaves from {@code request.before().size()} to {@code request.toSize()}; the opening state
     *     in the request is used up
     * @param directory created if absent, must be empty
     * @throws Malformed when an input is not what the format allows
     * @throws BookViolation when the events do not make a book
     * @throws IOException when the directory cannot be written
     */
    public static WrittenBundle write(ExportRequest request, Iterator<byte[]> leaves, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        try (var existing = Files.list(directory)) {
            if (existing.findAny().isPresent()) {
                throw new IOException("the bundle's directory " + directory + " is not empty");
            }
        }
        return new BundleWriter(request, directory).write(leaves);
    }

    private WrittenBundle write(Iterator<byte[]> leaves) throws IOException {
        if (request.fromSize() > 0) {
            previous();
        }
        events(leaves);
        Checkpoint checkpoint = new Checkpoint(request.origin(), request.toSize(), range.root());
        if (!request.expectedRoot().orElse(checkpoint.root()).equals(checkpoint.root())) {
            throw new BookViolation(
                    "root_mismatch",
                    "the events give the root " + checkpoint.root() + " at " + request.toSize() + ", our log has "
                            + request.expectedRoot().orElseThrow());
        }
        VerifierKey key = request.signer().verifierKey();
        if (!state.mayBeSignedBy(key, request.toSize())) {
            throw new BookViolation("key_not_in_history", "the log never added the key " + key + " for this size");
        }
        SignedNote note = sign(checkpoint, request.signer());
        put(BundleLayout.CHECKPOINT, note.toBytes());
        put(BundleLayout.LOG_KEY, utf8(key + "\n"));
        put(BundleLayout.LOG_KEY_PEM, utf8(key.toSpkiPem()));
        String exportsOrigin = request.origin() + BundleLayout.EXPORTS_SUFFIX;
        put(BundleLayout.EXPORTS_KEY, utf8(key.withName(exportsOrigin) + "\n"));
        keys();
        put(BundleLayout.GUIDE, utf8(VerifyGuide.render(request.origin(), request.fromSize(), request.toSize(), key)));
        return seal(checkpoint, note);
    }

    private void previous() throws IOException {
        byte[] bytes = request.previousCheckpoint().orElseThrow();
        Checkpoint previous = Checkpoint.parse(SignedNote.parse(bytes).text());
        if (!previous.equals(new Checkpoint(request.origin(), request.fromSize(), range.root()))) {
            throw new BookViolation(
                    "checkpoint_prev_mismatch",
                    "the previous checkpoint " + previous + " is not of the leaves before " + request.fromSize());
        }
        put(BundleLayout.PREVIOUS_CHECKPOINT, bytes);
        put(BundleLayout.RANGE, HashLines.write(range.peaks()));
        try (OutputStream out = open(BundleLayout.OPENING_STATE)) {
            StateFile.write(state, out);
        }
    }

    private void events(Iterator<byte[]> leaves) throws IOException {
        DerivedFiles derived = new DerivedFiles(BundleFormat.NEWEST, state, this::open);
        Optional<OutputStream> out = Optional.empty();
        try {
            for (long index = request.fromSize(); index < request.toSize(); index++) {
                if (!leaves.hasNext()) {
                    throw new BookViolation(
                            "sequence_mismatch", "the log ended at " + index + " of " + request.toSize());
                }
                if (out.isEmpty() || index % BundleLayout.LEAVES_PER_FILE == 0) {
                    if (out.isPresent()) {
                        out.get().close();
                    }
                    out = Optional.of(open(BundleLayout.eventFile(index)));
                }
                byte[] bytes = leaves.next();
                event(bytes, derived);
                out.get().write(bytes);
                out.get().write('\n');
            }
        } finally {
            if (out.isPresent()) {
                out.get().close();
            }
        }
        if (leaves.hasNext()) {
            throw new BookViolation(
                    "sequence_mismatch", "there are more events than the " + request.toSize() + " asked for");
        }
        derived.finish(state);
        if (request.fromSize() > 0) {
            put(BundleLayout.CONSISTENCY, HashLines.write(consistency.proof().path()));
        }
    }

    private void event(byte[] bytes, DerivedFiles derived) throws IOException {
        Leaf leaf = Leaf.parse(bytes);
        BookState.requireSource(leaf, request.origin());
        Optional<JournalEntryPosted> entry = state.apply(leaf);
        if (entry.isPresent()) {
            derived.entry(leaf, entry.get());
        }
        if (leaf.body().type().equals(LogKeyAdded.TYPE)) {
            keyHistory.add(bytes);
        }
        if (leaf.body().type().equals(PERIOD_CLOSED)) {
            closed.add(leaf.body().data().text("period_id"));
        }
        range.append(leaf.hash());
        consistency.append(leaf.hash());
    }

    private void keys() throws IOException {
        state.requireKeyHistory(keyHistory);
        try (OutputStream out = open(BundleLayout.KEY_HISTORY)) {
            for (byte[] leaf : keyHistory) {
                out.write(leaf);
                out.write('\n');
            }
        }
    }

    /** Signs the manifest by way of the log of exports. */
    private WrittenBundle seal(Checkpoint checkpoint, SignedNote note) throws IOException {
        List<BundleFile> listed = BundleLayout.listed(request.fromSize(), request.toSize()).stream()
                .map(path -> Optional.ofNullable(files.get(path)).orElseThrow())
                .toList();
        BundleManifest manifest = new BundleManifest(
                BundleFormat.NEWEST,
                request.origin(),
                request.exportsBefore().size(),
                request.createdAt(),
                request.fromSize(),
                request.toSize(),
                request.previousManifest(),
                List.copyOf(closed),
                state.entries(),
                state.totals(),
                listed);
        byte[] manifestBytes = manifest.toBytes();
        put(BundleLayout.MANIFEST, manifestBytes);
        InclusionProof proof = request.exportsBefore().proofOfNext();
        CompactRange exports = request.exportsBefore().copy();
        exports.append(hasher.leaf(manifestBytes));
        String exportsOrigin = request.origin() + BundleLayout.EXPORTS_SUFFIX;
        SignedNote exportsNote = sign(
                new Checkpoint(exportsOrigin, exports.size(), exports.root()),
                request.signer().withName(exportsOrigin));
        put(BundleLayout.EXPORTS_CHECKPOINT, exportsNote.toBytes());
        put(BundleLayout.EXPORTS_PROOF, new LogProof(proof.index(), proof.path(), exportsNote).toBytes());
        return new WrittenBundle(
                manifest, Hash.sha256(manifestBytes), checkpoint, note, range, exports, List.copyOf(keyHistory));
    }

    /** Signs and reads back: a signer that signs something else must not leave the house. */
    private static SignedNote sign(Checkpoint checkpoint, NoteSigner signer) {
        SignedNote note = SignedNote.parse(
                SignedNote.sign(checkpoint.text(), List.of(signer)).toBytes());
        if (new NoteVerifier(List.of(signer.verifierKey())).verify(note).isEmpty()) {
            throw new Malformed("the signer " + signer.name() + " signed under another key than it says it has");
        }
        return note;
    }

    private void put(String path, byte[] content) throws IOException {
        try (OutputStream out = open(path)) {
            out.write(content);
        }
    }

    private OutputStream open(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        HashingStream out = new HashingStream(path, Files.newOutputStream(file));
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] b, int off, int len) throws IOException {
                out.write(b, off, len);
            }

            @Override
            public void close() throws IOException {
                out.close();
                files.put(path, out.file());
            }
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.BookViolation;
import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.HashLines;
import io.stakebook.core.proof.bundle.HashingStream;
import io.stakebook.core.proof.bundle.LineReader;
import io.stakebook.core.proof.bundle.LogProof;
import io.stakebook.core.proof.bundle.StateFile;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.ConsistencyProof;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.TreeHasher;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteVerifier;
import io.stakebook.core.proof.note.SignedNote;
import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Judges one bundle, file by file in reading order, and throws the first {@link Rejection}.
 *
 * <p>The manifest and what signs it come first, so that nothing large is read on the word of an unknown author. Then each
 * file's hash is checked before anything found wrong inside it is reported: a flipped bit is called a flipped bit.
 */
final class BundleVerifier {
    private final BundleSource source;
    private final Optional<Trust> trust;
    private final Pin pin;
    private final Map<String, Object> facts;
    private final TreeHasher hasher = new TreeHasher();

    BundleVerifier(BundleSource source, Optional<Trust> trust, Pin pin, Map<String, Object> facts) {
        this.source = source;
        this.trust = trust;
        this.pin = pin;
        this.facts = facts;
    }

    void verify() throws IOException {
        byte[] manifestBytes = unlisted(BundleLayout.MANIFEST, BundleManifest.LONGEST);
        BundleManifest manifest = check("manifest_invalid", () -> BundleManifest.parse(manifestBytes));
        fileSet(manifest);
        byte[] exportsCheckpoint = unlisted(BundleLayout.EXPORTS_CHECKPOINT, SignedNote.LONGEST);
        byte[] exportsProof = unlisted(BundleLayout.EXPORTS_PROOF, SignedNote.LONGEST);
        Files files = new Files(manifest);

        VerifierKey key = key(manifest, files);
        exports(manifest, manifestBytes, key, exportsCheckpoint, exportsProof);
        Checkpoint checkpoint = checkpoint(
                "checkpoint_mismatch", files.small(BundleLayout.CHECKPOINT), manifest, manifest.toSize(), List.of(key));
        facts.put("origin", manifest.origin());
        facts.put("from_size", manifest.fromSize());
        facts.put("size", checkpoint.size());
        facts.put("root", checkpoint.root().toBase64());
        facts.put("export_seq", manifest.exportSequence());
        pinBefore(manifest, checkpoint, key);

        BookState state = new BookState();
        CompactRange range = new CompactRange();
        if (manifest.fromSize() > 0) {
            state = opening(manifest, files);
            range = extend(manifest, files, checkpoint, state, key);
        }
        EventChecks events = new EventChecks(manifest, state, range, pin.checkpoint());
        for (String path : BundleLayout.eventFiles(manifest.fromSize(), manifest.toSize())) {
            files.streamed(path, events::file);
        }
        Map<String, BundleFile> derived = events.finish(checkpoint);
        keyHistory(files, state, key, checkpoint.size());
        for (String path : List.of(
                BundleLayout.POSTINGS, BundleLayout.JOURNAL, BundleLayout.TRIAL_BALANCE, BundleLayout.CLOSING_STATE)) {
            derived(files, path, derived);
        }
        files.streamed(BundleLayout.GUIDE, in -> {});
        source.finish();
        facts.put("events", manifest.toSize() - manifest.fromSize());
        facts.put("entries", manifest.entries());
    }

    /** The manifest must list exactly the files its sizes call for, in order; the bundle must have exactly those. */
    private void fileSet(BundleManifest manifest) {
        List<String> stated = manifest.files().stream().map(BundleFile::path).toList();
        // Compared by number first: hostile sizes must not make us build a list of their length.
        long eventFiles = manifest.fromSize() == manifest.toSize()
                ? 0
                : (manifest.toSize() - 1) / BundleLayout.LEAVES_PER_FILE
                        - manifest.fromSize() / BundleLayout.LEAVES_PER_FILE
                        + 1;
        if (eventFiles > stated.size() || !stated.equals(BundleLayout.listed(manifest.fromSize(), manifest.toSize()))) {
            throw new Rejection(
                    "manifest_file_set",
                    "the manifest does not list exactly the files of a bundle from " + manifest.fromSize() + " to "
                            + manifest.toSize());
        }
        Set<String> all = new LinkedHashSet<>(BundleLayout.unlisted());
        all.addAll(stated);
        source.requireExactly(all);
    }

    private VerifierKey key(BundleManifest manifest, Files files) throws IOException {
        String stated = line(files.small(BundleLayout.LOG_KEY));
        byte[] pem = files.small(BundleLayout.LOG_KEY_PEM);
        String exports = line(files.small(BundleLayout.EXPORTS_KEY));
        VerifierKey key = check("key_invalid", () -> VerifierKey.parse(stated));
        if (!key.name().equals(manifest.origin())) {
            throw new Rejection("key_invalid", "the key is named " + key.name() + ", the log " + manifest.origin());
        }
        if (!Arrays.equals(pem, key.toSpkiPem().getBytes(StandardCharsets.US_ASCII))
                || !exports.equals(key.withName(exportsOrigin(manifest)).toString())) {
            throw new Rejection("key_invalid", "the files in keys/ do not hold one key");
        }
        facts.put("trust", trust.isPresent() ? "pinned" : "first-use");
        facts.put("key", key.toString());
        facts.put("key_sha256", key.fingerprint());
        if (trust.isPresent() && !trust.get().keys().contains(key)) {
            throw new Rejection("key_untrusted", "the bundle's key " + key + " is not one you trust");
        }
        return key;
    }

    private static String exportsOrigin(BundleManifest manifest) {
        return manifest.origin() + BundleLayout.EXPORTS_SUFFIX;
    }

    private static String line(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text + " without a line feed";
    }

    /** The manifest is the newest leaf of a signed log of exports. */
    private void exports(
            BundleManifest manifest, byte[] manifestBytes, VerifierKey key, byte[] checkpointBytes, byte[] proofBytes) {
        String origin = exportsOrigin(manifest);
        SignedNote note = check("exports_note_invalid", () -> SignedNote.parse(checkpointBytes));
        signed("exports_signature_invalid", note, List.of(key.withName(origin)));
        Checkpoint head = check("exports_note_invalid", () -> Checkpoint.parse(note.text()));
        LogProof proof = check("exports_proof_invalid", () -> LogProof.parse(proofBytes));
        if (!Arrays.equals(proof.checkpoint().toBytes(), checkpointBytes)
                || !head.origin().equals(origin)
                || proof.index() != manifest.exportSequence()
                || !proof.proves(hasher.leaf(manifestBytes))) {
            throw new Rejection(
                    "exports_proof_invalid",
                    "the log of exports does not hold this manifest as export " + manifest.exportSequence());
        }
    }

    private Checkpoint checkpoint(
            String code, byte[] bytes, BundleManifest manifest, long size, List<VerifierKey> keys) {
        SignedNote note = check("note_invalid", () -> SignedNote.parse(bytes));
        signed("signature_invalid", note, keys);
        Checkpoint checkpoint = check("note_invalid", () -> Checkpoint.parse(note.text()));
        if (!checkpoint.origin().equals(manifest.origin()) || checkpoint.size() != size) {
            throw new Rejection(
                    code,
                    "the checkpoint is of " + checkpoint.origin() + " at " + checkpoint.size() + ", the bundle of "
                            + manifest.origin() + " at " + size);
        }
        return checkpoint;
    }

    private static void signed(String code, SignedNote note, List<VerifierKey> keys) {
        if (check(code, () -> new NoteVerifier(keys).verify(note)).isEmpty()) {
            throw new Rejection(code, "no line of the note is by a key that may sign it");
        }
    }

    private BookState opening(BundleManifest manifest, Files files) throws IOException {
        BookState[] read = new BookState[1];
        BundleFile file = files.streamed(
                BundleLayout.OPENING_STATE,
                in -> read[0] = check("opening_state_invalid", () -> stateOf(in, manifest.fromSize())));
        BookState state = read[0];
        HashingStream again = new HashingStream(BundleLayout.OPENING_STATE, OutputStream.nullOutputStream());
        try (again) {
            StateFile.write(state, again);
        }
        if (!again.file().equals(file) || !state.openingImbalance().isEmpty()) {
            throw new Rejection("opening_state_invalid", "the opening state is not canonical or does not balance");
        }
        return state;
    }

    private static BookState stateOf(InputStream in, long size) {
        try {
            return StateFile.read(in, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle continues the log of its previous checkpoint. */
    private CompactRange extend(
            BundleManifest manifest, Files files, Checkpoint checkpoint, BookState state, VerifierKey key)
            throws IOException {
        List<VerifierKey> keys = new ArrayList<>(state.keysValidAt(manifest.fromSize()));
        if (keys.isEmpty()) {
            keys.add(key);
        }
        Checkpoint previous = checkpoint(
                "checkpoint_prev_mismatch",
                files.small(BundleLayout.PREVIOUS_CHECKPOINT),
                manifest,
                manifest.fromSize(),
                keys);
        byte[] proof = files.small(BundleLayout.CONSISTENCY);
        byte[] peaks = files.small(BundleLayout.RANGE);
        CompactRange range = check("range_invalid", () -> new CompactRange(manifest.fromSize(), HashLines.read(peaks)));
        if (!range.root().equals(previous.root())) {
            throw new Rejection("range_invalid", "the compact range does not give the previous checkpoint's root");
        }
        List<Hash> path = check("consistency_invalid", () -> HashLines.read(proof));
        if (!new ConsistencyProof(previous.size(), checkpoint.size(), path)
                .proves(previous.root(), checkpoint.root())) {
            throw new Rejection(
                    "consistency_invalid",
                    "the log at " + checkpoint.size() + " does not extend the one at " + previous.size());
        }
        return range;
    }

    private void keyHistory(Files files, BookState state, VerifierKey key, long size) throws IOException {
        List<Hash> known = state.keyEventHashes();
        files.streamed(BundleLayout.KEY_HISTORY, in -> {
            LineReader lines = new LineReader(in, Leaf.LONGEST);
            List<Hash> stated = new ArrayList<>();
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                stated.add(hasher.leaf(line.get()));
            }
            if (!stated.equals(known)) {
                throw new Rejection("key_history_invalid", "keys/history.jsonl does not hold the log's key events");
            }
        });
        if (!state.mayBeSignedBy(key, size)) {
            throw new Rejection("key_not_in_history", "the log never added the bundle's key for a size of " + size);
        }
    }

    private void derived(Files files, String path, Map<String, BundleFile> rendered) throws IOException {
        BundleFile stated = files.streamed(path, in -> {});
        if (!stated.equals(rendered.get(path))) {
            throw new Rejection("derived_mismatch", path + " is not what the events give");
        }
    }

    /** What can be said of the pin before the events are read; {@link EventChecks} compares its root on the way. */
    private void pinBefore(BundleManifest manifest, Checkpoint checkpoint, VerifierKey key) {
        facts.put("opening", manifest.fromSize() == 0 ? "genesis" : "stated");
        if (pin.note().isEmpty()) {
            facts.put("pin", "none");
            return;
        }
        List<VerifierKey> keys = new ArrayList<>(trust.map(Trust::keys).orElse(List.of()));
        keys.add(key);
        List<VerifierKey> signers;
        try {
            signers = new NoteVerifier(keys).verify(pin.note().get());
        } catch (Malformed e) {
            throw new Undecided("pin_invalid", "the pinned checkpoint: " + e.getMessage());
        }
        if (signers.isEmpty()) {
            throw new Undecided("pin_invalid", "the pinned checkpoint is not signed by the bundle's key");
        }
        if (pin.manifest().isPresent()) {
            previousBundle(manifest, pin.manifest().get());
        }
        long size = pin.checkpoint().orElseThrow().size();
        if (size < manifest.fromSize() || size > manifest.toSize()) {
            throw new Undecided(
                    "pin_out_of_range",
                    "the pinned size " + size + " is not from " + manifest.fromSize() + " to " + checkpoint.size());
        }
        facts.put("pin", "matched");
    }

    /** A pinned bundle says more than its head: the next export's manifest and opening state must follow from it. */
    private void previousBundle(BundleManifest manifest, Pin.PinnedManifest previous) {
        boolean next = previous.manifest().exportSequence() == manifest.exportSequence() - 1;
        boolean adjoining = manifest.fromSize() > 0 && previous.manifest().toSize() == manifest.fromSize();
        boolean follows = !next || manifest.previousManifest().equals(Optional.of(previous.hash()));
        if (adjoining) {
            Pin.PinnedManifest current = new Pin.PinnedManifest(manifest, previous.hash());
            follows &= current.hashOf(BundleLayout.OPENING_STATE).equals(previous.hashOf(BundleLayout.CLOSING_STATE))
                    && current.hashOf(BundleLayout.PREVIOUS_CHECKPOINT)
                            .equals(previous.hashOf(BundleLayout.CHECKPOINT));
            facts.put("opening", "pinned");
        }
        if (!follows) {
            throw new Rejection("pin_mismatch", "the bundle does not continue the pinned one");
        }
    }

    private byte[] unlisted(String path, int longest) throws IOException {
        try (InputStream in = source.open(path)) {
            byte[] bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new Rejection("caps_exceeded", path + " is longer than " + longest + " bytes");
            }
            // Reads to the end, so that an archive checks the member's lengths too.
            if (in.read() >= 0) {
                throw new Rejection("caps_exceeded", path + " is longer than " + longest + " bytes");
            }
            return bytes;
        }
    }

    static <T> T check(String code, Supplier<T> step) {
        try {
            return step.get();
        } catch (Malformed e) {
            throw new Rejection(code, String.valueOf(e.getMessage()));
        } catch (BookViolation e) {
            throw new Rejection(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** What is done with a file's content while it is hashed. */
    @FunctionalInterface
    interface Content {
        void read(InputStream in) throws IOException;
    }

    /** The listed files, in order. */
    private final class Files {
        private static final int SMALL = 1 << 20;

        private final Map<String, BundleFile> byPath = new HashMap<>();

        Files(BundleManifest manifest) {
            manifest.files().forEach(file -> byPath.put(file.path(), file));
        }

        byte[] small(String path) throws IOException {
            byte[][] content = new byte[1][];
            streamed(path, in -> content[0] = in.readNBytes(SMALL + 1));
            if (content[0].length > SMALL) {
                throw new Rejection("caps_exceeded", path + " is longer than " + SMALL + " bytes");
            }
            return content[0];
        }

        /** Reads a file once: hash first, then whatever the content showed. */
        BundleFile streamed(String path, Content content) throws IOException {
            BundleFile file = Optional.ofNullable(byPath.get(path)).orElseThrow();
            try (ListedFile in = new ListedFile(file, source.open(path))) {
                Optional<Rejection> inside = Optional.empty();
                try {
                    content.read(in);
                } catch (Rejection e) {
                    inside = Optional.of(e);
                } catch (Malformed e) {
                    inside = Optional.of(new Rejection("leaf_invalid", path + ": " + e.getMessage()));
                } catch (BookViolation e) {
                    inside = Optional.of(new Rejection(e.code(), String.valueOf(e.getMessage())));
                }
                in.check();
                if (inside.isPresent()) {
                    throw inside.get();
                }
            }
            return file;
        }
    }
}

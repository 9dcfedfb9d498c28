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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Judges one bundle, file by file in reading order, and throws the first {@link Rejection}.
 *
 * <p>The manifest and what signs it come first, so that nothing large is read on the word of an unknown author. Then each
 * file's hash is checked before anything found wrong inside it is reported: a flipped bit is called a flipped bit.
 */
final class BundleVerifier {
    /** Every leaf as long as it may be, with its line feed. */
    private static final long LARGEST_EVENTS_FILE = (Leaf.LONGEST + 1L) * BundleLayout.LEAVES_PER_FILE;

    private final BundleSource source;
    private final Optional<Trust> trust;
    private final Pin pin;
    private final Map<String, Object> facts;
    private final TreeHasher hasher = new TreeHasher();
    /** The previous checkpoint, while nobody vouches for its key but perhaps the events to come. */
    private Optional<SignedNote> unvouched = Optional.empty();

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
        ListedFiles files = new ListedFiles(source, manifest);

        VerifierKey key = key(manifest, files);
        exports(manifest, manifestBytes, key, exportsCheckpoint, exportsProof);
        SignedNote note = note(BundleLayout.CHECKPOINT, files);
        signed("signature_invalid", BundleLayout.CHECKPOINT, note, List.of(key));
        Checkpoint checkpoint =
                checkpoint("checkpoint_mismatch", BundleLayout.CHECKPOINT, note, manifest, manifest.toSize());
        facts.put("origin", manifest.origin());
        facts.put("from_size", manifest.fromSize());
        facts.put("size", checkpoint.size());
        facts.put("root", checkpoint.root().toBase64());
        facts.put("export_seq", manifest.exportSequence());
        facts.put("opening", manifest.fromSize() == 0 ? "genesis" : "stated");
        if (pin.checkpoint().isEmpty()) {
            facts.put("pin", "none");
        }
        boolean openingPinned = new PinChecks(pin, trust.map(Trust::keys).orElse(List.of()))
                .check(manifest, Hash.sha256(manifestBytes), key);

        BookState state = new BookState();
        CompactRange range = new CompactRange();
        if (manifest.fromSize() > 0) {
            state = opening(manifest, files);
            if (openingPinned) {
                facts.put("opening", "pinned");
            }
            range = extend(manifest, files, checkpoint, state, key);
        }
        EventChecks events = new EventChecks(manifest, state, range, pin.checkpoint());
        for (String path : BundleLayout.eventFiles(manifest.fromSize(), manifest.toSize())) {
            files.streamed(path, events::file);
        }
        Map<String, BundleFile> derived = events.finish(checkpoint);
        if (pin.checkpoint().isPresent()) {
            facts.put("pin", "matched");
        }
        keyHistory(files, state, key, checkpoint.size());
        if (unvouched.isPresent()) {
            signed(
                    "signature_invalid",
                    BundleLayout.PREVIOUS_CHECKPOINT,
                    unvouched.get(),
                    state.keysValidAt(manifest.fromSize()));
        }
        for (String path : List.of(
                BundleLayout.POSTINGS, BundleLayout.JOURNAL, BundleLayout.TRIAL_BALANCE, BundleLayout.CLOSING_STATE)) {
            derived(manifest, files, path, derived);
        }
        files.small(BundleLayout.GUIDE);
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
        String bundle = "a bundle from " + manifest.fromSize() + " to " + manifest.toSize();
        if (eventFiles > stated.size()) {
            throw new Rejection(
                    "manifest_file_set",
                    "the manifest lists " + stated.size() + " files; " + bundle + " has " + eventFiles
                            + " of events alone");
        }
        List<String> wanted = BundleLayout.listed(manifest.fromSize(), manifest.toSize());
        for (int i = 0; i < Math.max(stated.size(), wanted.size()); i++) {
            String path = i < stated.size() ? stated.get(i) : "nothing";
            String due = i < wanted.size() ? wanted.get(i) : "nothing";
            if (!path.equals(due)) {
                throw new Rejection(
                        "manifest_file_set",
                        "the manifest lists " + path + " where " + bundle + " has " + due + ", as file " + i);
            }
        }
        for (BundleFile file : manifest.files()) {
            if (file.path().startsWith("events/") && file.bytes() > LARGEST_EVENTS_FILE) {
                throw new Rejection(
                        "caps_exceeded",
                        file.path() + " has " + file.bytes() + " bytes, as the manifest says; it may have "
                                + LARGEST_EVENTS_FILE);
            }
        }
        Set<String> all = new LinkedHashSet<>(BundleLayout.unlisted());
        all.addAll(stated);
        source.requireExactly(all);
    }

    private VerifierKey key(BundleManifest manifest, ListedFiles files) throws IOException {
        String stated = line(files.small(BundleLayout.LOG_KEY));
        byte[] pem = files.small(BundleLayout.LOG_KEY_PEM);
        String exports = line(files.small(BundleLayout.EXPORTS_KEY));
        VerifierKey key = check("key_invalid", BundleLayout.LOG_KEY + ": ", () -> VerifierKey.parse(stated));
        if (!key.name().equals(manifest.origin())) {
            throw new Rejection(
                    "key_invalid",
                    BundleLayout.LOG_KEY + " holds a key named " + key.name() + ", the log is " + manifest.origin());
        }
        if (!Arrays.equals(pem, key.toSpkiPem().getBytes(StandardCharsets.US_ASCII))) {
            throw new Rejection(
                    "key_invalid", BundleLayout.LOG_KEY_PEM + " does not hold the key of " + BundleLayout.LOG_KEY);
        }
        if (!exports.equals(key.withName(exportsOrigin(manifest)).toString())) {
            throw new Rejection(
                    "key_invalid",
                    BundleLayout.EXPORTS_KEY + " does not hold the key of " + BundleLayout.LOG_KEY + " under the name "
                            + exportsOrigin(manifest));
        }
        facts.put("key", key.toString());
        facts.put("key_sha256", key.fingerprint());
        if (trust.isPresent() && !trust.get().keys().contains(key)) {
            throw new Rejection("key_untrusted", "the bundle's key " + key + " is not one you trust");
        }
        facts.put("trust", trust.isPresent() ? "pinned" : "first-use");
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
        signed("exports_signature_invalid", BundleLayout.EXPORTS_CHECKPOINT, note, List.of(key.withName(origin)));
        Checkpoint head = check("exports_note_invalid", () -> Checkpoint.parse(note.text()));
        LogProof proof =
                check("exports_proof_invalid", BundleLayout.EXPORTS_PROOF + ": ", () -> LogProof.parse(proofBytes));
        exportsProof(
                Arrays.equals(proof.checkpoint().toBytes(), checkpointBytes),
                BundleLayout.EXPORTS_PROOF + " ends with another checkpoint than " + BundleLayout.EXPORTS_CHECKPOINT);
        exportsProof(
                head.origin().equals(origin),
                BundleLayout.EXPORTS_CHECKPOINT + " is of " + head.origin() + ", the log of exports is " + origin);
        exportsProof(
                proof.index() == manifest.exportSequence(),
                BundleLayout.EXPORTS_PROOF + " is of export " + proof.index() + ", the manifest of export "
                        + manifest.exportSequence());
        exportsProof(
                proof.proves(hasher.leaf(manifestBytes)),
                "the log of exports does not hold this manifest as export " + manifest.exportSequence()
                        + ": the manifest, the path in " + BundleLayout.EXPORTS_PROOF + " or both were changed");
    }

    private static void exportsProof(boolean holds, String otherwise) {
        if (!holds) {
            throw new Rejection("exports_proof_invalid", otherwise);
        }
    }

    private static SignedNote note(String path, ListedFiles files) throws IOException {
        byte[] bytes = files.small(path);
        return check("note_invalid", path + ": ", () -> SignedNote.parse(bytes));
    }

    private static Checkpoint checkpoint(
            String code, String path, SignedNote note, BundleManifest manifest, long size) {
        Checkpoint checkpoint = check("note_invalid", path + ": ", () -> Checkpoint.parse(note.text()));
        if (!checkpoint.origin().equals(manifest.origin()) || checkpoint.size() != size) {
            throw new Rejection(
                    code,
                    path + " is of " + checkpoint.origin() + " at " + checkpoint.size() + ", the bundle of "
                            + manifest.origin() + " at " + size);
        }
        return checkpoint;
    }

    private static void signed(String code, String path, SignedNote note, List<VerifierKey> keys) {
        if (!isSigned(code, path, note, keys)) {
            throw new Rejection(code, path + ": no signature line is by a key that may sign it");
        }
    }

    private static boolean isSigned(String code, String path, SignedNote note, List<VerifierKey> keys) {
        return !check(code, path + ": ", () -> new NoteVerifier(keys).verify(note))
                .isEmpty();
    }

    private BookState opening(BundleManifest manifest, ListedFiles files) throws IOException {
        BookState[] read = new BookState[1];
        BundleFile file = files.streamed(
                BundleLayout.OPENING_STATE,
                in -> read[0] = check(
                        "opening_state_invalid",
                        BundleLayout.OPENING_STATE + ": ",
                        () -> stateOf(in, manifest.fromSize())));
        BookState state = read[0];
        HashingStream again = new HashingStream(BundleLayout.OPENING_STATE, OutputStream.nullOutputStream());
        try (again) {
            StateFile.write(state, again);
        }
        if (!again.file().equals(file)) {
            throw new Rejection(
                    "opening_state_invalid",
                    BundleLayout.OPENING_STATE + " is not in its only order and spelling: its rows, each sorted and"
                            + " none twice, come to " + again.file().bytes() + " bytes; it has " + file.bytes());
        }
        state.openingImbalance().entrySet().stream().findFirst().ifPresent(off -> {
            throw new Rejection(
                    "opening_state_invalid",
                    BundleLayout.OPENING_STATE + " does not balance: debits minus credits of " + off.getKey() + " are "
                            + off.getValue() + " smallest units");
        });
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
            BundleManifest manifest, ListedFiles files, Checkpoint checkpoint, BookState state, VerifierKey key)
            throws IOException {
        SignedNote note = note(BundleLayout.PREVIOUS_CHECKPOINT, files);
        previousSigned(note, state, manifest.fromSize(), key);
        Checkpoint previous = checkpoint(
                "checkpoint_prev_mismatch", BundleLayout.PREVIOUS_CHECKPOINT, note, manifest, manifest.fromSize());
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

    /** A log that names no keys yet leaves them to whoever trusts them, or names them in the events of this bundle. */
    private void previousSigned(SignedNote note, BookState opening, long fromSize, VerifierKey key) {
        if (opening.keyEvents() > 0) {
            signed("signature_invalid", BundleLayout.PREVIOUS_CHECKPOINT, note, opening.keysValidAt(fromSize));
            return;
        }
        List<VerifierKey> keys = new ArrayList<>(List.of(key));
        trust.ifPresent(named -> keys.addAll(named.keys()));
        if (!isSigned("signature_invalid", BundleLayout.PREVIOUS_CHECKPOINT, note, keys)) {
            unvouched = Optional.of(note);
        }
    }

    private void keyHistory(ListedFiles files, BookState state, VerifierKey key, long size) throws IOException {
        files.streamed(BundleLayout.KEY_HISTORY, in -> {
            LineReader lines = new LineReader(in, Leaf.LONGEST);
            List<byte[]> stated = new ArrayList<>();
            try {
                // One more than there may be is enough to know.
                for (Optional<byte[]> line = lines.next();
                        line.isPresent() && stated.size() <= state.keyEvents();
                        line = lines.next()) {
                    stated.add(line.get());
                }
            } catch (Malformed e) {
                throw new Rejection("key_history_invalid", BundleLayout.KEY_HISTORY + ": " + e.getMessage());
            }
            state.requireKeyHistory(stated);
        });
        if (!state.mayBeSignedBy(key, size)) {
            throw new Rejection("key_not_in_history", "the log never added the bundle's key for a size of " + size);
        }
        if (state.keyEvents() > 0) {
            facts.put(
                    "keys",
                    state.keysValidAt(size).stream().map(VerifierKey::toString).collect(Collectors.joining(" ")));
        }
    }

    private void derived(BundleManifest manifest, ListedFiles files, String path, Map<String, BundleFile> rendered)
            throws IOException {
        BundleFile due = Optional.ofNullable(rendered.get(path)).orElseThrow();
        // A file of another length is wrong whatever is in it; so nothing longer than what we rendered is read.
        BundleFile stated =
                files.stated(path).bytes() == due.bytes() ? files.streamed(path, in -> {}) : files.stated(path);
        if (!stated.equals(due)) {
            String difference = new FirstDifference(source, manifest)
                    .in(path)
                    .orElseGet(() -> "the manifest states " + stated.bytes() + " bytes with the SHA-256 "
                            + stated.sha256().toHex() + ", the events give " + due.bytes() + " with "
                            + due.sha256().toHex());
            throw new Rejection("derived_mismatch", path + " is not what the events give: " + difference);
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
        return check(code, "", step);
    }

    /** Runs a step whose failure is the bundle's; {@code where} comes before what is wrong. */
    private static <T> T check(String code, String where, Supplier<T> step) {
        try {
            return step.get();
        } catch (Malformed e) {
            throw new Rejection(code, where + e.getMessage());
        } catch (BookViolation e) {
            throw new Rejection(e.code(), String.valueOf(e.getMessage()));
        }
    }
}

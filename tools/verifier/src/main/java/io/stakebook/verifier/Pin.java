package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.LogProof;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.TreeHasher;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteVerifier;
import io.stakebook.core.proof.note.SignedNote;
import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was accepted last time: a checkpoint, or the whole previous bundle.
 *
 * @param checkpoint the pinned head
 * @param note its signed form
 * @param manifest the pinned bundle's manifest, when it is a bundle
 */
record Pin(Optional<Checkpoint> checkpoint, Optional<SignedNote> note, Optional<PinnedBundle> manifest) {
    /** A bundle's manifest, its hash, and the key that signed both. */
    record PinnedBundle(BundleManifest manifest, Hash hash, VerifierKey key) {
        Hash hashOf(String path) {
            return manifest.files().stream()
                    .filter(file -> file.path().equals(path))
                    .map(BundleFile::sha256)
                    .findFirst()
                    .orElseThrow(() -> new Undecided("pin_invalid", "the pinned bundle lists no " + path));
        }
    }

    static final Pin NONE = new Pin(Optional.empty(), Optional.empty(), Optional.empty());

    /** Reads a checkpoint file, or the manifest of a bundle in a directory or a zip archive. */
    static Pin read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return bundle(new DirectorySource(file));
            }
            byte[] bytes = bounded(Files.newInputStream(file), SignedNote.LONGEST, "pin");
            if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
                return bundle(new ZipSource(file));
            }
            SignedNote note = SignedNote.parse(bytes);
            return new Pin(Optional.of(Checkpoint.parse(note.text())), Optional.of(note), Optional.empty());
        } catch (IOException | Malformed | Rejection e) {
            throw new Undecided("pin_invalid", "the pin " + file + " cannot be used: " + e.getMessage());
        }
    }

    /**
     * Reads a bundle as far as its checkpoint. A pin that does not hold together would convict a good bundle, so all that
     * is compared later is proved here.
     */
    private static Pin bundle(BundleSource source) throws IOException {
        try (source) {
            byte[] bytes = bounded(source.open(BundleLayout.MANIFEST), BundleManifest.LONGEST, "manifest");
            BundleManifest manifest = BundleManifest.parse(bytes);
            Map<String, byte[]> read = new HashMap<>();
            // In reading order, because an archive can be read in no other.
            for (String path : List.of(
                    BundleLayout.EXPORTS_CHECKPOINT,
                    BundleLayout.EXPORTS_PROOF,
                    BundleLayout.LOG_KEY,
                    BundleLayout.LOG_KEY_PEM,
                    BundleLayout.EXPORTS_KEY,
                    BundleLayout.CHECKPOINT)) {
                read.put(path, bounded(source.open(path), SignedNote.LONGEST, path));
            }
            VerifierKey key = VerifierKey.parse(
                    new String(content(read, BundleLayout.LOG_KEY), StandardCharsets.ISO_8859_1).strip());
            String exports = manifest.origin() + BundleLayout.EXPORTS_SUFFIX;
            SignedNote exportsNote = SignedNote.parse(content(read, BundleLayout.EXPORTS_CHECKPOINT));
            LogProof proof = LogProof.parse(content(read, BundleLayout.EXPORTS_PROOF));
            require(
                    signed(exportsNote, key.withName(exports))
                            && Checkpoint.parse(exportsNote.text()).origin().equals(exports)
                            && Arrays.equals(proof.checkpoint().toBytes(), exportsNote.toBytes())
                            && proof.index() == manifest.exportSequence()
                            && proof.proves(new TreeHasher().leaf(bytes)),
                    "log of exports does not vouch for its manifest");
            PinnedBundle pinned = new PinnedBundle(manifest, Hash.sha256(bytes), key);
            byte[] checkpoint = content(read, BundleLayout.CHECKPOINT);
            require(
                    Hash.sha256(checkpoint).equals(pinned.hashOf(BundleLayout.CHECKPOINT)),
                    "checkpoint is not the one its manifest lists");
            SignedNote note = SignedNote.parse(checkpoint);
            Checkpoint head = Checkpoint.parse(note.text());
            require(
                    signed(note, key) && head.origin().equals(manifest.origin()) && head.size() == manifest.toSize(),
                    "checkpoint is not its log's, signed by its key");
            return new Pin(Optional.of(head), Optional.of(note), Optional.of(pinned));
        }
    }

    private static byte[] content(Map<String, byte[]> read, String path) {
        return Optional.ofNullable(read.get(path)).orElseThrow();
    }

    private static boolean signed(SignedNote note, VerifierKey key) {
        return !new NoteVerifier(List.of(key)).verify(note).isEmpty();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Malformed("the pinned bundle is damaged: its " + otherwise);
        }
    }

    /** At most {@code longest} + 1 bytes; the reader of the bytes refuses the one too many. */
    private static byte[] bounded(InputStream in, int longest, String what) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest && !(bytes[0] == 'P' && bytes[1] == 'K')) {
                throw new Malformed("the " + what + " is longer than " + longest + " bytes");
            }
            return bytes;
        }
    }
}

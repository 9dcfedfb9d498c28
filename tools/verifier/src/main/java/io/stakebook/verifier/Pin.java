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
import java.util.function.Supplier;

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
        } catch (IOException e) {
            throw new Undecided("pin_invalid", "the pin " + file + " cannot be used: " + Unreadable.why(e));
        } catch (Malformed | Rejection e) {
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
            BundleManifest manifest = part(BundleLayout.MANIFEST, () -> BundleManifest.parse(bytes));
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
            VerifierKey key = part(
                    BundleLayout.LOG_KEY,
                    () -> VerifierKey.parse(
                            new String(content(read, BundleLayout.LOG_KEY), StandardCharsets.ISO_8859_1).strip()));
            String exports = manifest.origin() + BundleLayout.EXPORTS_SUFFIX;
            SignedNote exportsNote = note(BundleLayout.EXPORTS_CHECKPOINT, read);
            LogProof proof =
                    part(BundleLayout.EXPORTS_PROOF, () -> LogProof.parse(content(read, BundleLayout.EXPORTS_PROOF)));
            require(
                    signed(BundleLayout.EXPORTS_CHECKPOINT, exportsNote, key.withName(exports))
                            && head(BundleLayout.EXPORTS_CHECKPOINT, exportsNote)
                                    .origin()
                                    .equals(exports)
                            && Arrays.equals(proof.checkpoint().toBytes(), exportsNote.toBytes())
                            && proof.index() == manifest.exportSequence()
                            && proof.proves(new TreeHasher().leaf(bytes)),
                    BundleLayout.EXPORTS_PROOF + " or " + BundleLayout.EXPORTS_CHECKPOINT + " does not vouch for its "
                            + BundleLayout.MANIFEST);
            PinnedBundle pinned = new PinnedBundle(manifest, Hash.sha256(bytes), key);
            byte[] checkpoint = content(read, BundleLayout.CHECKPOINT);
            require(
                    Hash.sha256(checkpoint).equals(pinned.hashOf(BundleLayout.CHECKPOINT)),
                    BundleLayout.CHECKPOINT + " is not the one its manifest lists");
            SignedNote note = note(BundleLayout.CHECKPOINT, read);
            Checkpoint head = head(BundleLayout.CHECKPOINT, note);
            require(
                    signed(BundleLayout.CHECKPOINT, note, key)
                            && head.origin().equals(manifest.origin())
                            && head.size() == manifest.toSize(),
                    BundleLayout.CHECKPOINT + " is not its log's, signed by its key");
            return new Pin(Optional.of(head), Optional.of(note), Optional.of(pinned));
        }
    }

    private static byte[] content(Map<String, byte[]> read, String path) {
        return Optional.ofNullable(read.get(path)).orElseThrow();
    }

    private static SignedNote note(String path, Map<String, byte[]> read) {
        return part(path, () -> SignedNote.parse(content(read, path)));
    }

    private static Checkpoint head(String path, SignedNote note) {
        return part(path, () -> Checkpoint.parse(note.text()));
    }

    private static boolean signed(String path, SignedNote note, VerifierKey key) {
        return part(path, () -> !new NoteVerifier(List.of(key)).verify(note).isEmpty());
    }

    /** Says of which file of the pinned bundle it is when it is malformed. */
    private static <T> T part(String path, Supplier<T> step) {
        try {
            return step.get();
        } catch (Malformed e) {
            throw new Malformed("its " + path + ": " + e.getMessage());
        }
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

package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was accepted last time: a checkpoint, or the whole previous bundle.
 *
 * @param checkpoint the pinned head
 * @param note its signed form
 * @param manifest the pinned bundle's manifest, when it is a bundle
 */
record Pin(Optional<Checkpoint> checkpoint, Optional<SignedNote> note, Optional<PinnedManifest> manifest) {
    /** The previous bundle's manifest and its hash. */
    record PinnedManifest(BundleManifest manifest, Hash hash) {
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

    private static Pin bundle(BundleSource source) throws IOException {
        try (source) {
            byte[] bytes = bounded(source.open(BundleLayout.MANIFEST), BundleManifest.LONGEST, "manifest");
            PinnedManifest pinned = new PinnedManifest(BundleManifest.parse(bytes), Hash.sha256(bytes));
            byte[] checkpoint = new byte[0];
            // In reading order, because an archive can be read in no other.
            for (String path : List.of(
                    BundleLayout.EXPORTS_CHECKPOINT,
                    BundleLayout.EXPORTS_PROOF,
                    BundleLayout.LOG_KEY,
                    BundleLayout.LOG_KEY_PEM,
                    BundleLayout.EXPORTS_KEY,
                    BundleLayout.CHECKPOINT)) {
                checkpoint = bounded(source.open(path), SignedNote.LONGEST, path);
            }
            if (!Hash.sha256(checkpoint).equals(pinned.hashOf(BundleLayout.CHECKPOINT))) {
                throw new Malformed("the pinned bundle's checkpoint is not the one its manifest lists");
            }
            SignedNote note = SignedNote.parse(checkpoint);
            return new Pin(Optional.of(Checkpoint.parse(note.text())), Optional.of(note), Optional.of(pinned));
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

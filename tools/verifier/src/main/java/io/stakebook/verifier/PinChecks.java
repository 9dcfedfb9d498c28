package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteSignature;
import io.stakebook.core.proof.note.NoteVerifier;
import io.stakebook.core.proof.note.SignedNote;
import io.stakebook.core.proof.note.VerifierKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be said of the pin before the events are read; {@link EventChecks} compares its root on the way. */
final class PinChecks {
    private final Pin pin;
    private final List<VerifierKey> trusted;

    /**
     * @param trusted the keys the reader trusts beside the bundle's
     */
    PinChecks(Pin pin, List<VerifierKey> trusted) {
        this.pin = pin;
        this.trusted = trusted;
    }

    /**
     * Holds the bundle's signed head and manifest against the pin.
     *
     * @return whether the bundle's opening state, when it is what the manifest lists, is the pinned bundle's closing state
     * @throws Rejection when the bundle cannot be of the history that was accepted
     * @throws Undecided when the pin says nothing about this bundle
     */
    boolean check(BundleManifest manifest, Hash manifestHash, VerifierKey key) {
        if (pin.checkpoint().isEmpty() || pin.note().isEmpty()) {
            return false;
        }
        Checkpoint pinned = pin.checkpoint().get();
        if (!pinned.origin().equals(manifest.origin())) {
            throw new Undecided(
                    "pin_invalid", "the pin is of the log " + pinned.origin() + ", the bundle of " + manifest.origin());
        }
        signedByTheSame(pin.note().get(), key);
        boolean openingPinned = pin.manifest()
                .map(previous -> follows(manifest, manifestHash, previous))
                .orElse(false);
        if (pinned.size() < manifest.fromSize() || pinned.size() > manifest.toSize()) {
            throw new Undecided(
                    "pin_out_of_range",
                    "the pinned size " + pinned.size() + " is not from " + manifest.fromSize() + " to "
                            + manifest.toSize());
        }
        return openingPinned;
    }

    private void signedByTheSame(SignedNote note, VerifierKey key) {
        List<VerifierKey> keys = new ArrayList<>(trusted);
        keys.add(key);
        List<VerifierKey> signers;
        try {
            signers = new NoteVerifier(keys).verify(note);
        } catch (Malformed e) {
            throw new Undecided("pin_invalid", "the pinned checkpoint: " + e.getMessage());
        }
        if (!signers.isEmpty()) {
            return;
        }
        List<NoteSignature> named = note.signatures().stream()
                .filter(line -> line.name().equals(key.name()))
                .toList();
        if (named.isEmpty()) {
            throw new Undecided("pin_invalid", "the pinned checkpoint has no signature of its log " + key.name());
        }
        // Whoever can write a file can write a key hash into it: only a whole bundle shows that its key signed it.
        VerifierKey before = pin.manifest()
                .map(Pin.PinnedBundle::key)
                .orElseThrow(() -> new Undecided(
                        "pin_invalid",
                        "the pinned checkpoint is said to be signed by the key " + keyHashes(named)
                                + ", this bundle by "
                                + key + ", so nothing shows whether the checkpoint is genuine. Name its key with"
                                + " --trust as well, or pin the whole bundle you accepted"));
        throw new Rejection(
                "pin_mismatch",
                "what you accepted was signed by the key " + before + ", this bundle by " + key
                        + ". If the log changed its key, have its owner confirm both and name both with --trust");
    }

    private static String keyHashes(List<NoteSignature> lines) {
        return lines.stream()
                .map(line -> line.name() + "+" + HexFormat.of().formatHex(line.keyHash()) + "+...")
                .collect(Collectors.joining(", "));
    }

    /** A pinned bundle says more than its head: manifests of the same and of adjoining exports must fit together. */
    private static boolean follows(BundleManifest manifest, Hash manifestHash, Pin.PinnedBundle previous) {
        long pinned = previous.manifest().exportSequence();
        long judged = manifest.exportSequence();
        if (pinned == judged && !manifestHash.equals(previous.hash())) {
            throw new Rejection(
                    "pin_mismatch",
                    "you accepted another export under the same number " + judged + "; it was replaced");
        }
        boolean chained = true;
        if (pinned + 1 == judged) {
            chained = manifest.previousManifest().equals(Optional.of(previous.hash()));
        } else if (judged + 1 == pinned) {
            chained = previous.manifest().previousManifest().equals(Optional.of(manifestHash));
        }
        boolean adjoining = manifest.fromSize() > 0 && previous.manifest().toSize() == manifest.fromSize();
        if (adjoining) {
            Pin.PinnedBundle current = new Pin.PinnedBundle(manifest, manifestHash, previous.key());
            chained &= current.hashOf(BundleLayout.OPENING_STATE).equals(previous.hashOf(BundleLayout.CLOSING_STATE))
                    && current.hashOf(BundleLayout.PREVIOUS_CHECKPOINT)
                            .equals(previous.hashOf(BundleLayout.CHECKPOINT));
        }
        if (!chained) {
            throw new Rejection(
                    "pin_mismatch", "export " + judged + " does not fit together with the pinned export " + pinned);
        }
        return adjoining;
    }
}

package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.SignedNote;
import java.util.List;

/**
 * A bundle that was written, with what the next export needs.
 *
 * @param manifest what it holds
 * @param manifestHash SHA-256 of the manifest's bytes
 * @param checkpoint the log's head at its end
 * @param note that checkpoint, signed
 * @param range compact range of the log at its end
 * @param exports compact range of the log of exports, this one included
 * @param keyHistory leaf bytes of every key event so far, in log order
 */
public record WrittenBundle(
        BundleManifest manifest,
        Hash manifestHash,
        Checkpoint checkpoint,
        SignedNote note,
        CompactRange range,
        CompactRange exports,
        List<byte[]> keyHistory) {}

package io.stakebook.verifier;

import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.ExportRequest;
import io.stakebook.core.proof.bundle.LogProof;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.TreeHasher;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes bundles whose signatures and hashes are all right although something else is not: an insider with the key. */
final class Forger {
    private Forger() {}

    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    /** A bundle of the same book that turns another way after {@code common} events. */
    static Path fork(SampleBundles bundles, Path directory, int common) throws IOException {
        SampleBook book = new SampleBook(bundles.signer.verifierKey(), 20);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < common; i++) {
            leaves.add(book.next());
        }
        while (leaves.size() < SampleBundles.FIRST) {
            leaves.add(book.finish(
                            "house",
                            EventSchemas.typeOf("policy.regions.changed"),
                            EventSchemas.schemaOf("policy.regions.changed"),
                            "change",
                            CanonicalObject.builder().put("change_id", "x").build())
                    .bytes());
        }
        BundleWriter.write(
                ExportRequest.first(SampleBook.ORIGIN, Instant.EPOCH, SampleBundles.FIRST, bundles.signer),
                leaves.iterator(),
                directory);
        return directory;
    }

    /** Replaces the events and signs their new root. */
    static void events(Path bundle, List<byte[]> leaves, NoteSigner signer) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        CompactRange range = new CompactRange();
        TreeHasher hasher = new TreeHasher();
        for (byte[] leaf : leaves) {
            lines.writeBytes(leaf);
            lines.write('\n');
            range.append(hasher.leaf(leaf));
        }
        Files.write(bundle.resolve("events/00000000.jsonl"), lines.toByteArray());
        Checkpoint head = new Checkpoint(SampleBook.ORIGIN, SampleBundles.FIRST, range.root());
        Files.write(
                bundle.resolve(BundleLayout.CHECKPOINT),
                SignedNote.sign(head.text(), List.of(signer)).toBytes());
        reseal(bundle, signer, manifest -> manifest);
    }

    /** Brings the manifest's hashes up to date, changes it, and signs it into a new log of exports. */
    static void reseal(Path bundle, NoteSigner signer, UnaryOperator<BundleManifest> change) throws IOException {
        long index = BundleManifest.parse(Files.readAllBytes(bundle.resolve(BundleLayout.MANIFEST)))
                .exportSequence();
        seal(bundle, signer, relist(bundle, change).toBytes(), index);
    }

    /** Brings the manifest's hashes up to date and changes it; what is signed stays as it was. */
    static BundleManifest relist(Path bundle, UnaryOperator<BundleManifest> change) throws IOException {
        BundleManifest old = BundleManifest.parse(Files.readAllBytes(bundle.resolve(BundleLayout.MANIFEST)));
        List<BundleFile> files = new ArrayList<>();
        for (BundleFile file : old.files()) {
            byte[] content = Files.readAllBytes(bundle.resolve(file.path()));
            files.add(new BundleFile(file.path(), content.length, Hash.sha256(content)));
        }
        BundleManifest manifest = change.apply(new BundleManifest(
                old.format(),
                old.origin(),
                old.exportSequence(),
                old.createdAt(),
                old.fromSize(),
                old.toSize(),
                old.previousManifest(),
                old.periods(),
                old.entries(),
                old.totals(),
                files));
        Files.write(bundle.resolve(BundleLayout.MANIFEST), manifest.toBytes());
        return manifest;
    }

    /** Signs these manifest bytes, whatever they are, as one export of a log of exports. */
    static void seal(Path bundle, NoteSigner signer, byte[] manifestBytes, long index) throws IOException {
        Files.write(bundle.resolve(BundleLayout.MANIFEST), manifestBytes);
        String origin = SampleBook.ORIGIN + BundleLayout.EXPORTS_SUFFIX;
        CompactRange exports = new CompactRange();
        TreeHasher hasher = new TreeHasher();
        for (long i = 0; i < index; i++) {
            exports.append(hasher.leaf(new byte[] {(byte) i}));
        }
        List<Hash> path = exports.proofOfNext().path();
        exports.append(hasher.leaf(manifestBytes));
        SignedNote note = SignedNote.sign(
                new Checkpoint(origin, exports.size(), exports.root()).text(), List.of(signer.withName(origin)));
        Files.write(bundle.resolve(BundleLayout.EXPORTS_CHECKPOINT), note.toBytes());
        Files.write(bundle.resolve(BundleLayout.EXPORTS_PROOF), new LogProof(index, path, note).toBytes());
    }
}

package io.stakebook.verifier;

import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.DerivedFiles;
import io.stakebook.core.proof.bundle.LineReader;
import io.stakebook.core.proof.bundle.StateFile;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where a derived file first says something else than the events give.
 *
 * <p>Nothing of the size of the events is kept while they are judged, so they are taken in a second time, beside the file.
 */
final class FirstDifference {
    private final BundleSource source;
    private final BundleManifest manifest;

    FirstDifference(BundleSource source, BundleManifest manifest) {
        this.source = source;
        this.manifest = manifest;
    }

    /** The difference in words; empty when the file itself is right. Call it for events that were found to be a book. */
    Optional<String> in(String path) throws IOException {
        BookState state = opening();
        try (ComparingStream compared = new ComparingStream(source.again(path))) {
            DerivedFiles derived = new DerivedFiles(
                    manifest.format(), state, name -> name.equals(path) ? compared : OutputStream.nullOutputStream());
            for (String events : BundleLayout.eventFiles(manifest.fromSize(), manifest.toSize())) {
                if (compared.found().isEmpty()) {
                    file(events, state, derived);
                }
            }
            if (compared.found().isEmpty()) {
                derived.finish(state);
            }
            return compared.found();
        }
    }

    private BookState opening() throws IOException {
        if (manifest.fromSize() == 0) {
            return new BookState();
        }
        try (InputStream in = source.again(BundleLayout.OPENING_STATE)) {
            return StateFile.read(in, manifest.fromSize());
        }
    }

    private void file(String path, BookState state, DerivedFiles derived) throws IOException {
        try (InputStream in = source.again(path)) {
            LineReader lines = new LineReader(in, Leaf.LONGEST);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Leaf leaf = Leaf.parse(line.get());
                Optional<JournalEntryPosted> entry = state.apply(leaf);
                if (entry.isPresent()) {
                    derived.entry(leaf, entry.get());
                }
            }
        }
    }
}

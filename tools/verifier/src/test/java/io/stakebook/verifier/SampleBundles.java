package io.stakebook.verifier;

import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.ExportRequest;
import io.stakebook.core.proof.bundle.WrittenBundle;
import io.stakebook.core.proof.merkle.CompactRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three exports of one sample book, the last of an empty period. */
final class SampleBundles {
    static final int FIRST = 75;
    static final int SECOND = 130;

    final TestSigner signer = new TestSigner(SampleBook.ORIGIN);
    final List<byte[]> leaves = new ArrayList<>();
    final Path first;
    final Path second;
    final Path third;
    final Path trust;
    final WrittenBundle firstWritten;
    final WrittenBundle secondWritten;

    SampleBundles(Path directory) {
        try {
            SampleBook book = new SampleBook(signer.verifierKey(), 20);
            for (int i = 0; i < SECOND; i++) {
                leaves.add(book.next());
            }
            first = directory.resolve("first");
            firstWritten = BundleWriter.write(
                    ExportRequest.first(SampleBook.ORIGIN, Instant.EPOCH, FIRST, signer),
                    leaves.subList(0, FIRST).iterator(),
                    first);
            second = directory.resolve("second");
            secondWritten = next(firstWritten, SECOND, second);
            third = directory.resolve("third");
            WrittenBundle unused = next(secondWritten, SECOND, third);
            if (unused.manifest().entries() != 0) {
                throw new AssertionError("the third export is of an empty period");
            }
            trust = Files.writeString(directory.resolve("trust"), signer.verifierKey() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an export service does: continue from the last export. */
    private WrittenBundle next(WrittenBundle previous, int toSize, Path directory) throws IOException {
        int from = (int) previous.checkpoint().size();
        ExportRequest request = new ExportRequest(
                SampleBook.ORIGIN,
                Instant.EPOCH,
                previous.range(),
                toSize,
                stateAt(from),
                Optional.empty(),
                Optional.of(previous.note().toBytes()),
                Optional.of(previous.manifestHash()),
                previous.exports(),
                previous.keyHistory(),
                signer);
        return BundleWriter.write(request, leaves.subList(from, toSize).iterator(), directory);
    }

    /** A second export that begins at event 0 again. */
    Path again(Path directory) throws IOException {
        ExportRequest request = new ExportRequest(
                SampleBook.ORIGIN,
                Instant.EPOCH,
                new CompactRange(),
                SECOND,
                new BookState(),
                Optional.of(secondWritten.checkpoint().root()),
                Optional.empty(),
                Optional.of(firstWritten.manifestHash()),
                firstWritten.exports(),
                List.of(),
                signer);
        BundleWriter.write(request, leaves.iterator(), directory);
        return directory;
    }

    BookState stateAt(int size) {
        return BookState.replay(leaves.subList(0, size).iterator());
    }
}

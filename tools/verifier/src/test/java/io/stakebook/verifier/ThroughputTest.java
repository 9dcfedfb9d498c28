package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.ExportRequest;
import io.stakebook.core.proof.bundle.WrittenBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than one events file, streamed; {@code -Dbundle.events=1000000} measures a large one. */
class ThroughputTest {
    @Test
    void largeBundle_isWrittenAndVerifiedInPasses(@TempDir Path directory) throws IOException {
        int events = Integer.getInteger("bundle.events", 70_000);
        TestSigner signer = new TestSigner(SampleBook.ORIGIN);
        SampleBook book = new SampleBook(signer.verifierKey(), 5_000);
        Path bundle = directory.resolve("bundle");

        long start = System.nanoTime();
        WrittenBundle written = BundleWriter.write(
                ExportRequest.first(SampleBook.ORIGIN, Instant.EPOCH, events, signer), limited(book, events), bundle);
        long middle = System.nanoTime();
        Run run = Run.verify(bundle, "--json");
        long end = System.nanoTime();

        System.out.printf(
                "%d events: made and written in %.1f s, verified in %.1f s%n",
                events, (middle - start) / 1e9, (end - middle) / 1e9);
        written.manifest().files().forEach(file -> System.out.printf("%12d %s%n", file.bytes(), file.path()));
        assertThat(run.exit()).as(run.out()).isZero();
    }

    private static Iterator<byte[]> limited(Iterator<byte[]> all, int count) {
        return new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public byte[] next() {
                left--;
                return all.next();
            }
        };
    }
}

package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.bundle.BundleFormat;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.ExportRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three exports of one log as they left the house, two in format 1 and one in format 2, and the texts of format 2 to read.
 * What was accepted stays accepted: these files never change, and a new format brings new ones.
 */
class GoldenBundleTest {

    @ParameterizedTest
    @ValueSource(strings = {"export-0-format-1.zip", "export-1-format-1.zip", "export-2-format-2.zip"})
    void bundle_ofEveryFormat_isAccepted(String name) {
        Run run = Run.verify(golden(name), "--json");

        assertThat(run.code()).as(run.out()).isEqualTo("ok");
    }

    @Test
    void bundle_ofTheNewFormat_continuesOneOfTheOld() {
        Run run = Run.verify(golden("export-2-format-2.zip"), "--pin", golden("export-0-format-1.zip"), "--json");
        Run next = Run.verify(golden("export-2-format-2.zip"), "--pin", golden("export-1-format-1.zip"), "--json");

        assertThat(run.out()).contains("\"code\":\"ok\"", "\"pin\":\"matched\"", "\"opening\":\"pinned\"");
        assertThat(next.out()).contains("\"code\":\"ok\"", "\"pin\":\"matched\"");
    }

    @Test
    void derivedTexts_ofTheNewestFormat_areTheseBytes(@TempDir Path directory) throws IOException {
        List<byte[]> leaves = UnusualBook.leaves();
        Path bundle = directory.resolve("bundle");
        BundleWriter.write(
                ExportRequest.first(SampleBook.ORIGIN, Instant.EPOCH, leaves.size(), new TestSigner(SampleBook.ORIGIN)),
                leaves.iterator(),
                bundle);

        for (String name : List.of("postings.csv", "journal.hledger", "trial-balance.csv")) {
            assertThat(bundle.resolve("derived").resolve(name))
                    .as(name)
                    .hasSameTextualContentAs(golden("format-2/" + name))
                    .hasSameBinaryContentAs(golden("format-2/" + name));
        }
    }

    @Test
    void bundle_thatNamesAnotherFormatThanItIsRenderedIn_isRejected(@TempDir Path directory) throws IOException {
        SampleBundles bundles = new SampleBundles(directory);

        for (Path bundle : List.of(bundles.first, bundles.third)) {
            Forger.reseal(bundle, bundles.signer, manifest -> inFormat(BundleFormat.ONE, manifest));

            Run run = Run.verify(bundle, "--json");

            assertThat(run.code()).isEqualTo("derived_mismatch");
            assertThat(run.out()).contains("derived/postings.csv is not what the events give: at line 1");
        }
    }

    private static BundleManifest inFormat(BundleFormat format, BundleManifest m) {
        return new BundleManifest(
                format,
                m.origin(),
                m.exportSequence(),
                m.createdAt(),
                m.fromSize(),
                m.toSize(),
                m.previousManifest(),
                m.periods(),
                m.entries(),
                m.totals(),
                m.files());
    }

    private static Path golden(String name) {
        try {
            return Path.of(Optional.ofNullable(GoldenBundleTest.class.getResource("/golden/" + name))
                    .orElseThrow()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.ExportRequest;
import io.stakebook.core.proof.bundle.WrittenBundle;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted once binds every later bundle of its log; a pin that is itself wrong convicts nobody. */
class PinTest {
    private static Path directory;
    private static SampleBundles bundles;

    @BeforeAll
    static void write(@TempDir Path temporary) {
        directory = temporary;
        bundles = new SampleBundles(temporary);
    }

    @Test
    void export_replacedUnderTheSameNumber_isRejected() throws IOException {
        Path other = bundles.again(directory.resolve("other"));
        Path later = later(bundles.first);

        assertThat(Run.verify(other, "--json").code()).isEqualTo("ok");
        assertThat(Run.verify(other, "--pin", bundles.second, "--json").code()).isEqualTo("pin_mismatch");
        assertThat(Run.verify(later, "--json").code()).isEqualTo("ok");
        assertThat(Run.verify(later, "--pin", bundles.first, "--json").code()).isEqualTo("pin_mismatch");
        assertThat(Run.verify(bundles.first, "--pin", bundles.first, "--json").code())
                .isEqualTo("ok");
    }

    @Test
    void export_replacedBehindTheNextOne_isRejected() throws IOException {
        assertThat(Run.verify(later(bundles.first), "--pin", bundles.second, "--json")
                        .code())
                .isEqualTo("pin_mismatch");
        assertThat(Run.verify(bundles.first, "--pin", bundles.second, "--json").code())
                .isEqualTo("pin_out_of_range");
    }

    @Test
    void bundle_signedByAnotherKeyThanWhatWasAccepted_isRejectedWithBothKeys() throws IOException {
        SampleBundles other = new SampleBundles(Files.createDirectory(directory.resolve("other-key")));

        Run withBundle = Run.verify(other.second, "--pin", bundles.first, "--json");
        Run withCheckpoint = Run.verify(other.second, "--pin", bundles.first.resolve("checkpoint"), "--json");

        assertThat(withBundle.exit()).isEqualTo(1);
        assertThat(withBundle.code()).isEqualTo("pin_mismatch");
        assertThat(withBundle.out())
                .contains("accepted was signed by the key " + bundles.signer.verifierKey() + ", this bundle by "
                        + other.signer.verifierKey());
        assertThat(withCheckpoint.exit()).isEqualTo(2);
        assertThat(withCheckpoint.code()).isEqualTo("pin_invalid");
        assertThat(withCheckpoint.out())
                .contains(
                        "said to be signed by the key " + SampleBook.ORIGIN + "+",
                        "this bundle by " + other.signer.verifierKey(),
                        "Name its key with --trust as well, or pin the whole bundle");
    }

    /** The key hash of a checkpoint is four bytes that anyone can write. */
    @Test
    void bareCheckpoint_byAKeyNobodyKnows_doesNotConvictAGoodBundle() throws IOException {
        String checkpoint = Files.readString(bundles.first.resolve(BundleLayout.CHECKPOINT));
        int signature = checkpoint.lastIndexOf(' ') + 1;
        Path damaged = Files.writeString(
                directory.resolve("damaged-checkpoint"),
                checkpoint.substring(0, signature)
                        + (checkpoint.charAt(signature) == 'A' ? 'B' : 'A')
                        + checkpoint.substring(signature + 1));

        Run run = Run.verify(bundles.second, "--pin", damaged, "--json");

        assertThat(run.exit()).as(run.out()).isEqualTo(2);
        assertThat(run.code()).isEqualTo("pin_invalid");
    }

    /** The log itself names no keys: whoever reads it knows them, both. */
    @Test
    void bundleAfterAChangeOfKeys_isAccepted_onlyByWhoTrustsBoth() throws IOException {
        TestSigner before = new TestSigner(SampleBook.ORIGIN);
        TestSigner after = new TestSigner(SampleBook.ORIGIN);
        SampleBook book = new SampleBook(20);
        List<byte[]> leaves = Stream.generate(book::next).limit(60).toList();
        Path first = directory.resolve("old-key");
        Path second = directory.resolve("new-key");
        writeTwo(leaves, before, first, after, second);
        Path one = Files.writeString(directory.resolve("one-key"), after.verifierKey() + "\n");
        Path both = Files.writeString(
                directory.resolve("both-keys"), before.verifierKey() + "\n" + after.verifierKey() + "\n");

        assertThat(Run.verify(second, "--trust", one, "--json").code()).isEqualTo("signature_invalid");
        assertThat(Run.verify(second, "--trust", both, "--json").code()).isEqualTo("ok");
        assertThat(Run.verify(second, "--trust", both, "--pin", first, "--json").out())
                .contains("\"code\":\"ok\"", "\"opening\":\"pinned\"");
    }

    /** Nobody exported between the day the log told of the new key and the day it signed. */
    @Test
    void bundleThatTellsOfTheChangeOfKeys_isAccepted_byWhoKnowsTheNewOneOnly() throws IOException {
        TestSigner before = new TestSigner(SampleBook.ORIGIN);
        TestSigner after = new TestSigner(SampleBook.ORIGIN);
        Path one = Files.writeString(directory.resolve("one-key"), after.verifierKey() + "\n");

        Path told = acrossAChange(before, after, List.of(before, after));
        assertThat(Run.verify(told, "--json").code()).isEqualTo("ok");
        assertThat(Run.verify(told, "--trust", one, "--json").code()).isEqualTo("ok");

        Path oldOneUntold = acrossAChange(before, after, List.of(after));
        assertThat(Run.verify(oldOneUntold, "--json").out())
                .contains("\"code\":\"signature_invalid\"", "checkpoint.prev: no signature line");
    }

    /** The bundles of 0 to 30 and of 30 to 60, each under a key of its own. */
    private static void writeTwo(List<byte[]> leaves, TestSigner before, Path first, TestSigner after, Path second)
            throws IOException {
        WrittenBundle written = BundleWriter.write(
                ExportRequest.first(SampleBook.ORIGIN, Instant.EPOCH, 30, before),
                leaves.subList(0, 30).iterator(),
                first);
        BundleWriter.write(
                new ExportRequest(
                        SampleBook.ORIGIN,
                        Instant.EPOCH,
                        written.range(),
                        60,
                        BookState.replay(leaves.subList(0, 30).iterator()),
                        Optional.empty(),
                        Optional.of(written.note().toBytes()),
                        Optional.of(written.manifestHash()),
                        written.exports(),
                        written.keyHistory(),
                        after),
                leaves.subList(30, 60).iterator(),
                second);
    }

    /** The bundle of 30 to 60, whose first events add keys: those of before from size 0, the new one from 30 on. */
    private static Path acrossAChange(TestSigner before, TestSigner after, List<TestSigner> told) throws IOException {
        SampleBook book = new SampleBook(20);
        List<byte[]> leaves =
                new ArrayList<>(Stream.generate(book::next).limit(30).toList());
        for (TestSigner signer : told) {
            LogKeyAdded added = new LogKeyAdded(signer.verifierKey().toString(), signer == after ? 30 : 0);
            leaves.add(book.finish("house", LogKeyAdded.TYPE, LogKeyAdded.SCHEMA, "key", added.toData())
                    .bytes());
        }
        while (leaves.size() < 60) {
            leaves.add(book.next());
        }
        Path across = directory.resolve("across-" + told.size());
        writeTwo(leaves, before, directory.resolve("before-" + told.size()), after, across);
        return across;
    }

    @Test
    void pin_ofAnotherLog_leavesTheBundleUndecided() throws IOException {
        TestSigner elsewhere = new TestSigner("elsewhere.example/log");
        Path other = directory.resolve("elsewhere");
        BundleWriter.write(
                ExportRequest.first("elsewhere.example/log", Instant.EPOCH, 0, elsewhere),
                List.<byte[]>of().iterator(),
                other);

        for (Path pin : List.of(other, other.resolve("checkpoint"))) {
            Run run = Run.verify(bundles.first, "--pin", pin, "--json");
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.code()).isEqualTo("pin_invalid");
        }
    }

    @Test
    void damagedPin_doesNotConvictAGoodBundle() throws IOException {
        for (String path : List.of(
                BundleLayout.MANIFEST,
                BundleLayout.EXPORTS_CHECKPOINT,
                BundleLayout.EXPORTS_PROOF,
                BundleLayout.LOG_KEY,
                BundleLayout.CHECKPOINT)) {
            Path damaged = copy(bundles.first);
            byte[] content = Files.readAllBytes(damaged.resolve(path));
            int at = path.equals(BundleLayout.MANIFEST)
                    ? Files.readString(damaged.resolve(path)).indexOf("1970-01-01") + 9
                    : content.length - 10;
            content[at] = (byte) (content[at] == '2' ? '3' : '2');
            Files.write(damaged.resolve(path), content);

            Run run = Run.verify(bundles.second, "--pin", damaged, "--json");

            assertThat(run.exit()).as(path + run.out()).isEqualTo(2);
            assertThat(run.code()).as(path).isEqualTo("pin_invalid");
            assertThat(run.out()).contains(path);
        }
    }

    @Test
    void facts_areStated_onlyWhenTheirCheckHolds() throws IOException {
        Path fork = Forger.fork(bundles, directory.resolve("fork"), SampleBundles.FIRST - 1);
        SampleBundles other = new SampleBundles(Files.createDirectory(directory.resolve("untrusted")));
        Path opening = copy(bundles.second);
        Files.writeString(opening.resolve(BundleLayout.OPENING_STATE), "x");

        assertThat(Run.verify(bundles.second, "--pin", fork.resolve("checkpoint"), "--json")
                        .out())
                .contains("\"code\":\"pin_mismatch\"")
                .doesNotContain("matched");
        assertThat(Run.verify(other.first, "--trust", bundles.trust, "--json").out())
                .contains("\"code\":\"key_untrusted\"")
                .doesNotContain("\"trust\"");
        assertThat(Run.verify(opening, "--pin", bundles.first, "--json").out())
                .contains("\"verdict\":\"rejected\"")
                .doesNotContain("matched", "\"opening\":\"pinned\"");
    }

    /** The same export made again a second later, under the same number. */
    private static Path later(Path bundle) throws IOException {
        Path copy = copy(bundle);
        Forger.reseal(
                copy,
                bundles.signer,
                m -> new BundleManifest(
                        m.format(),
                        m.origin(),
                        m.exportSequence(),
                        m.createdAt().plusSeconds(1),
                        m.fromSize(),
                        m.toSize(),
                        m.previousManifest(),
                        m.periods(),
                        m.entries(),
                        m.totals(),
                        m.files()));
        return copy;
    }

    private static Path copy(Path bundle) throws IOException {
        return Forger.copy(bundle, Files.createTempDirectory(directory, "copy").resolve("bundle"));
    }
}

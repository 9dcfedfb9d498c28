package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stakebook.core.proof.bundle.BundleZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static Path directory;
    private static SampleBundles bundles;

    @BeforeAll
    static void write(@TempDir Path temporary) {
        directory = temporary;
        bundles = new SampleBundles(directory);
    }

    @Test
    void bundle_untouchedAndTrusted_isAccepted() {
        Run run = Run.verify(bundles.first, "--trust", bundles.trust, "--json");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .startsWith("{\"verdict\":\"accepted\",\"code\":\"ok\",\"detail\":")
                .contains(
                        "\"size\":75,\"root\":\""
                                + bundles.firstWritten.checkpoint().root().toBase64() + "\"",
                        "\"trust\":\"pinned\"",
                        "\"opening\":\"genesis\"",
                        "\"events\":75")
                .endsWith("}\n");
    }

    @Test
    void emptyArgument_isAWrongUse_andNotTheCurrentDirectory() {
        for (Run run : List.of(
                Run.verify("", "--json"),
                Run.verify(bundles.first, "--pin", "", "--json"),
                Run.verify(bundles.first, "--trust", "", "--json"))) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.code()).isEqualTo("usage");
            assertThat(run.out()).contains("an empty argument names no file");
        }
    }

    @Test
    void verdictThatCannotBeWritten_isNoVerdict() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int any) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit = VerifyCommand.run(
                new String[] {"verify", bundles.first.toString()},
                new PrintStream(full, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written");
    }

    @Test
    void trustWithoutEnd_isGivenUp() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "needs /dev/zero");

        Run run = Run.verify(bundles.first, "--trust", endless, "--json");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("\"code\":\"trust_invalid\"", "larger than 1048576 bytes");
    }

    @Test
    void bundle_onFirstUse_isAcceptedWithAWarningAndFingerprint() {
        Run run = Run.verify(bundles.first);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("WARNING", bundles.signer.verifierKey().fingerprint());
        assertThat(Run.verify(bundles.first, "--json").out()).contains("\"trust\":\"first-use\"");
    }

    @Test
    void bundles_thatFollow_areAcceptedWithEveryKindOfPin() {
        assertThat(Run.verify(bundles.second, "--trust", bundles.trust, "--json")
                        .out())
                .contains("\"verdict\":\"accepted\"", "\"opening\":\"stated\"", "\"from_size\":75");
        assertThat(Run.verify(bundles.second, "--pin", bundles.first.resolve("checkpoint"), "--json")
                        .out())
                .contains("\"verdict\":\"accepted\"", "\"pin\":\"matched\"");
        assertThat(Run.verify(bundles.second, "--pin", bundles.first, "--json").out())
                .contains("\"verdict\":\"accepted\"", "\"opening\":\"pinned\"");
        assertThat(Run.verify(bundles.third, "--pin", bundles.second, "--json").out())
                .contains("\"verdict\":\"accepted\"", "\"events\":0");
        assertThat(Run.verify(bundles.second, "--pin", bundles.second.resolve("checkpoint"))
                        .exit())
                .isZero();
    }

    @Test
    void zip_ofABundle_isAcceptedAndDeterministic() throws IOException {
        Path zip = directory.resolve("second.zip");
        Path again = directory.resolve("again.zip");
        BundleZip.write(bundles.secondWritten.manifest(), bundles.second, zip);
        BundleZip.write(bundles.secondWritten.manifest(), bundles.second, again);

        assertThat(Run.verify(zip, "--trust", bundles.trust, "--json").out()).contains("\"verdict\":\"accepted\"");
        assertThat(Run.verify(bundles.third, "--pin", zip, "--json").out()).contains("\"opening\":\"pinned\"");
        assertThat(Files.mismatch(zip, again)).isEqualTo(-1);
        assertThat(Tools.run(directory, "unzip", "-t", zip.toString()))
                .satisfiesAnyOf(
                        out -> assertThat(out).isEmpty(),
                        out -> assertThat(out.orElseThrow()).contains("No errors"));
    }

    @Test
    void otherKey_withTrust_isRejected() throws IOException {
        Path other = new SampleBundles(Files.createDirectory(directory.resolve("other"))).first;

        Run run = Run.verify(other, "--trust", bundles.trust, "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.code()).isEqualTo("key_untrusted");
    }

    @Test
    void pin_ofAnotherHistory_isRejected() throws IOException {
        Path forked = Files.createDirectory(directory.resolve("forked"));
        byte[] leaf = bundles.leaves.get(60);
        Path fork = Forger.fork(bundles, forked.resolve("fork"), SampleBundles.FIRST - 1);

        assertThat(leaf).isNotEmpty();
        assertThat(Run.verify(fork, "--json").out()).contains("\"verdict\":\"accepted\"");
        assertThat(Run.verify(bundles.second, "--pin", fork.resolve("checkpoint"), "--json")
                        .code())
                .isEqualTo("pin_mismatch");
        assertThat(Run.verify(bundles.second, "--pin", fork, "--json").code()).isEqualTo("pin_mismatch");
    }

    @Test
    void export_thatOverlapsThePinnedOne_isAcceptedWhenItHoldsTheSameEvents() throws IOException {
        Path whole = bundles.again(directory.resolve("whole"));

        assertThat(Run.verify(whole, "--pin", bundles.first, "--json").out())
                .contains("\"verdict\":\"accepted\"", "\"pin\":\"matched\"", "\"opening\":\"genesis\"");
        assertThat(Run.verify(whole, "--pin", bundles.second.resolve("checkpoint"), "--json")
                        .code())
                .isEqualTo("ok");
        assertThat(Run.verify(bundles.first, "--pin", whole, "--json").code()).isEqualTo("pin_out_of_range");
    }

    @Test
    void pin_thatSaysNothingAboutTheBundle_leavesItUndecided() throws IOException {
        assertThat(Run.verify(bundles.third, "--pin", bundles.first.resolve("checkpoint"), "--json")
                        .code())
                .isEqualTo("pin_out_of_range");
        assertThat(Run.verify(bundles.third, "--pin", bundles.first, "--json").code())
                .isEqualTo("pin_out_of_range");
        Path junk = Files.writeString(directory.resolve("junk"), "junk");
        Run run = Run.verify(bundles.first, "--pin", junk, "--json");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.code()).isEqualTo("pin_invalid");
    }

    @Test
    void files_thatAreNotThere_areSaidNotToBe() {
        Path nowhere = directory.resolve("nowhere");

        assertThat(Run.verify(bundles.first, "--trust", nowhere).err()).contains(nowhere + " does not exist");
        assertThat(Run.verify(bundles.first, "--pin", nowhere).err()).contains(nowhere + " does not exist");
    }

    @Test
    void help_isTheUsage_andNoMistake() {
        Run run = Run.verify("--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("usage: verify BUNDLE").contains("exit: 0 accepted");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void trustFileThatIsNoText_isSaidToBeNone() throws IOException {
        Path binary = Files.write(directory.resolve("binary-trust"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        Run run = Run.verify(bundles.first, "--trust", binary);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("trust_invalid").contains(binary + " is not UTF-8 text");
    }

    @Test
    void surroundings_notInOrder_exitTwo() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad-trust"), "not a key\n");
        Path witnesses = Files.writeString(
                directory.resolve("witnesses"), "log " + bundles.signer.verifierKey() + "\nquorum w1\n");
        Path policy = Files.writeString(
                directory.resolve("policy"), "# ours\nlog " + bundles.signer.verifierKey() + "\nquorum none\n");

        assertThat(Run.verify(directory.resolve("nowhere"), "--json").code()).isEqualTo("bundle_missing");
        assertThat(Run.verify(directory.resolve("nowhere"), "--json").exit()).isEqualTo(2);
        assertThat(Run.verify(bundles.first, "--trust", bad, "--json").code()).isEqualTo("trust_invalid");
        assertThat(Run.verify(bundles.first, "--trust", witnesses, "--json").code())
                .isEqualTo("trust_invalid");
        assertThat(Run.verify(bundles.first, "--trust", directory.resolve("nowhere"), "--json")
                        .code())
                .isEqualTo("trust_invalid");
        assertThat(Run.verify(bundles.first, "--trust", policy).exit()).isZero();
        assertThat(Run.verify("--json").code()).isEqualTo("usage");
        assertThat(Run.verify(bundles.first, bundles.second, "--json").code()).isEqualTo("usage");
        assertThat(Run.verify(bundles.first, "--wat", "--json").code()).isEqualTo("usage");
        assertThat(Run.verify(bundles.first, "--trust").err()).contains("usage: verify BUNDLE");
        assertThat(Run.verify().exit()).isEqualTo(2);
    }

    @Test
    void report_ofAHostileName_staysAscii() throws IOException {
        Path copy = Forger.copy(bundles.first, directory.resolve("hostile"));
        Files.writeString(copy.resolve("\u001b[31mevil\u202e"), "x");

        Run run = Run.verify(copy);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().toLowerCase(Locale.ROOT)).contains("\\u{1b}").doesNotContain("\u001b", "\u202e");
    }
}

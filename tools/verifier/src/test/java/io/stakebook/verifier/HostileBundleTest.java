package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.bundle.BundleZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle made to hang the verifier, to crash it or to talk past the reader is rejected, quickly and in few words. */
class HostileBundleTest {
    private static Path directory;
    private static SampleBundles bundles;

    @BeforeAll
    static void write(@TempDir Path temporary) {
        directory = temporary;
        bundles = new SampleBundles(temporary);
    }

    @Test
    void manifest_withALongRunOfCombiningMarks_isRejectedBeforeItIsNormalised() {
        String marks = "\u0301".repeat(200_000) + "\u0316".repeat(200_000);

        Run run = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sealed("{\"a\":\"x" + marks + "\"}"));

        assertThat(run.code()).isEqualTo("manifest_invalid");
        assertThat(run.out()).contains("more than 32 combining marks");
    }

    @Test
    void files_longerThanTheyCanBe_areRejectedBeforeTheyAreOpened() throws IOException {
        for (String path : List.of("keys/log.vkey", "checkpoint", "VERIFY.md", "events/00000000.jsonl")) {
            assertThat(stating(path, 1L << 42).code()).as(path).isEqualTo("caps_exceeded");
        }
        assertThat(stating("events/00000000.jsonl", 1L << 32).code()).isEqualTo("file_length_mismatch");
        assertThat(stating("derived/postings.csv", 1L << 42).code()).isEqualTo("derived_mismatch");
    }

    @Test
    void origin_withoutRoomForTheNameOfItsExports_isRejected() throws IOException {
        for (int length : List.of(249, 256)) {
            Run run = sealed(manifest().replace(SampleBook.ORIGIN, "o".repeat(length)));

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.code()).isEqualTo("manifest_invalid");
        }
    }

    @Test
    void firstExport_thatDoesNotStartAtTheBeginning_isRejected() throws IOException {
        Run run = sealed(
                manifest().replace("\"from_size\":0", "\"from_size\":1").replace("\"events\":75", "\"events\":74"));

        assertThat(run.code()).isEqualTo("manifest_invalid");
        assertThat(run.out()).contains("export 0 starts at 0, not at 1");
    }

    @Test
    void openingState_thatPairsAKeyEventWithAnotherKey_isRejected() throws IOException {
        Path copy = copy(bundles.second);
        for (String path : List.of(BundleLayout.OPENING_STATE, BundleLayout.CLOSING_STATE)) {
            replace(copy, path, "\"valid_from_size\":0", "\"valid_from_size\":1");
        }
        Forger.reseal(copy, bundles.signer, manifest -> manifest);

        assertThat(Run.verify(copy, "--json").code()).isEqualTo("key_history_invalid");
    }

    @Test
    void openingState_withAKeyFromAfterIt_isRejected() throws IOException {
        Path copy = copy(bundles.second);
        replace(copy, BundleLayout.OPENING_STATE, "\"index\":0", "\"index\":75");
        Forger.reseal(copy, bundles.signer, manifest -> manifest);

        assertThat(Run.verify(copy, "--json").code()).isEqualTo("opening_state_invalid");
    }

    @Test
    void rejection_isShort_howeverMuchTheBundleSays() throws IOException {
        Run run = sealed(manifest().replace("\"path\":\"VERIFY.md\"", "\"path\":\"" + "/".repeat(3_000_000) + "\""));

        assertThat(run.code()).isEqualTo("manifest_invalid");
        assertThat(run.out()).hasSizeLessThan(1_000).contains("characters more");
    }

    @Test
    void json_holdsNoHalfOfASurrogatePair_whereverTheDetailIsCut() throws IOException {
        for (String before : List.of("x", "xy")) {
            Run run = sealed(manifest()
                    .replace("\"periods\":[", "\"periods\":[\"" + before + "\uD83D\uDE00".repeat(400) + "\"")
                    .replace("\"2026-03\"", ""));

            assertThat(run.out()).contains("\\ud83d\\ude00 ... and ");
            assertThat(run.out().replace("\\ud83d\\ude00", "")).doesNotContain("\\ud8", "\\ude");
        }
        assertThat(new Verdict(Verdict.Outcome.REJECTED, "x", "half \uD83D of a pair", Map.of()).toJson())
                .contains("\"half \\ufffd of a pair\"");
    }

    @Test
    void rejection_saysWhatDiffers() throws IOException {
        Path copy = copy(bundles.first);
        Files.writeString(copy.resolve("VERIFY.md"), "x".repeat((int) Files.size(copy.resolve("VERIFY.md"))));
        String stated = manifest().substring(manifest().indexOf("\"path\":\"VERIFY.md\",\"sha256\":\"") + 29);
        assertThat(Run.verify(copy, "--json").out())
                .contains(
                        "\"code\":\"file_hash_mismatch\"",
                        "VERIFY.md has the SHA-256 ",
                        "the manifest says " + stated.substring(0, 64));
        assertThat(changed(
                        bundles.second,
                        BundleLayout.OPENING_STATE,
                        text -> text.replaceFirst("\"debits\":\"1", "\"debits\":\"2")))
                .contains("\"code\":\"opening_state_invalid\"", "does not balance: debits minus credits of ETH are ");
        assertThat(changed(
                        bundles.second,
                        BundleLayout.OPENING_STATE,
                        text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)
                                + text.substring(text.lastIndexOf('\n', text.length() - 2) + 1)
                                        .repeat(2)))
                .contains("\"code\":\"opening_state_invalid\"", "is not in its only order and spelling");
        assertThat(changed(bundles.second, BundleLayout.OPENING_STATE, text -> text + "{}\n"))
                .contains("\"code\":\"opening_state_invalid\",\"detail\":\"opening/state.jsonl: line ");
        Path other = copy(bundles.second);
        Files.copy(
                bundles.first.resolve(BundleLayout.EXPORTS_PROOF),
                other.resolve(BundleLayout.EXPORTS_PROOF),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(Run.verify(other, "--json").out())
                .contains(
                        "\"code\":\"exports_proof_invalid\"",
                        "exports/proof ends with another checkpoint than exports/checkpoint");
    }

    @Test
    void rejection_ofADerivedFile_namesTheLineAndBothValues() throws IOException {
        String units = Files.readAllLines(bundles.second.resolve(BundleLayout.TRIAL_BALANCE))
                .get(1)
                .split(",", -1)[9];

        Path copy = copy(bundles.second);
        replace(copy, BundleLayout.TRIAL_BALANCE, "," + units + ",", ",1" + units + ",");
        Forger.reseal(copy, bundles.signer, manifest -> manifest);
        Path zip = Files.createTempDirectory(directory, "zip").resolve("bundle.zip");
        BundleZip.write(BundleManifest.parse(Files.readAllBytes(copy.resolve(BundleLayout.MANIFEST))), copy, zip);
        for (Path bundle : List.of(copy, zip)) {
            assertThat(Run.verify(bundle, "--json").out())
                    .contains(
                            "\"code\":\"derived_mismatch\"",
                            "trial-balance.csv is not what the events give: at line 2" + " it says '1" + units
                                    + "', the events give '" + units + "'\"");
        }

        assertThat(changed(bundles.first, BundleLayout.JOURNAL, text -> text.replaceFirst("deposit", "gift")))
                .contains("it says 'gift', the events give 'deposit'\"");
        assertThat(changed(bundles.first, BundleLayout.POSTINGS, text -> text + "x"))
                .contains(" it says 'x', the events give no more\"");
        assertThat(changed(bundles.first, BundleLayout.CLOSING_STATE, text -> ""))
                .contains("at line 1 it ends, the events give '");
        assertThat(stating(BundleLayout.POSTINGS, 7).out()).contains("the manifest states 7 bytes with the SHA-256 ");
    }

    @Test
    void rejection_namesTheFileItIsAbout() throws IOException {
        assertThat(changed(bundles.second, "checkpoint", text -> text.replace("\n130\n", "\n131\n")))
                .contains("\"code\":\"signature_invalid\",\"detail\":\"checkpoint: ");
        assertThat(changed(bundles.second, "checkpoint.prev", text -> text.replace("\n75\n", "\n74\n")))
                .contains("\"code\":\"signature_invalid\",\"detail\":\"checkpoint.prev: ");
        assertThat(changed(bundles.second, "checkpoint.prev", String::strip))
                .contains("\"code\":\"note_invalid\",\"detail\":\"checkpoint.prev: ");
        assertThat(changed(bundles.first, "keys/log.spki.pem", text -> text + "\n"))
                .contains("\"code\":\"key_invalid\",\"detail\":\"keys/log.spki.pem ");
        assertThat(changed(bundles.first, "keys/exports.vkey", text -> text + "\n"))
                .contains("\"code\":\"key_invalid\",\"detail\":\"keys/exports.vkey ");
        assertThat(changed(bundles.first, "keys/log.vkey", text -> "x" + text))
                .contains("\"code\":\"key_invalid\",\"detail\":\"keys/log.vkey");
        assertThat(sealed(manifest().replace("\"path\":\"derived/postings.csv\"", "\"path\":\"derived/posting.csv\""))
                        .out())
                .contains("\"code\":\"manifest_file_set\"", "derived/posting.csv", "derived/postings.csv");
    }

    @Test
    void textFile_inPlaceOfABundle_isSaidToBeNoArchive() throws IOException {
        for (String content : List.of("", "hello, this is a text and no archive of files at all")) {
            Run run = Run.verify(
                    Files.writeString(Files.createTempFile(directory, "text", ""), content, StandardCharsets.UTF_8),
                    "--json");

            assertThat(run.code()).isEqualTo("container_invalid");
            assertThat(run.out()).contains("is not a zip archive");
        }
    }

    @Test
    void archivePackedByAnotherTool_isToldWhatToDo() throws IOException {
        Path zip = Files.createTempFile(directory, "other", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("first/checkpoint"));
            out.write(Files.readAllBytes(bundles.first.resolve("checkpoint")));
        }

        Run run = Run.verify(zip, "--json");

        assertThat(run.code()).isEqualTo("container_invalid");
        assertThat(run.out()).contains("begins with first/checkpoint", "unpack it and verify the directory");
    }

    @Test
    void emptyDirectory_evenOneThatBundlesMayHave_isNotPartOfThisBundle() throws IOException {
        Path copy = copy(bundles.first);
        Files.createDirectories(copy.resolve("opening"));

        Run run = Run.verify(copy, "--json");

        assertThat(run.code()).isEqualTo("file_unexpected");
        assertThat(run.out()).contains("the directory opening is not part of the bundle");
    }

    @Test
    void bundle_namedThroughALink_isJudgedLikeItself() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), bundles.first);

        assertThat(Run.verify(link, "--json").code()).isEqualTo("ok");
        assertThat(Run.verify(bundles.second, "--pin", link, "--json").code()).isEqualTo("ok");
    }

    private static Run stating(String path, long bytes) throws IOException {
        Path copy = copy(bundles.first);
        Forger.reseal(copy, bundles.signer, manifest -> stating(manifest, path, bytes));
        return Run.verify(copy, "--json");
    }

    private static BundleManifest stating(BundleManifest m, String path, long bytes) {
        List<BundleFile> files = m.files().stream()
                .map(file -> file.path().equals(path) ? new BundleFile(path, bytes, file.sha256()) : file)
                .toList();
        return new BundleManifest(
                m.format(),
                m.origin(),
                m.exportSequence(),
                m.createdAt(),
                m.fromSize(),
                m.toSize(),
                Optional.empty(),
                m.periods(),
                m.entries(),
                m.totals(),
                files);
    }

    private static String manifest() throws IOException {
        return Files.readString(bundles.first.resolve(BundleLayout.MANIFEST));
    }

    private static Run sealed(String manifest) throws IOException {
        assertThat(manifest).isNotEqualTo(manifest());
        Path copy = copy(bundles.first);
        Forger.seal(copy, bundles.signer, manifest.getBytes(StandardCharsets.UTF_8), 0);
        return Run.verify(copy, "--json");
    }

    private static String changed(Path bundle, String path, UnaryOperator<String> change) throws IOException {
        Path copy = copy(bundle);
        String content = Files.readString(copy.resolve(path));
        Files.writeString(copy.resolve(path), change.apply(content));
        Forger.reseal(copy, bundles.signer, manifest -> manifest);
        return Run.verify(copy, "--json").out();
    }

    private static void replace(Path bundle, String path, String from, String to) throws IOException {
        String content = Files.readString(bundle.resolve(path));
        assertThat(content).contains(from);
        Files.writeString(bundle.resolve(path), content.replace(from, to));
    }

    private static Path copy(Path bundle) throws IOException {
        return Forger.copy(bundle, Files.createTempDirectory(directory, "copy").resolve("bundle"));
    }
}

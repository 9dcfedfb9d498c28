package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of a bundle matters. */
class TamperTest {
    private static Path directory;
    private static SampleBundles bundles;
    private static List<Path> files;

    @BeforeContainer
    static void forProperties() throws IOException {
        prepare(Files.createTempDirectory("tamper"));
    }

    @AfterContainer
    static void remove() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @BeforeAll
    static void prepare(@TempDir Path temporary) throws IOException {
        directory = temporary;
        bundles = new SampleBundles(temporary);
        BundleZip.write(bundles.secondWritten.manifest(), bundles.second, temporary.resolve("second.zip"));
        files = new ArrayList<>();
        for (Path bundle : List.of(bundles.first, bundles.second, bundles.third)) {
            try (Stream<Path> paths = Files.walk(bundle)) {
                paths.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
    }

    @Property(tries = 600)
    void anyBit_ofAnyFile_flipped_isRejected(@ForAll int file, @ForAll long position, @ForAll int bit)
            throws IOException {
        Path target = files.get(Math.floorMod(file, files.size()));
        byte[] content = Files.readAllBytes(target);
        if (content.length == 0) {
            return;
        }
        byte[] changed = content.clone();
        changed[(int) Math.floorMod(position, (long) content.length)] ^= (byte) (1 << Math.floorMod(bit, 8));
        assertRejectedWith(target, content, changed);
    }

    @Property(tries = 200)
    void anyFile_cutShortOrGrown_isRejected(@ForAll int file, @ForAll long position) throws IOException {
        Path target = files.get(Math.floorMod(file, files.size()));
        byte[] content = Files.readAllBytes(target);
        int length = (int) Math.floorMod(position, content.length + 2L);
        byte[] changed = Arrays.copyOf(content, length == content.length ? length + 1 : length);
        assertRejectedWith(target, content, changed);
    }

    @Property(tries = 300)
    void anyBit_ofTheArchive_flipped_isRejected(@ForAll long position, @ForAll int bit) throws IOException {
        Path zip = directory.resolve("second.zip");
        byte[] content = Files.readAllBytes(zip);
        byte[] changed = content.clone();
        changed[(int) Math.floorMod(position, (long) content.length)] ^= (byte) (1 << Math.floorMod(bit, 8));
        Files.write(zip, changed);
        Run run = Run.verify(zip, "--json");
        Files.write(zip, content);
        assertThat(run.exit()).as(run.out()).isEqualTo(1);
    }

    @Test
    void everyByte_ofTheFilesTheManifestCannotList_isCovered() throws IOException {
        for (String path : BundleLayout.unlisted()) {
            Path target = bundles.second.resolve(path);
            byte[] content = Files.readAllBytes(target);
            for (int i = 0; i < content.length; i++) {
                byte[] changed = content.clone();
                changed[i] ^= (byte) (1 << (i % 8));
                assertRejectedWith(target, content, changed);
            }
        }
        assertThat(Run.verify(bundles.second).exit()).isZero();
    }

    @Test
    void archive_cutShortAnywhereOrGrown_isRejected() throws IOException {
        byte[] content = Files.readAllBytes(directory.resolve("second.zip"));
        Path zip = directory.resolve("cut.zip");
        for (int length = 0; length <= content.length + 1; length += length < content.length - 200 ? 97 : 1) {
            Files.write(zip, Arrays.copyOf(content, length));
            Run run = Run.verify(zip, "--json");
            assertThat(run.exit()).as(length + ": " + run.out()).isEqualTo(length == content.length ? 0 : 1);
        }
    }

    @Test
    void anyFile_missing_isRejected() throws IOException {
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            Run run = Run.verify(bundleOf(file), "--json");
            Files.write(file, content);
            assertThat(run.code()).as(file.toString()).isEqualTo("file_missing");
        }
    }

    @Test
    void aFileMore_isRejected() throws IOException {
        for (String extra : List.of("extra", "events/00000001.jsonl", "Manifest.json", "keys/.hidden", "tile/0")) {
            Path copy = Forger.copy(
                    bundles.second, Files.createTempDirectory(directory, "x").resolve("b"));
            Path parent = copy.resolve(extra).getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(copy.resolve(extra), "x");
            assertThat(Run.verify(copy, "--json").code()).as(extra).isEqualTo("file_unexpected");
        }
    }

    @Test
    void twoFiles_swapped_areRejected() throws IOException {
        for (int i = 1; i < files.size(); i++) {
            Path one = files.get(i - 1);
            Path two = files.get(i);
            byte[] first = Files.readAllBytes(one);
            byte[] second = Files.readAllBytes(two);
            if (!bundleOf(one).equals(bundleOf(two)) || Arrays.equals(first, second)) {
                continue;
            }
            Files.write(one, second);
            Files.write(two, first);
            Run run = Run.verify(bundleOf(one), "--json");
            Files.write(one, first);
            Files.write(two, second);
            assertThat(run.exit()).as(one + " " + two).isEqualTo(1);
        }
    }

    @Test
    void twoEvents_swapped_areRejected() throws IOException {
        Path events = bundles.first.resolve("events/00000000.jsonl");
        String content = Files.readString(events);
        List<String> lines = new ArrayList<>(content.lines().toList());
        Collections.swap(lines, 10, 11);
        byte[] swapped = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);

        Files.write(events, swapped);
        Run run = Run.verify(bundles.first, "--json");
        Files.writeString(events, content);

        assertThat(run.code()).isEqualTo("file_hash_mismatch");
    }

    @Test
    void manifest_ofAnotherExportOfTheSameLog_isRejected() throws IOException {
        Path copy = Forger.copy(bundles.third, directory.resolve("replayed"));
        for (String path : BundleLayout.unlisted()) {
            Files.write(copy.resolve(path), Files.readAllBytes(bundles.second.resolve(path)));
        }
        assertThat(Run.verify(copy, "--json").exit()).isEqualTo(1);

        Path mixed = Forger.copy(bundles.second, directory.resolve("mixed"));
        Files.write(
                mixed.resolve(BundleLayout.MANIFEST), Files.readAllBytes(bundles.first.resolve(BundleLayout.MANIFEST)));
        assertThat(Run.verify(mixed, "--json").exit()).isEqualTo(1);
    }

    private static void assertRejectedWith(Path target, byte[] content, byte[] changed) throws IOException {
        Files.write(target, changed);
        Run run = Run.verify(bundleOf(target), "--json");
        Files.write(target, content);
        assertThat(run.exit()).as(target + ": " + run.out()).isEqualTo(1);
    }

    private static Path bundleOf(Path file) {
        return directory.resolve(directory.relativize(file).getName(0));
    }
}

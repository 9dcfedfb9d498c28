package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.verifier.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A signed export leaves; the offline verifier accepts it, and nothing that differs from it by one byte. */
final class ExportStep {

    private static final String[] FLIPPED = {"events/", "checkpoint", "derived/"};

    private final Book book;
    private final Path directory;
    private final Path trust;

    /** @param trust file with the log's public key, from the operator and not from the bundle */
    ExportStep(Book book, Path directory, Path trust) {
        this.book = book;
        this.directory = directory;
        this.trust = trust;
    }

    static Path zip(Path directory) {
        return directory.resolve("demo-export.zip");
    }

    void run() {
        Path zip = zip(directory);
        Path unzipped = directory.resolve("demo-export");
        try {
            JsonNode export = book.api().export();
            Files.write(zip, book.api().bundle(Reply.text(export, "id")));
            List<Path> files = unzip(zip, unzipped);
            JsonNode verdict = verify(zip, 0);
            StepFailed.requireEqual(Reply.text(verdict, "verdict"), "accepted", "verdict on the export");
            verify(unzipped, 0);
            int flipped = 0;
            for (String part : FLIPPED) {
                flipped += flip(files, unzipped, part);
            }
            StepFailed.require(flipped >= 2, "at least two kinds of file of the bundle were tampered with");
            long size = verdict.path("size").longValue();
            book.tally().note("events exported", size);
            book.tally().note("verdict", "accepted; " + flipped + " of " + flipped + " tampered copies rejected");
            book.progress()
                    .done("export of " + size + " events signed, downloaded and accepted by the verifier; " + flipped
                            + " copies with one byte changed rejected");
        } catch (IOException e) {
            throw new StepFailed("the export could not be written below " + directory + ": " + e, e);
        }
    }

    /** Changes one byte of the first file of a kind, has it rejected, and puts it back. */
    private int flip(List<Path> files, Path bundle, String part) throws IOException {
        for (Path file : files) {
            if (bundle.relativize(file).toString().startsWith(part) && Files.size(file) > 0) {
                byte[] original = Files.readAllBytes(file);
                byte[] changed = original.clone();
                changed[changed.length / 2] ^= 1;
                Files.write(file, changed);
                JsonNode verdict = verify(bundle, 1);
                StepFailed.requireEqual(
                        Reply.text(verdict, "verdict"), "rejected", "verdict on a bundle with " + file + " tampered");
                Files.write(file, original);
                return 1;
            }
        }
        return 0;
    }

    private JsonNode verify(Path bundle, int status) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = {bundle.toString(), "--trust", trust.toString(), "--json"};
        int found = VerifyCommand.run(arguments, print(out), print(new ByteArrayOutputStream()));
        String text = out.toString(StandardCharsets.UTF_8);
        StepFailed.requireEqual(
                found, status, "status of verify " + bundle.getFileName() + ", which said " + text.strip());
        return new ObjectMapper().readTree(text);
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static List<Path> unzip(Path zip, Path target) throws IOException {
        List<Path> files = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                StepFailed.require(file.startsWith(target), "a bundle's files lie inside it: " + entry.getName());
                if (!entry.isDirectory()) {
                    Path parent = file.getParent();
                    Files.createDirectories(parent == null ? target : parent);
                    Files.write(file, in.readAllBytes());
                    files.add(file);
                }
            }
        }
        files.sort(null);
        return files;
    }
}

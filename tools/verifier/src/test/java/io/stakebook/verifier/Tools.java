package io.stakebook.verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs tools that are not ours, where they are installed. */
final class Tools {
    private Tools() {}

    /** Output and errors of the command; empty, with a word on standard output, when it is not installed. */
    static Optional<String> run(Path directory, String... command) {
        boolean installed = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
        if (!installed) {
            System.out.println("skipped: " + command[0] + " is not installed");
            return Optional.empty();
        }
        try {
            List<String> words = new ArrayList<>(List.of(command));
            ProcessBuilder builder =
                    new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(String.join(" ", command) + " exited with " + exit + ": " + out);
            }
            return Optional.of(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

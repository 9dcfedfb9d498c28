package io.stakebook.system.fault;

import io.stakebook.system.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The clients' own log: each write before it is sent, and what its client was told in the end. */
final class History implements AutoCloseable {

    private final Map<String, Write> meant = new TreeMap<>();
    private final Map<String, Told> told = new TreeMap<>();
    private final @Nullable Writer file;

    /**
     * A definite answer.
     *
     * @param asked how often it was asked for
     */
    record Told(Write write, int status, String body, int asked) {

        boolean accepted() {
            return status < 300;
        }

        @Override
        public String toString() {
            return write + " -> " + status;
        }
    }

    /** In memory only. */
    History() {
        this.file = null;
    }

    /** Also written to a file named after the seed, for whoever looks for the cause of a failure. */
    History(Path directory) {
        try {
            Files.createDirectories(directory);
            this.file = Files.newBufferedWriter(directory.resolve("history-" + Seed.value() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void means(Write write) {
        if (meant.put(write.key(), write) != null) {
            throw new IllegalStateException("key " + write.key() + " is used twice by the test");
        }
        line("means " + write);
    }

    synchronized void told(Write write, Answer answer, int asked) {
        Told outcome = new Told(write, answer.status(), answer.text(), asked);
        told.put(write.key(), outcome);
        line("told " + outcome + " after " + asked);
    }

    synchronized void tries(Write write, String node, String what) {
        line("tries " + write.key() + " at " + node + ": " + what);
    }

    /** Writes whose outcome their client never learned. */
    synchronized Set<String> untold() {
        Set<String> untold = new TreeSet<>(meant.keySet());
        untold.removeAll(told.keySet());
        return untold;
    }

    /** Customers that anyone meant to write for. */
    synchronized Set<String> customers() {
        Set<String> ids = new TreeSet<>();
        meant.values().forEach(write -> ids.add(write.customer().id()));
        return ids;
    }

    synchronized Map<String, Told> told() {
        return new TreeMap<>(told);
    }

    synchronized List<Told> accepted() {
        return new ArrayList<>(told.values().stream().filter(Told::accepted).toList());
    }

    private void line(String text) {
        if (file == null) {
            return;
        }
        try {
            file.write(System.nanoTime() / 1_000_000 + " " + text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

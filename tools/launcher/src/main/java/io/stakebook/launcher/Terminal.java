package io.stakebook.launcher;

import io.stakebook.launcher.stack.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Writes lines for a person, each with the seconds since the start and since the line before. */
final class Terminal implements Progress {

    private final PrintStream out;
    private final long start = System.nanoTime();
    private long last = start;

    Terminal(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void done(String line) {
        long now = System.nanoTime();
        out.println(
                String.format(Locale.ROOT, "%7.1f s  %s  (+%.1f s)", seconds(start, now), line, seconds(last, now)));
        out.flush();
        last = now;
    }

    synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    double elapsedSeconds() {
        return seconds(start, System.nanoTime());
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}

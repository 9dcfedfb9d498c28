package io.stakebook.launcher.stack;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process of ours with a name, a log file and a bounded end. */
public final class ChildProcess {

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final int TAIL_BYTES_MAX = 1 << 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;
    private volatile boolean ending;

    private ChildProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts {@code command}, its two output streams appended to {@code log}. */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What the caller's shell configures for a server of their own must not leak into this one.
        builder.environment().keySet().removeIf(key -> key.startsWith("STAKEBOOK_") || key.startsWith("MP_"));
        builder.environment().putAll(environment);
        try {
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new ChildProcess(name, builder.start(), log, logStart);
        } catch (IOException e) {
            throw new LaunchFailed(name + " did not start: " + LaunchFailed.reason(e), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** True when it ended and nobody here asked it to. */
    boolean died() {
        return !ending && !process.isAlive();
    }

    LaunchFailed death() {
        return new LaunchFailed(
                name + " died (exit status " + process.exitValue() + "); the last lines of its log are in " + log);
    }

    /** Asks it to end, and makes it end when it has not after {@code grace}. */
    void stop(Duration grace) {
        ending = true;
        process.destroy();
        if (!awaitExit(grace)) {
            kill();
        }
    }

    /** Ends it at once, as a power failure would. */
    public void kill() {
        ending = true;
        process.destroyForcibly();
        if (!awaitExit(Duration.ofSeconds(10))) {
            throw new LaunchFailed(name + " (process " + pid() + ") does not end even when killed");
        }
    }

    /** Takes the processor away from it, as a machine that swaps or a long collection of garbage would. */
    void pause() {
        Signals.send("STOP", pid());
    }

    /** Lets it go on after {@link #pause()}. */
    void resume() {
        Signals.send("CONT", pid());
    }

    private boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What this process has logged so far, without colours; only the end when it is long. */
    String logText() {
        try (var channel = Files.newByteChannel(log)) {
            long from = Math.max(logStart, channel.size() - TAIL_BYTES_MAX);
            channel.position(from);
            String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            return COLOUR.matcher(text).replaceAll("");
        } catch (IOException e) {
            throw new LaunchFailed("cannot read the log of " + name + ": " + LaunchFailed.reason(e), e);
        }
    }
}

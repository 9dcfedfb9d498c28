package io.stakebook.launcher.stack;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ends what we started when we no longer can. A small shell waits on a pipe that only this process holds open; the
 * kernel closes it however this process ends, {@code kill -9} included, and the shell then ends the processes it was
 * told of and removes the data directory. An orderly close tells it that there is nothing left to do.
 */
final class Reaper implements AutoCloseable {

    // PostgreSQL ends its own children on QUIT; a process that already ended is not there to be signalled.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            all=; data=
            while read -r word value; do
              case "$word" in
                end) all="$all $value" ;;
                gone) rest=; for p in $all; do [ "$p" = "$value" ] || rest="$rest $p"; done; all=$rest ;;
                remove) data=$value ;;
                done) exit 0 ;;
              esac
            done
            for p in $all; do kill -QUIT "$p" 2>/dev/null; done
            sleep 1
            for p in $all; do kill -KILL "$p" 2>/dev/null; done
            [ -z "$data" ] || rm -rf "$data"
            """;

    private final Process shell;
    private final Writer orders;

    private Reaper(Process shell) {
        this.shell = shell;
        this.orders = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8);
    }

    static Reaper start() {
        try {
            return new Reaper(new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new LaunchFailed("/bin/sh did not start: " + LaunchFailed.reason(e), e);
        }
    }

    void end(long pid) {
        order("end " + pid);
    }

    void gone(long pid) {
        order("gone " + pid);
    }

    void remove(Path directory) {
        order("remove " + directory);
    }

    private synchronized void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new LaunchFailed("the process that cleans up after us died: " + LaunchFailed.reason(e), e);
        }
    }

    @Override
    public void close() {
        if (shell.isAlive()) {
            order("done");
        }
        try {
            if (!shell.waitFor(Duration.ofSeconds(5).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.stakebook.launcher.stack;

import java.io.IOException;

/** Signals that the JDK cannot send by itself. */
final class Signals {

    private Signals() {}

    /** @param name without {@code SIG}, such as {@code STOP} */
    static void send(String name, long pid) {
        try {
            int status = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new LaunchFailed("process " + pid + " could not be sent " + name + ": kill ended with " + status);
            }
        } catch (IOException e) {
            throw new LaunchFailed("/bin/sh did not start: " + LaunchFailed.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailed("interrupted while sending " + name + " to process " + pid, e);
        }
    }
}

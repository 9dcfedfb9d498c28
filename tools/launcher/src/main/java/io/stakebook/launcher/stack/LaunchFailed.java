package io.stakebook.launcher.stack;

/** Something needed did not start, or died. The message is one line that a person at a terminal can act on. */
public final class LaunchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaunchFailed(String line) {
        super(line);
    }

    public LaunchFailed(String line, Throwable cause) {
        super(line, cause);
    }

    /** The reason of another exception in one line, its class where it has no words. */
    static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}

package io.stakebook.launcher;

import io.stakebook.launcher.stack.LaunchFailed;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/**
 * The address and tokens of a running demo as a file that a shell can source ({@code . .stakebook/session.env}), readable by
 * its owner alone. Beside the run's directory, so that its path does not change from run to run; the newest demo owns it.
 */
final class SessionFile {

    private static final Logger LOG = System.getLogger(SessionFile.class.getName());

    private final Path path;
    private final String text;

    private SessionFile(Path path, String text) {
        this.path = path;
        this.text = text;
    }

    static SessionFile write(Path runDirectory, URI address, Map<String, String> tokens) {
        Path path = runDirectory.resolveSibling("session.env");
        StringBuilder text = new StringBuilder("export STAKEBOOK_URL='" + address + "'\n");
        tokens.forEach((role, token) -> text.append("export ")
                .append(role.toUpperCase(Locale.ROOT).replace('-', '_'))
                .append("_TOKEN='")
                .append(token)
                .append("'\n"));
        try {
            // Made private before a token is in it, then put in place whole.
            Path draft = Files.createTempFile(
                    runDirectory,
                    "session",
                    ".env",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text);
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchFailed("cannot write " + path + ": " + e.getMessage(), e);
        }
        SessionFile session = new SessionFile(path, text.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(session::end, "session-file"));
        return session;
    }

    /** Removes it, for its tokens die with the demo; a newer demo's stays. */
    void end() {
        try {
            if (Files.exists(path) && Files.readString(path).equals(text)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove " + path, e);
        }
    }

    Path path() {
        return path;
    }
}

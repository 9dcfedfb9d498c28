package io.stakebook.benchmarks.measure;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps libraries from talking between the figures. Loggers are held here, or the logging framework forgets them. */
public final class Quiet {

    private static final Map<Logger, Level> LOGGERS = Map.of(
            // Tells each step of starting a server, and calls a server that we killed ourselves an error.
            Logger.getLogger("io.zonky.test.db.postgres"), Level.OFF,
            Logger.getLogger("org.flywaydb"), Level.WARNING,
            Logger.getLogger("org.apache.kafka"), Level.WARNING,
            Logger.getLogger("io.stakebook"), Level.WARNING);

    private Quiet() {}

    public static void please() {
        LOGGERS.forEach(Logger::setLevel);
    }
}

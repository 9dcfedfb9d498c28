package io.stakebook.benchmarks.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * What a table of figures is worth nothing without.
 *
 * @param settings what PostgreSQL says of itself
 */
public record Machine(int processors, String model, String java, String commit, Map<String, String> settings) {

    public static Machine of(Databases databases) throws SQLException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorModel(),
                Runtime.version().toString(),
                System.getProperty("stakebook.commit", "unknown"),
                databases.settings());
    }

    private static String processorModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.name") + " " + System.getProperty("os.arch");
        }
    }

    @Override
    public String toString() {
        return "Machine: " + processors + " processors (" + model + ") shared by callers, engine and server; Java "
                + java + "; commit " + commit + "; PostgreSQL " + settings;
    }
}

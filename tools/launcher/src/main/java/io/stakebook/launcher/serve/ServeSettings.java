package io.stakebook.launcher.serve;

import io.stakebook.launcher.stack.LaunchFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The operator's settings: a properties file, and over it the environment, by the names MicroProfile Config gives keys
 * there ({@code STAKEBOOK_DB_URL} for {@code stakebook.db.url}).
 */
public final class ServeSettings {

    static final String DB_URL = "stakebook.db.url";
    static final String DB_USER = "stakebook.db.user";
    static final String DB_PASSWORD = "stakebook.db.password";
    static final String KAFKA = "stakebook.kafka.bootstrap-servers";
    static final String ISSUER = "mp.jwt.verify.issuer";
    static final String KEYS = "mp.jwt.verify.publickey.location";
    static final String SIGNING_KEY = "stakebook.keys.signing";
    static final String RELAY = "stakebook.relay.enabled";

    private static final List<String> REQUIRED = List.of(DB_URL, DB_USER, DB_PASSWORD, ISSUER, SIGNING_KEY);

    private final Map<String, String> all;

    private ServeSettings(Map<String, String> all) {
        this.all = all;
    }

    /** @throws LaunchFailed when the file cannot be read or a key that has no default is missing */
    public static ServeSettings read(Optional<Path> file, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(file.map(ServeSettings::load).orElse(Map.of()));
        List<String> names = new java.util.ArrayList<>(REQUIRED);
        names.addAll(List.of(KEYS, KAFKA, RELAY));
        names.addAll(all.keySet());
        for (String key : names) {
            String value = environment.get(environmentName(key));
            if (value != null) {
                all.put(key, value);
            }
        }
        // Keys we do not know by name still reach the server: its process gets the STAKEBOOK_ and MP_ variables as they
        // are.
        environment.forEach((name, value) -> {
            boolean known =
                    all.keySet().stream().anyMatch(key -> environmentName(key).equals(name));
            if (!known && (name.startsWith("STAKEBOOK_") || name.startsWith("MP_"))) {
                all.put(name, value);
            }
        });
        List<String> needed = new java.util.ArrayList<>(REQUIRED);
        if (publishes(all)) {
            needed.add(KAFKA);
        }
        List<String> missing = needed.stream()
                .filter(key -> all.getOrDefault(key, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new LaunchFailed("not configured: " + String.join(", ", missing)
                    + "; set them in the file that --config names or in the environment ("
                    + environmentName(missing.get(0))
                    + "=…)");
        }
        return new ServeSettings(Map.copyOf(all));
    }

    /** True unless this node is told to leave Kafka to others. */
    boolean publishes() {
        return publishes(all);
    }

    private static boolean publishes(Map<String, String> settings) {
        return !settings.getOrDefault(RELAY, "true").equals("false");
    }

    ServeSettings with(String key, String value) {
        Map<String, String> more = new TreeMap<>(all);
        more.put(key, value);
        return new ServeSettings(Map.copyOf(more));
    }

    /** Configuration keys, or environment names, with their values. */
    public Map<String, String> all() {
        return all;
    }

    String get(String key) {
        String value = all.get(key);
        if (value == null) {
            throw new LaunchFailed("not configured: " + key);
        }
        return value;
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(all.get(key)).filter(value -> !value.isBlank());
    }

    private static Map<String, String> load(Path file) {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchFailed("cannot read the configuration " + file + ": " + e, e);
        }
        Map<String, String> values = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return values;
    }

    private static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}

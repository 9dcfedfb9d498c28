package io.stakebook.launcher.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Asks each thing that the settings name whether it is there, before a server is started on it. */
public final class Reachability {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int POSTGRES_OLDEST = 15;

    private Reachability() {}

    /**
     * Checks key file, database, broker and issuer in this order.
     *
     * @return the settings, with the issuer's key address found by OIDC discovery when none was given, and as a
     *     {@code file:} address when a file was
     * @throws LaunchFailed with the first that does not answer
     */
    public static ServeSettings require(ServeSettings settings, Progress progress) {
        signingKey(settings.get(ServeSettings.SIGNING_KEY));
        progress.done("PostgreSQL " + database(settings) + " answers");
        if (settings.publishes()) {
            progress.done("Kafka answers with " + brokers(settings.get(ServeSettings.KAFKA)) + " broker(s)");
        }
        String keys = settings.find(ServeSettings.KEYS).orElseGet(() -> discover(settings.get(ServeSettings.ISSUER)));
        String address = issuerKeys(keys);
        progress.done("the issuer's keys are at " + address);
        return settings.with(ServeSettings.KEYS, address);
    }

    private static void signingKey(String location) {
        try {
            if (!Files.isReadable(Path.of(location))) {
                throw new LaunchFailed("the log signing key " + location + " (" + ServeSettings.SIGNING_KEY
                        + ") is not a readable file");
            }
        } catch (InvalidPathException e) {
            throw new LaunchFailed(ServeSettings.SIGNING_KEY + " is not a file name: " + location, e);
        }
    }

    private static String database(ServeSettings settings) {
        String url = settings.get(ServeSettings.DB_URL);
        Properties login = new Properties();
        login.setProperty("user", settings.get(ServeSettings.DB_USER));
        login.setProperty("password", settings.get(ServeSettings.DB_PASSWORD));
        login.setProperty("connectTimeout", String.valueOf(LIMIT.toSeconds()));
        login.setProperty("loginTimeout", String.valueOf(LIMIT.toSeconds()));
        login.setProperty("socketTimeout", String.valueOf(LIMIT.toSeconds()));
        try (Connection connection = DriverManager.getConnection(url, login)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < POSTGRES_OLDEST) {
                throw new LaunchFailed("PostgreSQL at " + url + " is version " + major + "; " + POSTGRES_OLDEST
                        + " or newer is needed");
            }
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new LaunchFailed(
                    "PostgreSQL at " + url + " (" + ServeSettings.DB_URL + ") refused: "
                            + String.valueOf(e.getMessage()).replace('\n', ' '),
                    e);
        }
    }

    private static int brokers(String servers) {
        String line = "Kafka at " + servers + " (" + ServeSettings.KAFKA + ") does not answer within "
                + LIMIT.toSeconds() + " s";
        int limitMs = (int) LIMIT.toMillis();
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", servers, "request.timeout.ms", limitMs, "default.api.timeout.ms", limitMs))) {
            return admin.describeCluster()
                    .nodes()
                    .get(LIMIT.toSeconds() + 1, TimeUnit.SECONDS)
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            throw new LaunchFailed(line, e);
        } catch (KafkaException e) {
            throw new LaunchFailed(
                    "Kafka at " + servers + " (" + ServeSettings.KAFKA + "): "
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailed(line, e);
        }
    }

    /** OpenID Connect Discovery 1.0, section 4: the issuer's own document names its keys. */
    private static String discover(String issuer) {
        String document = (issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration";
        String remedy = "; give the address of its keys in " + ServeSettings.KEYS;
        try {
            JsonNode keys = new ObjectMapper().readTree(fetch(document, remedy)).path("jwks_uri");
            if (!keys.isTextual()) {
                throw new LaunchFailed("the issuer's document " + document + " names no jwks_uri" + remedy);
            }
            return keys.textValue();
        } catch (IOException e) {
            throw new LaunchFailed("the issuer's document " + document + " is not JSON" + remedy, e);
        }
    }

    /**
     * The address as the server takes it: MicroProfile JWT 2.1, section 9.2.3, knows resources and URLs, so that it would
     * look for the bare name of a file in vain and then refuse every token.
     */
    static String issuerKeys(String location) {
        if (location.startsWith("http://") || location.startsWith("https://")) {
            fetch(location, "");
            return location;
        }
        boolean isAddress = location.startsWith("file:");
        Path file = keyFile(location, isAddress);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new LaunchFailed(
                    "the issuer's key file " + location + " (" + ServeSettings.KEYS + ") is not a readable file");
        }
        return isAddress ? location : file.toUri().toString();
    }

    private static Path keyFile(String location, boolean isAddress) {
        try {
            return isAddress ? Path.of(URI.create(location)) : Path.of(location).toAbsolutePath();
        } catch (IllegalArgumentException e) {
            throw new LaunchFailed(
                    ServeSettings.KEYS + " is neither an address nor the name of a file: " + location
                            + "; write https://… for a JWKS, or file:///… or the path of a PEM file",
                    e);
        }
    }

    private static String fetch(String address, String remedy) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new LaunchFailed("the issuer answers " + answer.statusCode() + " at " + address + remedy);
            }
            return answer.body();
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchFailed(
                    "the issuer does not answer at " + address + ": "
                            + e.getClass().getSimpleName() + remedy,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailed("interrupted while asking the issuer", e);
        }
    }
}

package io.stakebook.api.deployed;

import io.stakebook.api.security.evidence.Mmdb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the server finds when it starts: an empty database, keys, and the file of settings. */
final class Surroundings {

    private static final Path DIRECTORY = Path.of("target", "payara").toAbsolutePath();

    /** In Germany, and listed as an exit of Tor in the data set of anonymous addresses. */
    static final String TOR_EXIT = "91.0.0.66";

    /** As many as the launcher gives a server. */
    static final int THREADS = 64;

    private static @Nullable EmbeddedPostgres database;

    private Surroundings() {}

    /** Starts PostgreSQL, which ends with this JVM, and writes the files that {@code arquillian.xml} names. */
    static void prepare(TestIssuer issuer) throws IOException {
        // Not closed here: the container outlives every test, so the library stops PostgreSQL when Java ends.
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        database = postgres;
        Path issuerKey = Files.writeString(DIRECTORY.resolve("issuer.pem"), issuer.publicKeyPem());
        byte[] signing = TestIssuer.newPair("Ed25519").getPrivate().getEncoded();
        Path signingKey = Files.writeString(DIRECTORY.resolve("signing.pem"), TestIssuer.pem("PRIVATE KEY", signing));

        Properties settings = new Properties();
        settings.setProperty("stakebook.db.url", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
        settings.setProperty("stakebook.db.user", "postgres");
        settings.setProperty("stakebook.db.password", "postgres");
        settings.setProperty("stakebook.relay.enabled", "false");
        settings.setProperty("stakebook.keys.signing", signingKey.toString());
        settings.setProperty(
                "stakebook.exports.directory", DIRECTORY.resolve("exports").toString());
        Path flags = Mmdb.of("GeoIP2-Anonymous-IP")
                .with(TOR_EXIT, Map.of("is_anonymous", true, "is_tor_exit_node", true))
                .write(DIRECTORY.resolve("anonymous-ip.mmdb"));
        settings.setProperty("stakebook.geo.anonymous-ip-file", flags.toString());
        settings.setProperty("stakebook.trusted-proxies", "127.0.0.0/8,::1/128");
        settings.setProperty("mp.jwt.verify.issuer", TestIssuer.NAME);
        settings.setProperty("mp.jwt.verify.audiences", TestIssuer.AUDIENCE);
        settings.setProperty(
                "mp.jwt.verify.publickey.location", issuerKey.toUri().toString());
        Files.writeString(
                DIRECTORY.resolve("listener.preboot"),
                "set configs.config.server-config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size="
                        + THREADS + "\n");
        try (Writer file = Files.newBufferedWriter(DIRECTORY.resolve("ledger.properties"))) {
            settings.store(file, null);
        }
    }

    /** What the server's sessions call themselves. */
    static List<String> sessions() throws SQLException {
        try (Connection connection =
                        Objects.requireNonNull(database).getPostgresDatabase().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select application_name from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid()")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}

package io.stakebook.persistence.schema;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Brings a database to the newest schema and proves it: {@code db/notes/V*}{@code /once.sql} of each migration in the
 * transaction that applies it, then every {@code check.sql}; a row that one returns stops the start. What runs at every start looks at the
 * schema and at small tables only, so that a start does not read the whole book. Several nodes may start at once;
 * Flyway's lock lets one migrate. A schema that a newer version made is left alone and not served, because what its rows mean is
 * not known here, unless the operator says that they fit.
 */
public final class SchemaMigrator {

    private static final String LOCATION = "db/migration";

    private final DataSource dataSource;
    private final ClassLoader classLoader;
    private final int accepted;

    /** @param dataSource with no limit of time: a migration of a large book takes as long as it takes */
    public SchemaMigrator(DataSource dataSource) {
        this(dataSource, 0);
    }

    /** @param accepted the newest version of the schema that is served although it is not known here */
    public SchemaMigrator(DataSource dataSource, int accepted) {
        this.accepted = accepted;
        this.dataSource = dataSource;
        this.classLoader = SchemaMigrator.class.getClassLoader();
    }

    /**
     * Migrates and checks.
     *
     * @return the newest version known here, for example {@code 3}; it is in place, below newer ones that are accepted
     * @throws Corrupt {@code INVARIANT_BROKEN} when the schema is newer than what is known or accepted, a migration fails or
     *     was changed after it ran, or a check finds a problem
     */
    public String migrate() {
        Flyway flyway = Flyway.configure(classLoader)
                .dataSource(dataSource)
                .locations("classpath:" + LOCATION)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .callbacks(new Once())
                .load();
        String known;
        try {
            requireKnown(flyway.info());
            flyway.migrate();
            known = requireKnown(flyway.info()); // A newer node may have migrated while this one waited for the lock.
        } catch (FlywayException e) {
            Corrupt corrupt =
                    new Corrupt(ErrorCode.INVARIANT_BROKEN, "the schema cannot be migrated: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getVersion() != null && applied.getState().isResolved()) {
                String version = applied.getVersion().getVersion();
                check(version, "db/notes/V" + version + "/check.sql");
            }
        }
        return known;
    }

    /** Flyway itself passes over migrations it does not know. */
    private String requireKnown(MigrationInfoService schema) {
        MigrationVersion known = MigrationVersion.EMPTY;
        List<MigrationVersion> newer = new ArrayList<>();
        for (MigrationInfo migration : schema.all()) {
            if (migration.getVersion() == null) {
                continue;
            }
            if (migration.getState().isResolved()) {
                known = migration.getVersion();
            } else if (migration.getState().isApplied()) {
                newer.add(migration.getVersion());
            }
        }
        newer.removeIf(version -> !version.isNewerThan(Integer.toString(accepted)));
        if (!newer.isEmpty()) {
            throw new Corrupt(
                    ErrorCode.INVARIANT_BROKEN,
                    "a newer Stakebook has migrated this database to schema V" + newer.get(newer.size() - 1)
                            + ", this one knows V" + known
                            + " and does not start on it; start the newer one, or restore the backup from before the upgrade");
        }
        return known.getVersion();
    }

    /** Asks a migration's {@code once.sql} in its own transaction: what does not pass it was never applied. */
    private final class Once implements Callback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            String version = context.getMigrationInfo().getVersion().getVersion();
            String once = "db/notes/V" + version + "/once.sql";
            if (classLoader.getResource(once) != null) {
                check(context.getConnection(), version, once);
            }
        }

        @Override
        public String getCallbackName() {
            return "once";
        }
    }

    private void check(String version, String questions) {
        try (Connection connection = dataSource.getConnection()) {
            check(connection, version, questions);
        } catch (SQLException e) {
            throw new IllegalStateException("the check of migration V" + version + " cannot run", e);
        }
    }

    private void check(Connection connection, String version, String questions) {
        List<String> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(read(questions));
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    collect(statement.getResultSet(), problems);
                }
                rows = statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the check of migration V" + version + " cannot run", e);
        }
        if (!problems.isEmpty()) {
            throw new Corrupt(
                    ErrorCode.INVARIANT_BROKEN,
                    "after migration V" + version + " the schema is not as it should be: "
                            + String.join("; ", problems));
        }
    }

    private static void collect(ResultSet found, List<String> problems) throws SQLException {
        while (found.next()) {
            problems.add(found.getString(1));
        }
    }

    private String read(String resource) {
        try (InputStream in = classLoader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("migration check " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.stakebook.persistence.schema;

import io.stakebook.core.posting.BookSchema;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads what Flyway wrote down last. */
public final class SchemaWatch implements BookSchema {

    private static final String NEWEST = "select version from flyway_schema_history"
            + " where success and version is not null order by installed_rank desc limit 1";

    private final String known;
    private final DataSource dataSource;

    /** @param known as {@link SchemaMigrator#migrate} returned it */
    public SchemaWatch(String known, DataSource dataSource) {
        this.known = known;
        this.dataSource = dataSource;
    }

    @Override
    public String known() {
        return known;
    }

    @Override
    public Optional<String> newer() {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.read(connection, NEWEST, ask -> {}, row -> row.getString("version")).stream()
                    .filter(version -> !version.equals(known))
                    .findFirst();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}

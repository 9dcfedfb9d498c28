package io.stakebook.persistence.sql;

import io.stakebook.core.posting.WriteAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks PostgreSQL in a transaction as a write would get it, so not in a {@link Snapshot}, which is read-only by itself.
 */
public final class DatabaseWriteAccess implements WriteAccess {

    private static final String ASK =
            "select pg_is_in_recovery() as standby, current_setting('transaction_read_only')::boolean as read_only";

    private final DataSource dataSource;

    public DatabaseWriteAccess(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Refusal> refusal() {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.read(
                            connection,
                            ASK,
                            ask -> {},
                            row -> reason(row.getBoolean("standby"), row.getBoolean("read_only")))
                    .get(0)
                    .map(reason -> new Refusal(READ_ONLY, reason));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static Optional<String> reason(boolean standby, boolean readOnly) {
        if (standby) {
            return Optional.of("the database takes no writes: it is a standby (pg_is_in_recovery); promote it, or point"
                    + " stakebook.db.url at the primary");
        }
        return readOnly
                ? Optional.of("the database takes no writes: it is set to read-only (default_transaction_read_only)")
                : Optional.empty();
    }
}

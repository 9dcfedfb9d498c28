package io.stakebook.persistence.logkey;

import io.stakebook.core.logkey.LogKey;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads keys and takes in the first, each in a statement of its own. */
public final class JdbcLogKeys implements LogKeys {

    private static final String NEWEST = LogKeyStore.SELECT + " order by added_at desc, vkey limit " + MOST;

    /** Whoever comes second is stopped by {@code log_key_first}. */
    private static final String FIRST = """
            insert into log_key (vkey, valid_from_size, added_at, told)
            select ?, 0, ?, false where not exists (select from log_key)
            on conflict do nothing
            """;

    private static final String KNOWN = LogKeyStore.SELECT + " where vkey = ?";

    private final BookReader reader;
    private final DataSource direct;

    /** @param direct its connections must not join a container's transaction */
    public JdbcLogKeys(BookReader reader, DataSource direct) {
        this.reader = reader;
        this.direct = direct;
    }

    @Override
    public List<LogKey> newest() {
        return reader.read(NEWEST, (connection, select) -> {
            return Rows.all(select, LogKeyStore::read);
        });
    }

    @Override
    public Optional<LogKey> find(VerifierKey key) {
        return reader.read(KNOWN, (connection, select) -> {
            select.setString(1, key.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(LogKeyStore.read(row)) : Optional.empty();
            }
        });
    }

    @Override
    public boolean admit(VerifierKey key, Instant now) {
        try (Connection connection = direct.getConnection()) {
            try (PreparedStatement first = connection.prepareStatement(FIRST)) {
                first.setString(1, key.toString());
                first.setObject(2, Columns.time(now));
                first.executeUpdate();
            }
            return !Rows.read(connection, KNOWN, read -> read.setString(1, key.toString()), LogKeyStore::read)
                    .isEmpty();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}

package io.stakebook.persistence.reconciliation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/** Record ids as an array of UUIDs, for {@code = any (?)}. */
final class Uuids {

    private Uuids() {}

    static Array array(Connection connection, Collection<String> ids, Function<String, UUID> parse)
            throws SQLException {
        return connection.createArrayOf("uuid", ids.stream().map(parse).toArray());
    }
}

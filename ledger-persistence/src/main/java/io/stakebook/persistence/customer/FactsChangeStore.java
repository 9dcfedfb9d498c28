package io.stakebook.persistence.customer;

import io.stakebook.core.customer.FactsChange;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Appends changes of facts. A change is written blind: its key is what refuses a second one of the same version. */
public final class FactsChangeStore implements RecordStore<FactsChange> {

    private static final String INSERT = """
            insert into customer_facts (customer_id, version, facts, changed_by, reason, recorded_at)
            select * from unnest(?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<FactsChange> type() {
        return FactsChange.class;
    }

    @Override
    public List<FactsChange> lockAndLoad(Connection connection, Collection<String> sortedIds) {
        throw new IllegalStateException("changes of facts are written, never decided on: " + sortedIds);
    }

    @Override
    public void insert(Connection connection, List<FactsChange> rows) throws SQLException {
        RowArrays arrays = new RowArrays("uuid", "int8", "text", "text", "text", "timestamptz");
        for (FactsChange row : rows) {
            arrays.add(
                    row.customer().value(),
                    row.version(),
                    FactLines.format(row.facts()),
                    row.byOrNull(),
                    row.reasonOrNull(),
                    row.recordedAt());
        }
        Rows.write(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<FactsChange> rows) {
        throw new IllegalStateException(
                "changes of facts never change: " + rows.get(0).recordId());
    }
}

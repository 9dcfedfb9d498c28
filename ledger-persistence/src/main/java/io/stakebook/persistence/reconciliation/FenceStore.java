package io.stakebook.persistence.reconciliation;

import io.stakebook.core.reconciliation.Fence;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Locks and moves the fences of matching. */
public final class FenceStore implements RecordStore<Fence> {

    static final String SELECT = "select scope, moves from reward_fence where scope = any (?)";

    private static final String LOCK = SELECT + " order by scope for update";

    private static final String INSERT = "insert into reward_fence (scope, moves) select * from unnest(?, ?)";

    private static final String UPDATE = """
            update reward_fence f set moves = u.moves from unnest(?, ?) as u (scope, moves) where f.scope = u.scope
            """;

    @Override
    public Class<Fence> type() {
        return Fence.class;
    }

    @Override
    public List<Fence> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection, LOCK, lock -> lock.setArray(1, Columns.texts(connection, sortedIds)), FenceStore::read);
    }

    static Fence read(ResultSet row) throws SQLException {
        return new Fence(row.getString("scope"), row.getLong("moves"));
    }

    @Override
    public void insert(Connection connection, List<Fence> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Fence> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Fence> rows) {
        RowArrays arrays = new RowArrays("text", "int8");
        rows.forEach(row -> arrays.add(row.scope(), row.moves()));
        return arrays;
    }
}

package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.reconciliation.RewardDay;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Counts what correcting entries did to the accrual of a product and day. */
public final class RewardDayStore implements RecordStore<RewardDay> {

    static final String SELECT = "select d.product_id, d.day, d.corrected, d.corrections from reward_day d";

    private static final String LOCK = SELECT + """
             join unnest(?, ?) as wanted (product_id, day) on d.product_id = wanted.product_id and d.day = wanted.day
             order by d.product_id, d.day
               for update of d
            """;

    private static final String INSERT =
            "insert into reward_day (product_id, day, corrected, corrections) select * from unnest(?, ?, ?, ?)";

    private static final String UPDATE = """
            update reward_day d
               set corrected = u.corrected, corrections = u.corrections
              from unnest(?, ?, ?, ?) as u (product_id, day, corrected, corrections)
             where d.product_id = u.product_id and d.day = u.day
            """;

    @Override
    public Class<RewardDay> type() {
        return RewardDay.class;
    }

    @Override
    public List<RewardDay> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        RowArrays wanted = new RowArrays("text", "date");
        for (String id : sortedIds) {
            int slash = id.lastIndexOf('/');
            wanted.add(id.substring(0, slash), id.substring(slash + 1));
        }
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            wanted.bind(connection, select, 1);
            return read(select);
        }
    }

    static List<RewardDay> read(PreparedStatement select) throws SQLException {
        return Rows.all(
                select,
                row -> new RewardDay(
                        new ProductId(row.getString("product_id")),
                        row.getObject("day", LocalDate.class),
                        Columns.units(row, "corrected"),
                        row.getLong("corrections")));
    }

    @Override
    public void insert(Connection connection, List<RewardDay> rows) throws SQLException {
        write(connection, INSERT, rows);
    }

    @Override
    public void update(Connection connection, List<RewardDay> rows) throws SQLException {
        write(connection, UPDATE, rows);
    }

    private static void write(Connection connection, String sql, List<RewardDay> rows) throws SQLException {
        RowArrays arrays = new RowArrays("text", "date", "numeric", "int8");
        rows.forEach(row -> arrays.add(row.product(), row.day(), row.corrected(), row.corrections()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arrays.bind(connection, statement, 1);
            statement.executeUpdate();
        }
    }
}

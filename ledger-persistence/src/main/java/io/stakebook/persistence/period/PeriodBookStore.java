package io.stakebook.persistence.period;

import io.stakebook.core.closing.PeriodBook;
import io.stakebook.core.period.PeriodId;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locks and writes the one row that says how far the book is closed. */
public final class PeriodBookStore implements RecordStore<PeriodBook> {

    static final String SELECT = "select first_through, sealed_through, closing_through, version from period_book";

    private static final String INSERT = """
            insert into period_book (id, first_through, sealed_through, closing_through, version)
            select * from unnest(?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update period_book b
               set first_through = u.first_through, sealed_through = u.sealed_through,
                   closing_through = u.closing_through, version = u.version
              from unnest(?, ?, ?, ?, ?) as u (id, first_through, sealed_through, closing_through, version)
             where b.id = u.id and b.version < u.version
            """;

    @Override
    public Class<PeriodBook> type() {
        return PeriodBook.class;
    }

    @Override
    public List<PeriodBook> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(connection, SELECT + " for update", lock -> {}, PeriodBookStore::read);
    }

    static PeriodBook read(ResultSet row) throws SQLException {
        return new PeriodBook(
                period(row, "first_through"),
                period(row, "sealed_through"),
                period(row, "closing_through"),
                row.getLong("version"));
    }

    private static @Nullable PeriodId period(ResultSet row, String column) throws SQLException {
        LocalDate through = row.getObject(column, LocalDate.class);
        return through == null ? null : PeriodId.of(through);
    }

    private static @Nullable LocalDate through(@Nullable PeriodId period) {
        return period == null ? null : period.lastDay();
    }

    @Override
    public void insert(Connection connection, List<PeriodBook> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<PeriodBook> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<PeriodBook> rows) {
        RowArrays arrays = new RowArrays("text", "date", "date", "date", "int8");
        for (PeriodBook row : rows) {
            arrays.add(
                    row.recordId(),
                    through(row.firstOrNull()),
                    through(row.sealedOrNull()),
                    through(row.closingOrNull()),
                    row.version());
        }
        return arrays;
    }
}

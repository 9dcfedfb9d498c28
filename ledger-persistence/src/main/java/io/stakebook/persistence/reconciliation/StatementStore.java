package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.StatementId;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.file.StatementLine;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Lines;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Adds statements with their lines. */
public final class StatementStore implements RecordStore<Statement> {

    private static final String LOCK = StatementRows.SELECT + " where statement_id = any (?) order by statement_id";

    private static final String INSERT = """
            insert into reward_statement (statement_id, provider, file_sha256, first_day, last_day, products, tolerance,
                                          days, agreed, breaks, received_by, received_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_LINES = """
            insert into reward_statement_line (statement_id, line, day, product_id, asset, units, reference, validator)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<Statement> type() {
        return Statement.class;
    }

    @Override
    public List<Statement> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> StatementId.parse(id).value(), StatementRows::one);
    }

    @Override
    public void insert(Connection connection, List<Statement> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Statement row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        for (Statement row : rows) {
            insertLines(connection, row);
        }
    }

    private static void bind(PreparedStatement insert, Statement row) throws SQLException {
        insert.setObject(1, row.id().value());
        insert.setString(2, row.provider());
        insert.setString(3, row.sha256());
        insert.setObject(4, row.from());
        insert.setObject(5, row.to());
        insert.setString(
                6,
                Lines.join(
                        row.products().stream().map(product -> product.value()).toList()));
        insert.setObject(7, new BigDecimal(row.tolerancePerLine()));
        insert.setInt(8, row.days());
        insert.setInt(9, row.agreed());
        insert.setInt(10, row.breaks());
        insert.setString(11, row.receivedBy());
        insert.setObject(12, Columns.time(row.receivedAt()));
    }

    private static void insertLines(Connection connection, Statement row) throws SQLException {
        RowArrays lines = new RowArrays("uuid", "int4", "date", "text", "text", "numeric", "text", "text");
        for (StatementLine line : row.lines()) {
            lines.add(
                    row.id().value(),
                    line.line(),
                    line.date(),
                    line.product(),
                    line.asset(),
                    line.units(),
                    line.reference(),
                    line.validator());
        }
        if (lines.size() > 0) {
            try (PreparedStatement insert = connection.prepareStatement(INSERT_LINES)) {
                lines.bind(connection, insert, 1);
                insert.executeUpdate();
            }
        }
    }

    @Override
    public void update(Connection connection, List<Statement> rows) {
        throw new IllegalStateException("a statement never changes");
    }
}

package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.file.StatementLine;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Lines;
import io.stakebook.persistence.sql.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Reads statement rows. */
final class StatementRows {

    static final String SELECT = """
            select statement_id, provider, file_sha256, first_day, last_day, products, tolerance, days, agreed, breaks,
                   received_by, received_at
              from reward_statement
            """;

    private StatementRows() {}

    /** Without their lines. */
    static List<Statement> read(PreparedStatement select) throws SQLException {
        return Rows.all(select, StatementRows::one);
    }

    static Statement one(ResultSet row) throws SQLException {
        TreeSet<ProductId> products = new TreeSet<>();
        Lines.split(row.getString("products")).forEach(product -> products.add(new ProductId(product)));
        return new Statement(
                new StatementId(row.getObject("statement_id", UUID.class)),
                row.getString("provider"),
                row.getString("file_sha256"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                products,
                Columns.units(row, "tolerance"),
                row.getInt("days"),
                row.getInt("agreed"),
                row.getInt("breaks"),
                row.getString("received_by"),
                Columns.time(row, "received_at"),
                List.of());
    }

    static List<StatementLine> lines(PreparedStatement select) throws SQLException {
        return Rows.all(
                select,
                row -> new StatementLine(
                        row.getInt("line"),
                        row.getObject("day", LocalDate.class),
                        new ProductId(row.getString("product_id")),
                        new AssetCode(row.getString("asset")),
                        Columns.units(row, "units"),
                        row.getString("reference"),
                        row.getString("validator")));
    }
}

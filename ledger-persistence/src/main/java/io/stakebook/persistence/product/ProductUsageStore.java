package io.stakebook.persistence.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Locks and writes how much of a product's capacity is taken. */
public final class ProductUsageStore implements RecordStore<ProductUsage> {

    private static final String LOCK = """
            select product_id, principal, version from product_usage
             where product_id = any (?) order by product_id for update
            """;
    private static final String INSERT =
            "insert into product_usage (product_id, principal, version) select * from unnest(?, ?, ?)";
    private static final String UPDATE = """
            update product_usage p set principal = u.principal, version = u.version
              from unnest(?, ?, ?) as u (product_id, principal, version)
             where p.product_id = u.product_id
            """;

    @Override
    public Class<ProductUsage> type() {
        return ProductUsage.class;
    }

    @Override
    public List<ProductUsage> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection,
                LOCK,
                lock -> lock.setArray(1, Columns.texts(connection, sortedIds)),
                row -> new ProductUsage(
                        new ProductId(row.getString("product_id")),
                        Columns.units(row, "principal"),
                        row.getLong("version")));
    }

    @Override
    public void insert(Connection connection, List<ProductUsage> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<ProductUsage> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<ProductUsage> rows) {
        RowArrays arrays = new RowArrays("text", "numeric", "int8");
        rows.forEach(row -> arrays.add(row.product(), row.principal(), row.version()));
        return arrays;
    }
}

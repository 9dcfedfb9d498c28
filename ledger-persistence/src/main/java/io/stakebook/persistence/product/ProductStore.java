package io.stakebook.persistence.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Locks and writes products. */
public final class ProductStore implements RecordStore<Product> {

    private static final String LOCK =
            "select * from product where product_id = any (?) order by product_id for update";

    private static final String INSERT = """
            insert into product (product_id, asset, kind, subscribe_enabled, redeem_enabled, terms_version, created_at,
                last_run_day, version)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update product p
               set subscribe_enabled = u.subscribe_enabled, redeem_enabled = u.redeem_enabled,
                   terms_version = u.terms_version, last_run_day = u.last_run_day, version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as u (product_id, asset, kind, subscribe_enabled, redeem_enabled,
                   terms_version, created_at, last_run_day, version)
             where p.product_id = u.product_id
            """;

    @Override
    public Class<Product> type() {
        return Product.class;
    }

    @Override
    public List<Product> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection, LOCK, lock -> lock.setArray(1, Columns.texts(connection, sortedIds)), ProductStore::read);
    }

    private static Product read(ResultSet row) throws SQLException {
        return new Product(
                new ProductId(row.getString("product_id")),
                new AssetCode(row.getString("asset")),
                ProductKind.valueOf(row.getString("kind")),
                row.getBoolean("subscribe_enabled"),
                row.getBoolean("redeem_enabled"),
                row.getInt("terms_version"),
                Columns.time(row, "created_at"),
                row.getObject("last_run_day", LocalDate.class),
                row.getLong("version"));
    }

    @Override
    public void insert(Connection connection, List<Product> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Product> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Product> rows) {
        RowArrays arrays = new RowArrays("text", "text", "text", "bool", "bool", "int4", "timestamptz", "date", "int8");
        for (Product row : rows) {
            arrays.add(
                    row.id(),
                    row.asset(),
                    row.kind(),
                    row.subscribeEnabled(),
                    row.redeemEnabled(),
                    row.termsVersion(),
                    row.createdAt(),
                    row.lastRunDay(),
                    row.version());
        }
        return arrays;
    }
}

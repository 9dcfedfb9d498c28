package io.stakebook.persistence.sql;

import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads the assets of the book; they never change while it runs. */
public final class AssetReader {

    private AssetReader() {}

    public static Assets read(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return new Assets(Rows.read(
                    connection,
                    "select code, scale, name from asset order by code",
                    read -> {},
                    row -> new Asset(
                            new AssetCode(row.getString("code")), row.getInt("scale"), row.getString("name"))));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}

package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.recent.RecentlyUsed;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Which number an account has. Numbers are immutable, so those that are committed are remembered, the least recently
 * used forgotten; those of an attempt are remembered only after its commit.
 */
public final class AccountDirectory {

    private static final int REMEMBERED = 262_144;

    private static final String FIND = "select name, account_id from account where name = any (?)";

    private static final String CREATE = """
            insert into account (name, chart, asset_id, customer_id, position_id)
            select name, chart, asset_id, customer_id, position_id
              from unnest(?, ?, ?, ?, ?) as a (name, chart, asset_id, customer_id, position_id)
             order by name
            on conflict (name) do nothing
            returning name, account_id
            """;

    private final Map<AccountName, Long> ids = new RecentlyUsed<>(REMEMBERED);
    private volatile Map<AssetCode, StoredAsset> assets = Map.of(); // Read by the lanes, too.

    /** An asset and its number. */
    public record StoredAsset(int id, Asset asset) {}

    /** Begins anew with a connection: it may lead to a server that knows less than the last. */
    public void begin(Connection connection) throws SQLException {
        ids.clear();
        readAssets(connection);
    }

    /** They never change while the book runs. */
    private void readAssets(Connection connection) throws SQLException {
        Map<AssetCode, StoredAsset> found = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("select asset_id, code, scale, name from asset");
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                AssetCode code = new AssetCode(row.getString("code"));
                Asset asset = new Asset(code, row.getInt("scale"), row.getString("name"));
                found.put(code, new StoredAsset(row.getInt("asset_id"), asset));
            }
        }
        assets = found;
    }

    public StoredAsset asset(AssetCode code) {
        @Nullable StoredAsset asset = assets.get(code);
        if (asset == null) {
            throw new IllegalStateException("asset " + code + " is not in the book; known are " + assets.keySet());
        }
        return asset;
    }

    /** The numbers of those accounts that exist. */
    Map<AccountName, Long> find(Connection connection, Collection<AccountName> names) throws SQLException {
        Map<AccountName, Long> found = new HashMap<>();
        Map<String, AccountName> unknown = new HashMap<>();
        for (AccountName name : names) {
            @Nullable Long id = ids.get(name);
            if (id == null) {
                unknown.put(name.toString(), name);
            } else {
                found.put(name, id);
            }
        }
        if (!unknown.isEmpty()) {
            try (PreparedStatement find = connection.prepareStatement(FIND)) {
                find.setArray(1, Columns.texts(connection, unknown.keySet()));
                found.putAll(read(find, unknown));
            }
        }
        return found;
    }

    /**
     * Gives numbers to accounts that have none.
     *
     * @throws StaleBooks when another writer opened one of them meanwhile
     */
    public Map<AccountName, Long> create(Connection connection, SortedSet<AccountName> names)
            throws SQLException, StaleBooks {
        RowArrays rows = new RowArrays("text", "int2", "int2", "uuid", "uuid");
        Map<String, AccountName> byText = new HashMap<>();
        for (AccountName name : names) {
            byText.put(name.toString(), name);
            rows.add(
                    name,
                    name.chart().code(),
                    asset(name.asset()).id(),
                    name.customer().map(c -> c.value()).orElse(null),
                    name.position().map(p -> p.value()).orElse(null));
        }
        Map<AccountName, Long> created;
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            rows.bind(connection, create, 1);
            created = read(create, byText);
        }
        if (created.size() != names.size()) {
            List<AccountName> taken = new ArrayList<>(names);
            taken.removeAll(created.keySet());
            throw new StaleBooks("accounts opened by another writer: " + taken);
        }
        return created;
    }

    /** Call after the commit that made these numbers durable. */
    public void remember(Map<AccountName, Long> committed) {
        ids.putAll(committed);
    }

    private static Map<AccountName, Long> read(PreparedStatement statement, Map<String, AccountName> byText)
            throws SQLException {
        Map<AccountName, Long> read = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                AccountName name = byText.get(row.getString(1));
                if (name != null) {
                    read.put(name, row.getLong(2));
                }
            }
        }
        return read;
    }
}

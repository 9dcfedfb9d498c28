package io.stakebook.persistence.product;

import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads and appends published terms. They never change, so they are shared by readers and locked by nobody. */
public final class TermsVersionStore implements RecordStore<TermsVersion> {

    private static final String LOAD = """
            select t.* from unnest(?) as k (id)
              join product_terms t
                on t.product_id = split_part(k.id, '/', 1) and t.version = split_part(k.id, '/', 2)::integer
            """;

    private static final String INSERT = """
            insert into product_terms (product_id, version, published_at, kind, tiers, commission_bp, yield_source,
                value_date_rule, payout_account, minimum, maximum, step, personal_cap, capacity, snapshot, term_days,
                early_rule, early_apr)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<TermsVersion> type() {
        return TermsVersion.class;
    }

    @Override
    public List<TermsVersion> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection,
                LOAD,
                load -> load.setArray(1, Columns.texts(connection, sortedIds)),
                row -> read(row).toDomain());
    }

    private static TermsColumns read(ResultSet row) throws SQLException {
        return new TermsColumns(
                row.getString("product_id"),
                row.getInt("version"),
                Columns.time(row, "published_at"),
                row.getString("kind"),
                row.getString("tiers"),
                row.getInt("commission_bp"),
                row.getString("yield_source"),
                row.getString("value_date_rule"),
                row.getString("payout_account"),
                Columns.units(row, "minimum"),
                Columns.unitsOrNull(row, "maximum"),
                Columns.units(row, "step"),
                Columns.unitsOrNull(row, "personal_cap"),
                Columns.unitsOrNull(row, "capacity"),
                row.getString("snapshot"),
                row.getObject("term_days", Integer.class),
                row.getString("early_rule"),
                Columns.unitsOrNull(row, "early_apr"));
    }

    @Override
    public void insert(Connection connection, List<TermsVersion> rows) throws SQLException {
        RowArrays arrays = new RowArrays(
                "text",
                "int4",
                "timestamptz",
                "text",
                "text",
                "int4",
                "text",
                "text",
                "text",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "text",
                "int4",
                "text",
                "numeric");
        for (TermsVersion version : rows) {
            TermsColumns row = TermsColumns.of(version);
            arrays.add(
                    row.product(),
                    row.version(),
                    row.publishedAt(),
                    row.kind(),
                    row.tiers(),
                    row.commission(),
                    row.yieldSource(),
                    row.valueDateRule(),
                    row.payoutAccount(),
                    row.minimum(),
                    row.maximum(),
                    row.step(),
                    row.personalCap(),
                    row.capacity(),
                    row.snapshot(),
                    row.termDays(),
                    row.earlyRule(),
                    row.earlyApr());
        }
        Rows.write(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<TermsVersion> rows) {
        throw new IllegalStateException(
                "published terms never change: " + rows.get(0).recordId());
    }
}

package io.stakebook.persistence.reconciliation;

import io.stakebook.core.accrual.RunState;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.reconciliation.AccruedDay;
import io.stakebook.core.reconciliation.AccruedDays;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Takes what was accrued from the control totals of the accrual runs, all by one query. */
public final class JdbcAccruedDays implements AccruedDays {

    /** Terms may change who pays from one version to the next; the run says which version it used. */
    private static final String RUNS = """
            select r.product_id, r.day, r.run_id, r.rate_version, r.state, r.base_units, r.commission_units, r.lines,
                   t.yield_source
              from accrual_run r
              left join product_terms t on t.product_id = r.product_id and t.version = r.rate_version
             where r.product_id = any (?) and r.day between ? and ?
            """;

    private final BookReader reader;

    public JdbcAccruedDays(BookReader reader) {
        this.reader = reader;
    }

    @Override
    public List<AccruedDay> between(Set<ProductId> products, LocalDate from, LocalDate to) {
        return reader.read(RUNS, (connection, select) -> {
            select.setArray(
                    1,
                    Columns.texts(
                            connection, products.stream().map(ProductId::value).toList()));
            select.setObject(2, from);
            select.setObject(3, to);
            return Rows.all(select, JdbcAccruedDays::day);
        });
    }

    private static AccruedDay day(ResultSet row) throws SQLException {
        ProductId product = new ProductId(row.getString("product_id"));
        LocalDate day = row.getObject("day", LocalDate.class);
        if (RunState.valueOf(row.getString("state")) != RunState.COMPLETED) {
            return new AccruedDay(product, day, true, BigInteger.ZERO, BigInteger.ZERO, 0, false);
        }
        BigInteger commission = Columns.units(row, "commission_units");
        return new AccruedDay(
                product,
                day,
                source(row).passThrough(),
                Columns.units(row, "base_units").add(commission),
                commission,
                row.getLong("lines"),
                true);
    }

    private static YieldSource source(ResultSet row) throws SQLException {
        String source = row.getString("yield_source");
        if (source == null) {
            throw new Corrupt(
                    ErrorCode.INVARIANT_BROKEN,
                    "run " + row.getString("run_id") + " used terms version " + row.getInt("rate_version") + " of "
                            + row.getString("product_id") + ", which is not there");
        }
        return YieldSource.valueOf(source);
    }
}

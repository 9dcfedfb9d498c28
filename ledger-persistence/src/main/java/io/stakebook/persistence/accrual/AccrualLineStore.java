package io.stakebook.persistence.accrual;

import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Appends accrual lines. A line is written blind: its key is what refuses a second one. */
public final class AccrualLineStore implements RecordStore<AccrualLine> {

    private static final String INSERT = """
            insert into accrual_line (position_id, day, stream, run_id, product_id, customer_id, asset, yield_source,
                terms_version, basis, numerator, carry_before, units, carry_after, withheld, entry_id)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public Class<AccrualLine> type() {
        return AccrualLine.class;
    }

    @Override
    public List<AccrualLine> lockAndLoad(Connection connection, Collection<String> sortedIds) {
        throw new IllegalStateException("accrual lines are written, never decided on: " + sortedIds);
    }

    @Override
    public void insert(Connection connection, List<AccrualLine> rows) throws SQLException {
        RowArrays arrays = new RowArrays(
                "uuid", "date", "text", "uuid", "text", "uuid", "text", "text", "int4", "text", "numeric", "numeric",
                "numeric", "numeric", "text", "uuid");
        for (AccrualLine row : rows) {
            arrays.add(
                    row.position().value(),
                    row.day(),
                    row.stream(),
                    row.run().value(),
                    row.product(),
                    row.customer().value(),
                    row.asset(),
                    row.yieldSource(),
                    row.termsVersion(),
                    row.basis(),
                    row.numerator(),
                    row.carryBefore(),
                    row.units(),
                    row.carryAfter(),
                    row.withheldOrNull(),
                    row.entryOrNull() == null ? null : row.entryOrNull().value());
        }
        Rows.write(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<AccrualLine> rows) {
        throw new IllegalStateException(
                "accrual lines never change: " + rows.get(0).recordId());
    }
}

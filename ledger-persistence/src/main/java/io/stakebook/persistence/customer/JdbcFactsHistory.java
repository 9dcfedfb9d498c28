package io.stakebook.persistence.customer;

import io.stakebook.core.customer.FactsChange;
import io.stakebook.core.customer.FactsHistory;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.util.List;
import java.util.Optional;

/** Reads changes of facts. */
public final class JdbcFactsHistory implements FactsHistory {

    private static final String HISTORY = """
            select version, facts, changed_by, reason, recorded_at
              from customer_facts
             where customer_id = ? and version < ?
             order by version desc
             limit ?
            """;

    private final BookReader reader;

    public JdbcFactsHistory(BookReader reader) {
        this.reader = reader;
    }

    @Override
    public Page<FactsChange, Long> of(CustomerId customer, Optional<Long> before, Limit limit) {
        List<FactsChange> found = reader.read(HISTORY, (connection, select) -> {
            select.setObject(1, customer.value());
            select.setLong(2, before.orElse(Long.MAX_VALUE));
            select.setInt(3, limit.value() + 1);
            return Rows.all(
                    select,
                    row -> new FactsChange(
                            customer,
                            row.getLong("version"),
                            FactLines.parse(row.getString("facts")),
                            row.getString("changed_by"),
                            row.getString("reason"),
                            Columns.time(row, "recorded_at")));
        });
        return Page.of(found, limit, FactsChange::version);
    }
}

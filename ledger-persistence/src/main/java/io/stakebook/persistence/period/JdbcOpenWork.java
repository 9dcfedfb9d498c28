package io.stakebook.persistence.period;

import io.stakebook.core.closing.CloseCheck;
import io.stakebook.core.closing.OpenItem;
import io.stakebook.core.closing.OpenWork;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.RunId;
import io.stakebook.persistence.sql.Bounds;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads products, runs and breaks for the checklist of a month. */
public final class JdbcOpenWork implements OpenWork {

    private static final String PRODUCTS = """
            select product_id, last_run_day, ?::date - last_run_day as missing from product
             where last_run_day < ? order by product_id
            """;

    private static final String RUNS = """
            select run_id, product_id, day from accrual_run where state = 'RUNNING' and day <= ? order by run_id
            """;

    private static final String BREAKS = """
            select break_id, provider, product_id, day, lower(type) as type from reward_break
             where resolution is null and day <= ? order by break_id
            """;

    private final Snapshot snapshot;

    public JdbcOpenWork(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public List<OpenItem> through(LocalDate lastDay) {
        return snapshot.read(Bounds.JOB, connection -> {
            Rows.Binder day = read -> read.setObject(1, lastDay);
            List<OpenItem> items = new ArrayList<>(Rows.read(
                    connection,
                    PRODUCTS,
                    read -> {
                        read.setObject(1, lastDay);
                        read.setObject(2, lastDay);
                    },
                    row -> new OpenItem(
                            CloseCheck.ACCRUALS,
                            row.getString("product_id"),
                            "is accrued through " + row.getObject("last_run_day", LocalDate.class) + ", "
                                    + row.getLong("missing") + " days are missing through " + lastDay)));
            items.addAll(Rows.read(
                    connection,
                    RUNS,
                    day,
                    row -> new OpenItem(
                            CloseCheck.RUNS,
                            new RunId(row.getObject("run_id", UUID.class)).toString(),
                            "of " + row.getString("product_id") + " for " + row.getObject("day", LocalDate.class)
                                    + " is at work")));
            items.addAll(Rows.read(
                    connection,
                    BREAKS,
                    day,
                    row -> new OpenItem(
                            CloseCheck.BREAKS,
                            new BreakId(row.getObject("break_id", UUID.class)).toString(),
                            row.getString("type") + " of " + row.getString("provider") + " in "
                                    + row.getString("product_id") + " on " + row.getObject("day", LocalDate.class))));
            return items;
        });
    }
}

package io.stakebook.persistence.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.generaljournal.AccountLimits;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads committed limits of accounts. */
public final class JdbcAccountLimits implements AccountLimits {

    private static final String HISTORY = """
            select version, min_posted, max_posted, min_available, max_available, set_by, reason, recorded_at
              from account_limits join account using (account_id)
             where name = ? and version < ?
             order by version desc
             limit ?
            """;

    private final BookReader reader;

    public JdbcAccountLimits(BookReader reader) {
        this.reader = reader;
    }

    @Override
    public Page<Version, Long> history(AccountName account, Optional<Long> before, Limit limit) {
        List<Version> found = reader.read(HISTORY, (connection, select) -> {
            select.setString(1, account.toString());
            select.setLong(2, before.orElse(Long.MAX_VALUE));
            select.setInt(3, limit.value() + 1);
            return Rows.all(
                    select,
                    row -> new Version(
                            limits(row),
                            row.getString("set_by"),
                            row.getString("reason"),
                            Columns.time(row, "recorded_at")));
        });
        return Page.of(found, limit, version -> version.limits().version());
    }

    private static Limits limits(ResultSet row) throws SQLException {
        return new Limits(
                row.getLong("version"),
                Columns.unitsOrNull(row, "min_posted"),
                Columns.unitsOrNull(row, "max_posted"),
                Columns.unitsOrNull(row, "min_available"),
                Columns.unitsOrNull(row, "max_available"));
    }
}

package io.stakebook.persistence.presence;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.presence.MainlandDay;
import io.stakebook.core.presence.MainlandDays;
import io.stakebook.core.presence.MainlandPast;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import javax.sql.DataSource;

/** Writes and counts the days, one statement each. */
public final class JdbcMainlandDays implements MainlandDays {

    private static final String KEEP = """
            insert into mainland_day (customer_id, day, last_at) values (?, ?, ?)
                on conflict (customer_id, day) do update set last_at = excluded.last_at
             where mainland_day.last_at < excluded.last_at
            """;

    /** Of two nodes one may be in tomorrow already, which makes a day more than fit the window. */
    private static final String PAST = """
            select least(count(*), ?) as days, coalesce(bool_or(last_at > ?), false) as lately
              from mainland_day where customer_id = ? and day >= ?
            """;

    /** A row that another node removes at the moment is passed over. */
    private static final String FORGET = """
            delete from mainland_day where (customer_id, day) in
                (select customer_id, day from mainland_day where day < ? order by day limit ? for update skip locked)
            """;

    private final BookReader reader;
    private final DataSource writes;

    /** @param writes gives connections that commit each statement */
    public JdbcMainlandDays(BookReader reader, DataSource writes) {
        this.reader = reader;
        this.writes = writes;
    }

    @Override
    public void keep(MainlandDay day) {
        write(KEEP, insert -> {
            insert.setObject(1, day.customer().value());
            insert.setObject(2, day.day());
            insert.setObject(3, Columns.time(day.lastAt()));
        });
    }

    @Override
    public MainlandPast past(CustomerId customer, Instant now) {
        return reader.read(PAST, (connection, select) -> {
            select.setInt(1, MainlandPast.WINDOW_DAYS);
            select.setObject(2, Columns.time(MainlandPast.latelySince(now)));
            select.setObject(3, customer.value());
            select.setObject(4, MainlandPast.firstDay(now));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new MainlandPast(row.getInt("days"), row.getBoolean("lately"));
            }
        });
    }

    @Override
    public int forget(LocalDate firstKept, int atMost) {
        return write(FORGET, delete -> {
            delete.setObject(1, firstKept);
            delete.setInt(2, atMost);
        });
    }

    private int write(String sql, Rows.Binder binder) {
        try (Connection connection = writes.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}

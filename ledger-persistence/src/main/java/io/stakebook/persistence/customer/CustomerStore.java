package io.stakebook.persistence.customer;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.id.CustomerId;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Locks and writes customers. */
public final class CustomerStore implements RecordStore<Customer> {

    private static final String NOT_KNOWN = "XX";

    private static final String LOCK =
            "select * from customer where customer_id = any (?) order by customer_id for update";

    private static final String PAGE = "select * from customer where customer_id > ? order by customer_id limit ?";

    private static final String INSERT = """
            insert into customer (customer_id, residency, facts, opened_at, facts_changed_at, version)
            select * from unnest(?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update customer c
               set residency = u.residency, facts = u.facts, facts_changed_at = u.facts_changed_at, version = u.version
              from unnest(?, ?, ?, ?, ?, ?) as u (customer_id, residency, facts, opened_at, facts_changed_at, version)
             where c.customer_id = u.customer_id
            """;

    @Override
    public Class<Customer> type() {
        return Customer.class;
    }

    @Override
    public List<Customer> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> CustomerId.parse(id).value(), CustomerStore::read);
    }

    /** Customers after an id, in the order of ids, without locking them. */
    public static List<Customer> page(Connection connection, UUID after, int most) throws SQLException {
        return Rows.read(
                connection,
                PAGE,
                read -> {
                    read.setObject(1, after);
                    read.setInt(2, most);
                },
                CustomerStore::read);
    }

    private static Customer read(ResultSet row) throws SQLException {
        return new Customer(
                new CustomerId(row.getObject("customer_id", UUID.class)),
                FactLines.parse(row.getString("facts")),
                Columns.time(row, "opened_at"),
                Columns.time(row, "facts_changed_at"),
                row.getLong("version"));
    }

    @Override
    public void insert(Connection connection, List<Customer> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Customer> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Customer> rows) {
        RowArrays arrays = new RowArrays("uuid", "text", "text", "timestamptz", "timestamptz", "int8");
        for (Customer row : rows) {
            String residency = row.facts().residency();
            arrays.add(
                    row.id().value(),
                    residency == null ? NOT_KNOWN : residency,
                    FactLines.format(row.facts()),
                    row.openedAt(),
                    row.factsChangedAt(),
                    row.version());
        }
        return arrays;
    }
}

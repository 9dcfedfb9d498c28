package io.stakebook.persistence.generaljournal;

import io.stakebook.core.generaljournal.Known;
import io.stakebook.core.generaljournal.KnownFacts;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.recent.RecentlyUsed;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Looks customers and entries up; remembers the customers used last, for they stay (trigger {@code customer_kept}). */
public final class JdbcKnownFacts implements KnownFacts {

    private static final int REMEMBERED = 262_144;

    private static final String CUSTOMERS = "select customer_id from customer where customer_id = any (?)";
    private static final String ENTRIES = "select entry_id from journal_entry where entry_id = any (?)";

    private final BookReader reader;

    /** In the order of use, which only {@code get} and {@code put} move. */
    private final Map<CustomerId, Boolean> remembered;

    public JdbcKnownFacts(BookReader reader) {
        this(reader, REMEMBERED);
    }

    JdbcKnownFacts(BookReader reader, int most) {
        this.reader = reader;
        this.remembered = Collections.synchronizedMap(new RecentlyUsed<>(most));
    }

    @Override
    public Known look(Set<CustomerId> customers, Set<EntryId> clientMade) {
        Set<CustomerId> unsure = new HashSet<>(customers);
        unsure.removeIf(customer -> remembered.get(customer) != null);
        Set<CustomerId> found = read(CUSTOMERS, unsure, CustomerId::value, CustomerId::new);
        found.forEach(customer -> remembered.put(customer, true));
        Set<CustomerId> existing = new HashSet<>(customers);
        existing.removeAll(unsure);
        existing.addAll(found);
        return new Known(existing, read(ENTRIES, clientMade, EntryId::value, EntryId::new));
    }

    private <T> Set<T> read(String sql, Set<T> asked, Function<T, UUID> value, Function<UUID, T> named) {
        if (asked.isEmpty()) {
            return Set.of();
        }
        return reader.read(sql, (connection, select) -> {
            select.setArray(1, Columns.uuids(connection, asked, value));
            return new HashSet<>(Rows.all(select, row -> named.apply(row.getObject(1, UUID.class))));
        });
    }
}

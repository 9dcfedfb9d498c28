package io.stakebook.persistence.entry;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Journal entries by id, with the time they were recorded. */
public final class StoredEntries {

    private static final String ENTRIES = """
            select entry_id, kind, phase, reservation_id, expires_at, effective_at, business_date, carried_from,
                   customer_id, product_id, position_id, run_id, yield_source, decision_id, reverses, memo, posted_by,
                   recorded_at
              from journal_entry
             where entry_id = any (?)
            """;

    /**
     * Entry by entry, so that no plan reads all postings: a table that grew to millions before PostgreSQL looked at it for the
     * first time is believed to hold 200 entries, and five thousand of them to be all of it (25 s in {@code bench soak}).
     */
    private static final String POSTINGS = """
            select wanted.entry_id, line.name, line.debit, line.units
              from unnest(?) as wanted (entry_id)
             cross join lateral (select p.leg, a.name, p.debit, p.units
                                   from posting p join account a using (account_id)
                                  where p.entry_id = wanted.entry_id
                                 offset 0) as line
             order by wanted.entry_id, line.leg
            """;

    private StoredEntries() {}

    /** The entries that are there, by id; an id that is in no row is not in the map. */
    public static Map<UUID, StampedEntry> read(Connection connection, Collection<UUID> ids) throws SQLException {
        Set<UUID> once = Set.copyOf(ids);
        Rows.Binder these = select -> select.setArray(1, Columns.uuids(connection, once));
        Map<UUID, List<Posting>> postings = new HashMap<>();
        Rows.read(
                connection,
                POSTINGS,
                these,
                row -> postings.computeIfAbsent(row.getObject("entry_id", UUID.class), id -> new ArrayList<>())
                        .add(posting(row)));
        Map<UUID, StampedEntry> entries = new HashMap<>();
        Rows.read(connection, ENTRIES, these, row -> {
            UUID id = row.getObject("entry_id", UUID.class);
            return entries.put(id, entry(row, id, postings.getOrDefault(id, List.of())));
        });
        return entries;
    }

    private static Posting posting(ResultSet row) throws SQLException {
        AccountName account = AccountName.parse(row.getString("name"));
        return new Posting(
                account,
                row.getBoolean("debit") ? Side.DEBIT : Side.CREDIT,
                new Amount(account.asset(), Columns.units(row, "units")));
    }

    private static StampedEntry entry(ResultSet row, UUID id, List<Posting> postings) throws SQLException {
        @Nullable String product = row.getString("product_id");
        EntryContext about = new EntryContext(
                id(row, "customer_id", CustomerId::new),
                product == null ? null : new ProductId(product),
                id(row, "position_id", PositionId::new),
                id(row, "run_id", RunId::new),
                row.getString("yield_source"),
                id(row, "decision_id", DecisionId::new),
                id(row, "reverses", EntryId::new),
                row.getString("memo"),
                row.getString("posted_by"));
        return new StampedEntry(
                new JournalEntry(
                        new EntryId(id),
                        EntryKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        phase(row),
                        Columns.time(row, "effective_at"),
                        row.getObject("business_date", LocalDate.class),
                        row.getObject("carried_from", LocalDate.class),
                        about,
                        postings),
                Columns.time(row, "recorded_at"));
    }

    private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> named) throws SQLException {
        @Nullable UUID value = Columns.uuidOrNull(row, column);
        return value == null ? null : named.apply(value);
    }

    private static Phase phase(ResultSet row) throws SQLException {
        String code = row.getString("phase");
        return switch (code) {
            case "P" -> new Phase.Posted();
            case "R" -> new Phase.Reserved(Columns.timeOrNull(row, "expires_at"));
            case "S" -> new Phase.Settled(Objects.requireNonNull(id(row, "reservation_id", EntryId::new)));
            case "V" -> new Phase.Released(Objects.requireNonNull(id(row, "reservation_id", EntryId::new)));
            default -> throw new IllegalStateException("an entry is in the unknown phase " + code);
        };
    }
}

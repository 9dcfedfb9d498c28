package io.stakebook.persistence.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.generaljournal.ReversibleEntry;
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
import io.stakebook.persistence.posting.RecordStore;
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
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads entries with who reversed them. Takes no lock of its own: a reversal posts to the accounts of its original, whose
 * balances the batch locked before it came here, so of two reversals the second sees the first. Should that ever fail,
 * the unique index on {@code reverses} refuses the second, and the engine looks again.
 */
public final class ReversibleEntryStore implements RecordStore<ReversibleEntry> {

    private static final String ENTRIES = """
            select e.entry_id, e.kind, e.phase, e.reservation_id, e.expires_at, e.effective_at, e.business_date,
                   e.carried_from, e.customer_id, e.product_id, e.position_id, e.run_id, e.yield_source, e.decision_id,
                   e.reverses, e.memo, r.entry_id as reversed_by
              from journal_entry e left join journal_entry r on r.reverses = e.entry_id
             where e.entry_id = any (?)
            """;

    private static final String POSTINGS = """
            select p.entry_id, a.name, p.debit, p.units
              from posting p join account a using (account_id)
             where p.entry_id = any (?)
             order by p.entry_id, p.leg
            """;

    @Override
    public Class<ReversibleEntry> type() {
        return ReversibleEntry.class;
    }

    @Override
    public List<ReversibleEntry> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        List<String> ids = sortedIds.stream()
                .map(id -> EntryId.parse(id).value().toString())
                .toList();
        Rows.Binder these = select -> select.setArray(1, Columns.array(connection, "uuid", ids));
        Map<UUID, List<Posting>> postings = new HashMap<>();
        Rows.read(
                connection,
                POSTINGS,
                these,
                row -> postings.computeIfAbsent(row.getObject("entry_id", UUID.class), id -> new ArrayList<>())
                        .add(posting(row)));
        return Rows.read(
                connection,
                ENTRIES,
                these,
                row -> entry(row, postings.getOrDefault(row.getObject("entry_id", UUID.class), List.of())));
    }

    private static Posting posting(ResultSet row) throws SQLException {
        AccountName account = AccountName.parse(row.getString("name"));
        return new Posting(
                account,
                row.getBoolean("debit") ? Side.DEBIT : Side.CREDIT,
                new Amount(account.asset(), Columns.units(row, "units")));
    }

    private static ReversibleEntry entry(ResultSet row, List<Posting> postings) throws SQLException {
        @Nullable String product = row.getString("product_id");
        EntryContext about = new EntryContext(
                id(row, "customer_id", CustomerId::new),
                product == null ? null : new ProductId(product),
                id(row, "position_id", PositionId::new),
                id(row, "run_id", RunId::new),
                row.getString("yield_source"),
                id(row, "decision_id", DecisionId::new),
                id(row, "reverses", EntryId::new),
                row.getString("memo"));
        JournalEntry entry = new JournalEntry(
                new EntryId(row.getObject("entry_id", UUID.class)),
                EntryKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                phase(row),
                Columns.time(row, "effective_at"),
                row.getObject("business_date", LocalDate.class),
                row.getObject("carried_from", LocalDate.class),
                about,
                postings);
        return new ReversibleEntry(entry, id(row, "reversed_by", EntryId::new));
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

    /** Never: entries enter the book as entries. */
    @Override
    public void insert(Connection connection, List<ReversibleEntry> rows) {
        throw new IllegalStateException("entries are not inserted here: " + rows.size());
    }

    /** That an entry was reversed is said by the reversal, which is written as an entry; there is nothing else to write. */
    @Override
    public void update(Connection connection, List<ReversibleEntry> rows) {
        for (ReversibleEntry row : rows) {
            if (row.reversedByOrNull() == null) {
                throw new IllegalStateException("a reversal cannot be taken back: " + row.recordId());
            }
        }
    }
}

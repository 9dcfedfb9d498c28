package io.stakebook.persistence.posting.row;

import io.stakebook.persistence.sql.ArrayRows;
import io.stakebook.persistence.sql.CopyRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The tables that get a row with nearly every command: columns, types, and the two ways to fill them. */
final class HotTable {

    static final HotTable ENTRY = new HotTable(
            "journal_entry",
            "entry_id uuid",
            "kind text",
            "phase \"char\"",
            "effective_at timestamptz",
            "business_date date",
            "carried_from date",
            "recorded_at timestamptz",
            "expires_at timestamptz",
            "reservation_id uuid",
            "customer_id uuid",
            "product_id text",
            "position_id uuid",
            "run_id uuid",
            "yield_source text",
            "decision_id uuid",
            "reverses uuid",
            "memo text",
            "posted_by text");

    static final HotTable POSTING = new HotTable(
            "posting",
            "account_id int8",
            "account_seq int8",
            "entry_id uuid",
            "leg int2",
            "asset_id int2",
            "phase \"char\"",
            "debit bool",
            "units numeric",
            "debits_after numeric",
            "credits_after numeric",
            "pending_debits_after numeric",
            "pending_credits_after numeric",
            "effective_at timestamptz",
            "backdated bool",
            "debit_floor numeric",
            "credit_floor numeric");

    static final HotTable EVENT =
            new HotTable("pending_event", "entries text", "owner text", "type text", "body bytea");

    static final HotTable OUTCOME = new HotTable(
            "idempotency",
            "scope text",
            "key text",
            "fingerprint text",
            "kind text",
            "status int2",
            "content_type text",
            "location text",
            "body text",
            "recorded_at timestamptz",
            "entries text",
            "decision_id uuid");

    private final List<String> types;
    private final String insert;
    private final String copy;

    private HotTable(String table, String... columns) {
        List<String> names = Arrays.stream(columns)
                .map(column -> column.substring(0, column.indexOf(' ')))
                .toList();
        types = Arrays.stream(columns)
                .map(column -> column.substring(column.indexOf(' ') + 1))
                .toList();
        String list = String.join(", ", names);
        String values = names.stream()
                .map(name -> name.equals("entries") ? "unnest(?)::uuid[]" : "unnest(?)")
                .collect(Collectors.joining(", "));
        // In the list of columns, not in "from": there the server would keep every array as a table of its own.
        insert = "insert into " + table + " (" + list + ") select " + values;
        copy = "copy " + table + " (" + list + ") from stdin (format binary)";
    }

    int columns() {
        return types.size();
    }

    /** For {@link ArrayRows}; rows are inserted in their order. */
    String insert() {
        return insert;
    }

    /** For {@link CopyRows}. */
    String copy() {
        return copy;
    }

    ArrayRows arrays(int rows) {
        return new ArrayRows(rows, types);
    }
}

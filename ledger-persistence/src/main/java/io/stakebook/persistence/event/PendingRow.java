package io.stakebook.persistence.event;

import io.stakebook.persistence.sql.RowSink;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A row of {@code pending_event}: the entries of a batch that follow one another, or one event in full. One row for many
 * entries makes waiting nearly free: no entry's event costs a row, an index entry or a deletion of its own.
 */
public sealed interface PendingRow {

    /** Entries a row names at most: a row of more would be too long for its page and be cut into pieces beside the table. */
    int MOST = 100;

    int COLUMNS = 4;

    /** Writes the columns {@code entries, owner, type, body}. */
    void write(RowSink to);

    /** Consecutive entries. */
    record Entries(List<UUID> ids) implements PendingRow {
        @Override
        public void write(RowSink to) {
            to.row(COLUMNS).uuids(ids).text(null).text(null).bytea(null);
        }
    }

    /** An event in full. */
    record Full(PendingEvent.Told event) implements PendingRow {
        @Override
        public void write(RowSink to) {
            to.row(COLUMNS)
                    .uuids(List.of())
                    .text(event.owner())
                    .text(event.type())
                    .bytea(event.body());
        }
    }

    /** The events of a batch, in their order. */
    static List<PendingRow> of(List<PendingEvent> events) {
        List<PendingRow> rows = new ArrayList<>();
        List<UUID> run = new ArrayList<>();
        for (PendingEvent event : events) {
            if (event instanceof PendingEvent.OfEntry of) {
                if (run.size() == MOST) {
                    run = end(run, rows);
                }
                run.add(of.entryId());
            } else if (event instanceof PendingEvent.Told told) {
                run = end(run, rows);
                rows.add(new Full(told));
            }
        }
        end(run, rows);
        return rows;
    }

    private static List<UUID> end(List<UUID> run, List<PendingRow> rows) {
        if (run.isEmpty()) {
            return run;
        }
        rows.add(new Entries(run));
        return new ArrayList<>();
    }
}

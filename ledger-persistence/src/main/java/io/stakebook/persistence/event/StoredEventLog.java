package io.stakebook.persistence.event;

import io.stakebook.core.event.EventLog;
import io.stakebook.core.event.LoggedEvent;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads the log the sequencer writes. */
public final class StoredEventLog implements EventLog {

    private static final int MOST = 10_000;

    private static final String READ = "select seq, owner, leaf from event_log where seq >= ? and seq < ? order by seq";

    private static final String SIZE = "select size from event_head";

    private static final String STATUS =
            "select (select size from event_head) as size, (select coalesce(sum(events), 0) from pending_event) as waiting";

    private final Snapshot snapshot;
    private final BooleanSupplier sequencing;

    /** @param sequencing whether this node's sequencer leads */
    public StoredEventLog(Snapshot snapshot, BooleanSupplier sequencing) {
        this.snapshot = snapshot;
        this.sequencing = sequencing;
    }

    @Override
    public List<LoggedEvent> read(long from, int most) {
        if (from < 0 || most < 1 || most > MOST) {
            throw new IllegalArgumentException(
                    "a read starts at 0 or above and takes 1 to " + MOST + " events, not " + most + " from " + from);
        }
        return snapshot.read(connection -> Rows.read(
                connection,
                READ,
                read -> {
                    read.setLong(1, from);
                    read.setLong(2, from + most);
                },
                row -> new LoggedEvent(row.getLong(1), row.getString(2), row.getBytes(3))));
    }

    @Override
    public long size() {
        return snapshot.read(connection ->
                Rows.read(connection, SIZE, read -> {}, row -> row.getLong(1)).get(0));
    }

    @Override
    public Status status() {
        return snapshot.read(connection -> Rows.read(
                        connection,
                        STATUS,
                        read -> {},
                        row -> new Status(row.getLong("size"), row.getLong("waiting"), sequencing.getAsBoolean()))
                .get(0));
    }
}

package io.stakebook.persistence.event.sequencer;

import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Looks how many events wait, at most ten times a second, for the {@link Pace} of this node's engine. */
final class Backlog {

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Rows that are counted one by one; what is behind them is taken to be like them. */
    private static final int COUNTED = 1_000;

    private static final String WAITING = """
            select (select size from event_head) as placed, first.events, first.rows, whole.span
              from (select coalesce(sum(events), 0) as events, count(*) as rows
                      from (select events from pending_event order by id limit %d) as next) as first,
                   (select coalesce(max(id) - min(id) + 1, 0) as span from pending_event) as whole
            """.formatted(COUNTED);

    private final Pace pace;
    private boolean looked;
    private long lookedAt;

    Backlog(Pace pace) {
        this.pace = pace;
    }

    /** Used by the sequencer's thread only. */
    void look(Connection connection) throws SQLException {
        long now = System.nanoTime();
        if (looked && now - lookedAt < LOOK.toNanos()) {
            return;
        }
        looked = true;
        lookedAt = now;
        Rows.read(connection, WAITING, read -> {}, row -> {
            long events = row.getLong("events");
            long rows = row.getLong("rows");
            long waiting = rows < COUNTED ? events : events * row.getLong("span") / rows;
            pace.look(row.getLong("placed"), waiting, now);
            return waiting;
        });
    }
}

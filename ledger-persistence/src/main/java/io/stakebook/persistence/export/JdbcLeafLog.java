package io.stakebook.persistence.export;

import io.stakebook.core.export.LeafLog;
import io.stakebook.core.export.LeafStream;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.persistence.sql.BookReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Reads the log the sequencer writes. */
public final class JdbcLeafLog implements LeafLog {

    private static final String HEAD = "select range from event_head";
    private static final String NEWEST_PENDING = "select coalesce(max(id), 0) from pending_event";
    private static final String STILL_PENDING = "select count(*) from pending_event where id <= ?";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final DataSource dataSource;
    private final BookReader reader;

    /** @param dataSource gives streams a session of their own; must not join a container transaction */
    public JdbcLeafLog(DataSource dataSource) {
        this.dataSource = dataSource;
        this.reader = new BookReader(dataSource);
    }

    @Override
    public CompactRange head() {
        return reader.read(HEAD, (connection, select) -> {
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the event log has no head");
                }
                return CompactRange.fromBytes(row.getBytes(1));
            }
        });
    }

    @Override
    public boolean awaitCommitted(Duration atMost) {
        long newest = newestPending();
        long begun = System.nanoTime();
        while (pendingUpTo(newest) > 0) {
            if (System.nanoTime() - begun > atMost.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private long newestPending() {
        return reader.read(NEWEST_PENDING, (connection, select) -> number(select));
    }

    private long pendingUpTo(long newest) {
        return reader.read(STILL_PENDING, (connection, select) -> {
            select.setLong(1, newest);
            return number(select);
        });
    }

    private static long number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public LeafStream leaves(long from, long to) {
        return JdbcLeafStream.open(dataSource, from, to);
    }
}

package io.stakebook.persistence.export;

import io.stakebook.core.export.LeafLog;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.persistence.sql.BookReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;

/** Reads the log the sequencer writes. */
public final class JdbcLeafLog implements LeafLog {

    private static final String HEAD = "select range from event_head";
    private static final String NEWEST_PENDING = "select coalesce(max(id), 0) from pending_event";
    private static final String STILL_PENDING = "select count(*) from pending_event where id <= ?";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final int PAGE = 1_000;

    private final BookReader reader;
    private final int page;

    public JdbcLeafLog(BookReader reader) {
        this(reader, PAGE);
    }

    JdbcLeafLog(BookReader reader, int page) {
        this.reader = reader;
        this.page = page;
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
    public Iterator<byte[]> leaves(long from, long to) {
        return new LeafPages(reader, from, to, page);
    }
}

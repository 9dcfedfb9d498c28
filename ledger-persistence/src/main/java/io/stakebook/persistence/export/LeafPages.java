package io.stakebook.persistence.export;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.persistence.sql.BookReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Leaves in pages by their sequence, each read by a statement of its own: what is in the log stays as it is, so no snapshot
 * need be held for as long as somebody reads. One thread only.
 */
final class LeafPages implements Iterator<byte[]> {

    private static final String SELECT = "select seq, leaf from event_log where seq >= ? and seq < ? order by seq";

    private final BookReader reader;
    private final long to;
    private final int size;
    private final Queue<byte[]> page = new ArrayDeque<>();
    private long read;

    /** @param size leaves in a page */
    LeafPages(BookReader reader, long from, long to, int size) {
        this.reader = reader;
        this.read = from;
        this.to = to;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        return !page.isEmpty() || read < to;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the leaves end at " + to);
        }
        if (page.isEmpty()) {
            fill();
        }
        return page.remove();
    }

    private void fill() {
        long end = Math.min(to, read + size);
        reader.read(SELECT, (connection, select) -> {
            select.setLong(1, read);
            select.setLong(2, end);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    add(row);
                }
            }
            return read;
        });
        if (read < end) {
            throw missing();
        }
    }

    private void add(ResultSet row) throws SQLException {
        if (row.getLong("seq") != read) {
            throw missing();
        }
        page.add(row.getBytes("leaf"));
        read++;
    }

    private Corrupt missing() {
        return new Corrupt(ErrorCode.INVARIANT_BROKEN, "the event log has no event " + read);
    }
}

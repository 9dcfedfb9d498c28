package io.stakebook.persistence.sql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way by PostgreSQL's binary {@code COPY} (manual, "COPY", binary format). Above some dozens of rows this is
 * the cheapest way in: the server parses no text and inserts many rows at once, the first of them while the last are still
 * being built. The copy takes part in the connection's transaction and is void unless it is {@link #end ended}.
 */
public final class CopyRows implements RowSink, AutoCloseable {

    /** Bytes after which rows are sent. */
    private static final int CHUNK = 64 * 1024;

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final CopyIn in;
    private final FieldBytes bytes;

    private CopyRows(CopyIn in, int expected) {
        this.in = in;
        this.bytes = new FieldBytes(HEADER.length + Math.min(expected, CHUNK + CHUNK / 4)).raw(HEADER);
    }

    /**
     * Begins a copy; nothing else can be done on the connection until it is ended or closed.
     *
     * @param expected bytes of all rows, about
     */
    public static CopyRows begin(Connection connection, String copy, int expected) throws SQLException {
        return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy), expected);
    }

    @Override
    public CopyRows row(int columns) {
        bytes.rawShort(columns);
        return this;
    }

    @Override
    public CopyRows int8(long value) {
        bytes.int8(value);
        return this;
    }

    @Override
    public CopyRows int2(int value) {
        bytes.int2(value);
        return this;
    }

    @Override
    public CopyRows bool(boolean value) {
        bytes.bool(value);
        return this;
    }

    @Override
    public CopyRows uuid(@Nullable UUID value) {
        bytes.uuid(value);
        return this;
    }

    @Override
    public CopyRows time(@Nullable Instant value) {
        bytes.time(value);
        return this;
    }

    @Override
    public CopyRows date(@Nullable LocalDate value) {
        bytes.date(value);
        return this;
    }

    @Override
    public CopyRows text(@Nullable String value) {
        bytes.text(value);
        return this;
    }

    @Override
    public CopyRows letter(char value) {
        bytes.letter(value);
        return this;
    }

    @Override
    public CopyRows bytea(byte @Nullable [] value) {
        bytes.bytea(value);
        return this;
    }

    @Override
    public CopyRows uuids(List<UUID> value) {
        bytes.uuids(value);
        return this;
    }

    @Override
    public CopyRows numeric(@Nullable BigInteger value) {
        bytes.numeric(value);
        return this;
    }

    /** Sends what was built, once that is worth a packet. */
    public void pass() throws SQLException {
        if (bytes.size() >= CHUNK) {
            send();
            in.flushCopy();
        }
    }

    private void send() throws SQLException {
        in.writeToCopy(bytes.buffer(), 0, bytes.size());
        bytes.clear();
    }

    /** Sends the rest and waits until the server has all rows. */
    public void end() throws SQLException {
        bytes.rawShort(-1);
        send();
        in.endCopy();
    }

    /** Gives the copy up unless it was ended. */
    @Override
    public void close() throws SQLException {
        if (in.isActive()) {
            in.cancelCopy();
        }
    }
}

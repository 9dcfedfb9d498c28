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
 * Rows in PostgreSQL's binary {@code COPY} format (manual, "COPY", binary format), built in one growing buffer. Above some
 * dozens of rows this is the cheapest way in: the server parses no text and inserts many rows at once.
 */
public final class CopyRows implements RowSink {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final FieldBytes bytes;

    /** @param expected bytes to make room for */
    public CopyRows(int expected) {
        bytes = new FieldBytes(HEADER.length + 2 + expected).raw(HEADER);
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

    /** Sends the rows; the copy takes part in the connection's transaction. */
    public void send(Connection connection, String copy) throws SQLException {
        bytes.rawShort(-1);
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            in.writeToCopy(bytes.buffer(), 0, bytes.size());
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    public int size() {
        return bytes.size();
    }
}

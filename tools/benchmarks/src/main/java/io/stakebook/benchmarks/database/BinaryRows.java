package io.stakebook.benchmarks.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Rows in the binary format of {@code COPY} (PostgreSQL manual, COPY, Binary Format), built from a row that the product
 * wrote: columns a benchmark does not know keep that row's bytes, so that a schema may grow without it.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    /** Stands for SQL's null; told apart by identity. */
    /** A field without a value. */
    public static final byte[] NULL = {};

    private static final int DIGIT = 10_000;

    private final String table;
    private final List<String> columns;
    private final byte[][] row;

    private BinaryRows(String table, List<String> columns, byte[][] row) {
        this.table = table;
        this.columns = columns;
        this.row = row;
    }

    /**
     * Takes a table's first row under a condition as the pattern.
     *
     * @param where the condition and an order; must leave at least one row
     */
    public static BinaryRows like(Connection connection, String table, String where) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select attname from pg_attribute where attrelid = '" + table
                        + "'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select " + String.join(", ", columns) + " from " + table + " where " + where
                                    + " limit 1) to stdout (format binary)",
                            copied);
            return new BinaryRows(table, columns, first(copied.toByteArray(), columns.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(table + " could not be read", e);
        }
    }

    static byte[][] first(byte[] stream, int columns) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(stream));
        in.skipNBytes(SIGNATURE.length + 4);
        in.skipNBytes(in.readInt());
        int fields = in.readShort();
        if (fields != columns) {
            throw new IllegalStateException("a pattern row of " + columns + " columns has " + fields + " fields");
        }
        byte[][] row = new byte[fields][];
        for (int i = 0; i < fields; i++) {
            int length = in.readInt();
            row[i] = length < 0 ? NULL : in.readNBytes(length);
        }
        return row;
    }

    /** {@code copy … from stdin} for a table of the same shape under another name. */
    public String into(String name) {
        return "copy " + name + " (" + String.join(", ", columns) + ") from stdin (format binary)";
    }

    /** @throws IllegalStateException when the product's table has no such column any more */
    public int column(String name) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw new IllegalStateException(
                    table + " has no column " + name + "; the benchmark must learn the new shape");
        }
        return at;
    }

    /** A row of its own to change and {@linkplain Stream#add write}. */
    public byte[][] pattern() {
        return row.clone();
    }

    /** A stream under construction. */
    public static final class Stream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        private final DataOutputStream out = new DataOutputStream(bytes);

        public Stream() {
            try {
                out.write(SIGNATURE);
                out.writeInt(0);
                out.writeInt(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void add(byte[][] fields) {
            try {
                out.writeShort(fields.length);
                for (byte[] field : fields) {
                    out.writeInt(isNull(field) ? -1 : field.length);
                    out.write(field);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @SuppressWarnings("ReferenceEquality") // An empty text is no null.
        private static boolean isNull(byte[] field) {
            return field == NULL;
        }

        /** Ends the stream and copies it. Once only. */
        public void sendTo(CopyManager copies, String into) throws SQLException {
            try {
                out.writeShort(-1);
                copies.copyIn(into, new ByteArrayInputStream(bytes.toByteArray()), 1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static byte[] int8(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    public static byte[] int2(int value) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) value).array();
    }

    public static byte[] bool(boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }

    public static byte[] uuid(UUID value) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    /** A whole number that is not negative, as {@code numeric} of scale 0. */
    public static byte[] numeric(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("only whole numbers from 0 are written, not " + value);
        }
        int digits = 0;
        for (long rest = value; rest > 0; rest /= DIGIT) {
            digits++;
        }
        ByteBuffer out = ByteBuffer.allocate(8 + 2 * digits);
        out.putShort((short) digits)
                .putShort((short) (digits - 1))
                .putShort((short) 0)
                .putShort((short) 0);
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            out.putShort(8 + 2 * i, (short) (rest % DIGIT));
            rest /= DIGIT;
        }
        return out.array();
    }
}

package io.stakebook.persistence.posting;

import io.stakebook.persistence.sql.RowSink;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as one array per column, for {@code unnest}: one round trip together with everything else a small batch writes. */
final class ArrayRows implements RowSink {

    private static final String BYTES = "bytea";

    private final String[] types;
    private final @Nullable Object[][] columns;
    private int row = -1;
    private int column;

    /** @param types PostgreSQL's names of the element types */
    ArrayRows(int rows, List<String> types) {
        this.types = types.toArray(String[]::new);
        this.columns = new Object[this.types.length][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = this.types[i].equals(BYTES) ? new byte[rows][] : new String[rows];
        }
    }

    @Override
    public ArrayRows row(int count) {
        if (count != columns.length) {
            throw new IllegalArgumentException("a row has " + columns.length + " columns, not " + count);
        }
        row++;
        column = 0;
        return this;
    }

    private ArrayRows put(@Nullable Object value) {
        columns[column++][row] = value;
        return this;
    }

    @Override
    public ArrayRows int8(long value) {
        return put(Long.toString(value));
    }

    @Override
    public ArrayRows int2(int value) {
        return put(Integer.toString(value));
    }

    @Override
    public ArrayRows bool(boolean value) {
        return put(value ? "t" : "f");
    }

    @Override
    public ArrayRows uuid(@Nullable UUID value) {
        return put(value == null ? null : value.toString());
    }

    @Override
    public ArrayRows time(@Nullable Instant value) {
        if (value == null) {
            return put(null);
        }
        return put(
                value.equals(Instant.MIN)
                        ? "-infinity"
                        : value.truncatedTo(ChronoUnit.MICROS).toString());
    }

    @Override
    public ArrayRows date(@Nullable LocalDate value) {
        return put(value == null ? null : value.toString());
    }

    @Override
    public ArrayRows text(@Nullable String value) {
        return put(value);
    }

    @Override
    public ArrayRows letter(char value) {
        return put(String.valueOf(value));
    }

    @Override
    public ArrayRows bytea(byte @Nullable [] value) {
        return put(value);
    }

    @Override
    public ArrayRows uuids(List<UUID> values) {
        StringBuilder list = new StringBuilder(2 + 37 * values.size()).append('{');
        for (UUID value : values) {
            list.append(list.length() == 1 ? "" : ",").append(value);
        }
        return put(list.append('}').toString());
    }

    @Override
    public ArrayRows numeric(@Nullable BigInteger value) {
        return put(value == null ? null : value.toString());
    }

    /** Binds one array per column from parameter {@code first} on; returns the next free parameter. */
    int bind(Connection connection, PreparedStatement to, int first) throws SQLException {
        int parameter = first;
        for (int i = 0; i < types.length; i++) {
            to.setArray(parameter++, connection.createArrayOf(types[i], columns[i]));
        }
        return parameter;
    }
}

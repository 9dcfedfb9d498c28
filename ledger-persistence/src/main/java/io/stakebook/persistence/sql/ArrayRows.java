package io.stakebook.persistence.sql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Rows as one binary array per column, for {@code unnest}: one round trip together with everything else a small batch
 * writes, and no text for the server to parse.
 */
public final class ArrayRows implements RowSink {

    /** Element types by PostgreSQL's name. */
    private static final Map<String, Type> TYPES = Map.of(
            "int8", new Type(Oid.INT8, Oid.INT8_ARRAY),
            "int2", new Type(Oid.INT2, Oid.INT2_ARRAY),
            "bool", new Type(Oid.BOOL, Oid.BOOL_ARRAY),
            "uuid", new Type(Oid.UUID, Oid.UUID_ARRAY),
            "timestamptz", new Type(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY),
            "date", new Type(Oid.DATE, Oid.DATE_ARRAY),
            "text", new Type(Oid.TEXT, Oid.TEXT_ARRAY),
            "\"char\"", new Type(Oid.CHAR, Oid.CHAR_ARRAY),
            "bytea", new Type(Oid.BYTEA, Oid.BYTEA_ARRAY),
            "numeric", new Type(Oid.NUMERIC, Oid.NUMERIC_ARRAY));

    /** An element type and the type of its arrays. */
    private record Type(int element, int array) {}

    /** Rough bytes of an element, so that buffers seldom grow. */
    private static final int ELEMENT_BYTES = 24;

    private static final int LENGTH_AT = 12;

    private final FieldBytes[] columns;
    private final Type[] types;
    private int rows;
    private int column;

    /** @param types PostgreSQL's names of the element types */
    public ArrayRows(int expected, List<String> types) {
        this.columns = new FieldBytes[types.size()];
        this.types = new Type[types.size()];
        for (int i = 0; i < columns.length; i++) {
            Type type = TYPES.get(types.get(i));
            if (type == null) {
                throw new IllegalArgumentException("no array of " + types.get(i) + " is written here");
            }
            this.types[i] = type;
            // Dimensions, "may hold nulls", element type, length, lower bound: the head of a binary array.
            columns[i] = new FieldBytes(20 + expected * ELEMENT_BYTES)
                    .rawInt(1)
                    .rawInt(1)
                    .rawInt(type.element())
                    .rawInt(0)
                    .rawInt(1);
        }
    }

    @Override
    public ArrayRows row(int count) {
        if (count != columns.length) {
            throw new IllegalArgumentException("a row has " + columns.length + " columns, not " + count);
        }
        rows++;
        column = 0;
        return this;
    }

    private FieldBytes next() {
        return columns[column++];
    }

    @Override
    public ArrayRows int8(long value) {
        next().int8(value);
        return this;
    }

    @Override
    public ArrayRows int2(int value) {
        next().int2(value);
        return this;
    }

    @Override
    public ArrayRows bool(boolean value) {
        next().bool(value);
        return this;
    }

    @Override
    public ArrayRows uuid(@Nullable UUID value) {
        next().uuid(value);
        return this;
    }

    @Override
    public ArrayRows time(@Nullable Instant value) {
        next().time(value);
        return this;
    }

    @Override
    public ArrayRows date(@Nullable LocalDate value) {
        next().date(value);
        return this;
    }

    @Override
    public ArrayRows text(@Nullable String value) {
        next().text(value);
        return this;
    }

    @Override
    public ArrayRows letter(char value) {
        next().letter(value);
        return this;
    }

    @Override
    public ArrayRows bytea(byte @Nullable [] value) {
        next().bytea(value);
        return this;
    }

    @Override
    public ArrayRows numeric(@Nullable BigInteger value) {
        next().numeric(value);
        return this;
    }

    /** As text, to be cast: PostgreSQL has no arrays of arrays of different lengths. */
    @Override
    public ArrayRows uuids(List<UUID> value) {
        StringBuilder list = new StringBuilder(2 + 37 * value.size()).append('{');
        for (UUID one : value) {
            list.append(list.length() == 1 ? "" : ",").append(one);
        }
        return text(list.append('}').toString());
    }

    /** Binds one array per column from parameter {@code first} on; returns the next free parameter. */
    public int bind(Connection connection, PreparedStatement to, int first) throws SQLException {
        BaseConnection driver = connection.unwrap(BaseConnection.class);
        int parameter = first;
        for (int i = 0; i < columns.length; i++) {
            columns[i].patchInt(LENGTH_AT, rows);
            byte[] array = Arrays.copyOf(columns[i].buffer(), columns[i].size());
            to.setArray(parameter++, new PgArray(driver, types[i].array(), array));
        }
        return parameter;
    }
}

package io.stakebook.persistence.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array per column, for {@code insert … select … from unnest(?, ?, …)}. */
public final class RowArrays {

    private static final String BYTES = "bytea";

    private final String[] types;
    private final List<List<@Nullable Object>> columns;
    private int size;

    /** @param types PostgreSQL's names of the column types, in order */
    public RowArrays(String... types) {
        this.types = types.clone();
        this.columns = new ArrayList<>(types.length);
        for (int i = 0; i < types.length; i++) {
            columns.add(new ArrayList<>());
        }
    }

    /**
     * Adds a row. A {@code bytea} column takes {@code byte[]}; every other value is sent as its {@code toString()}, which
     * for instants, dates, UUIDs and numbers is what PostgreSQL reads.
     */
    public void add(@Nullable Object... values) {
        if (values.length != types.length) {
            throw new IllegalArgumentException("a row has " + types.length + " columns, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            columns.get(i).add(text(value));
        }
        size++;
    }

    private static @Nullable Object text(@Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return value;
        }
        // PostgreSQL would round what is finer than a microsecond; the book truncates everywhere.
        return value instanceof Instant time
                ? time.truncatedTo(ChronoUnit.MICROS).toString()
                : value.toString();
    }

    public int size() {
        return size;
    }

    /** Binds one array per column from parameter {@code first} on; returns the next free parameter. */
    public int bind(Connection connection, PreparedStatement to, int first) throws SQLException {
        int parameter = first;
        for (int i = 0; i < types.length; i++) {
            Object[] elements = types[i].equals(BYTES)
                    ? columns.get(i).toArray(new byte[0][])
                    : columns.get(i).toArray(new String[0]);
            to.setArray(parameter++, connection.createArrayOf(types[i], elements));
        }
        return parameter;
    }
}

package io.stakebook.persistence.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes single columns and the arrays of set-based statements. */
public final class Columns {

    private Columns() {}

    /** The instant as PostgreSQL takes it: UTC, truncated to microseconds. */
    public static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A {@code numeric(n,0)} column. */
    public static BigInteger units(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).toBigIntegerExact();
    }

    public static @Nullable BigInteger unitsOrNull(ResultSet row, String column) throws SQLException {
        BigDecimal units = row.getBigDecimal(column);
        return units == null ? null : units.toBigIntegerExact();
    }

    public static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Array texts(Connection connection, Collection<? extends @Nullable String> values)
            throws SQLException {
        return connection.createArrayOf("text", values.toArray(new String[0]));
    }

    public static Array uuids(Connection connection, Collection<UUID> values) throws SQLException {
        return connection.createArrayOf("uuid", values.toArray());
    }

    /** The UUIDs that these stand for. */
    public static <T> Array uuids(Connection connection, Collection<T> values, Function<? super T, UUID> uuid)
            throws SQLException {
        return uuids(connection, values.stream().map(uuid).toList());
    }

    public static Array longs(Connection connection, long[] values) throws SQLException {
        return connection.createArrayOf("int8", box(values));
    }

    /** The list stored in an array column, with {@code missing} in the place of each null. */
    public static List<String> textList(ResultSet row, String column, String missing) throws SQLException {
        @Nullable String[] stored = (@Nullable String[]) row.getArray(column).getArray();
        return Arrays.stream(stored).map(text -> text == null ? missing : text).toList();
    }

    private static Object[] box(long[] values) {
        Object[] boxed = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}

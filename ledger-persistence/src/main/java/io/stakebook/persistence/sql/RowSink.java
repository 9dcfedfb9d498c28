package io.stakebook.persistence.sql;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes rows column by column, so that a table's row is described once and written in two ways. */
public interface RowSink {

    /** Begins a row of so many columns. */
    RowSink row(int columns);

    RowSink int8(long value);

    RowSink int2(int value);

    RowSink bool(boolean value);

    RowSink uuid(@Nullable UUID value);

    /** Cut off, not rounded, to the microsecond; {@code Instant.MIN} is {@code -infinity}. */
    RowSink time(@Nullable Instant value);

    RowSink date(@Nullable LocalDate value);

    RowSink text(@Nullable String value);

    /** One ASCII character, for {@code "char"} and {@code char(1)}. */
    RowSink letter(char value);

    RowSink bytea(byte @Nullable [] value);

    /** A {@code uuid[]} of one dimension. */
    RowSink uuids(List<UUID> values);

    /** A {@code numeric} of scale 0. */
    RowSink numeric(@Nullable BigInteger value);
}

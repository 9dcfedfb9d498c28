package io.stakebook.persistence.sql;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in PostgreSQL's binary form, each after its length in four bytes (-1 for null), one after the other in a growing
 * buffer. The fields of a binary {@code COPY} and the elements of a binary array are written so, alike.
 */
final class FieldBytes {

    /** PostgreSQL counts time from 2000-01-01T00:00Z. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final long EPOCH_DAY = 10_957;
    private static final long MICROS = 1_000_000L;
    private static final int BASE = 10_000;
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 0x4000;
    private static final BigInteger FOUR_DIGITS_FOUR_TIMES = BigInteger.TEN.pow(16);
    private static final int MOST_GROUPS = 40;

    private final short[] groups = new short[MOST_GROUPS];
    private byte[] bytes;
    private int size;

    /** @param expected bytes to make room for */
    FieldBytes(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    FieldBytes nothing() {
        reserve(4);
        putInt(-1);
        return this;
    }

    FieldBytes int8(long value) {
        reserve(12);
        putInt(8);
        putLong(value);
        return this;
    }

    FieldBytes int2(int value) {
        reserve(6);
        putInt(2);
        putShort(value);
        return this;
    }

    FieldBytes bool(boolean value) {
        reserve(5);
        putInt(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    FieldBytes uuid(@Nullable UUID value) {
        if (value == null) {
            return nothing();
        }
        reserve(20);
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    FieldBytes time(@Nullable Instant value) {
        if (value == null) {
            return nothing();
        }
        if (value.equals(Instant.MIN)) {
            return int8(Long.MIN_VALUE);
        }
        return int8((value.getEpochSecond() - EPOCH_SECONDS) * MICROS + value.getNano() / 1_000);
    }

    FieldBytes date(@Nullable LocalDate value) {
        if (value == null) {
            return nothing();
        }
        reserve(8);
        putInt(4);
        putInt(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
        return this;
    }

    FieldBytes text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        int length = value.length();
        reserve(4 + length);
        int start = size;
        size += 4;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = start;
                return bytea(value.getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) c;
        }
        setInt(start, length);
        return this;
    }

    FieldBytes bytea(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        reserve(4 + value.length);
        putInt(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    FieldBytes letter(char value) {
        reserve(5);
        putInt(1);
        bytes[size++] = (byte) value;
        return this;
    }

    FieldBytes uuids(List<UUID> values) {
        final int uuidType = 2950;
        reserve(4 + 20 + values.size() * 20);
        if (values.isEmpty()) {
            putInt(12);
            putInt(0);
            putInt(0);
            putInt(uuidType);
            return this;
        }
        putInt(20 + values.size() * 20);
        putInt(1);
        putInt(0);
        putInt(uuidType);
        putInt(values.size());
        putInt(1);
        values.forEach(this::uuid);
        return this;
    }

    FieldBytes numeric(@Nullable BigInteger value) {
        if (value == null) {
            return nothing();
        }
        if (value.bitLength() < 63) {
            return numeric(value.longValue());
        }
        int count = split(value.abs());
        int trailing = 0;
        while (trailing < count && groups[trailing] == 0) {
            trailing++;
        }
        int digits = count - trailing;
        reserve(4 + 8 + 2 * digits);
        putInt(8 + 2 * digits);
        putShort(digits);
        putShort(digits == 0 ? 0 : count - 1);
        putShort(value.signum() < 0 ? NEGATIVE : POSITIVE);
        putShort(0);
        for (int i = count - 1; i >= trailing; i--) {
            putShort(groups[i]);
        }
        return this;
    }

    /** For what fits a {@code long}, which is nearly every amount: straight into the buffer. */
    private FieldBytes numeric(long value) {
        long rest = Math.abs(value);
        int trailing = 0;
        while (rest != 0 && rest % BASE == 0) {
            rest /= BASE;
            trailing++;
        }
        int digits = 0;
        for (long left = rest; left != 0; left /= BASE) {
            digits++;
        }
        reserve(4 + 8 + 2 * digits);
        putInt(8 + 2 * digits);
        putShort(digits);
        putShort(digits == 0 ? 0 : digits + trailing - 1);
        putShort(value < 0 ? NEGATIVE : POSITIVE);
        putShort(0);
        size += 2 * digits;
        for (int at = size - 2; rest != 0; at -= 2, rest /= BASE) {
            int group = (int) (rest % BASE);
            bytes[at] = (byte) (group >>> 8);
            bytes[at + 1] = (byte) group;
        }
        return this;
    }

    /** Groups of four decimal digits, lowest first; returns how many there are now. */
    private int split(long value, int from, boolean all) {
        int at = from;
        long rest = value;
        while (rest != 0 || (all && at < from + 4)) {
            groups[at++] = (short) (rest % BASE);
            rest /= BASE;
        }
        return at;
    }

    private int split(BigInteger value) {
        int at = 0;
        BigInteger rest = value;
        while (rest.bitLength() >= 63) {
            BigInteger[] parts = rest.divideAndRemainder(FOUR_DIGITS_FOUR_TIMES);
            at = split(parts[1].longValue(), at, true);
            rest = parts[0];
        }
        return split(rest.longValue(), at, false);
    }

    int size() {
        return size;
    }

    /** The buffer itself; only its first {@link #size()} bytes count. */
    byte[] buffer() {
        return bytes;
    }

    /** Forgets the content, keeps the room. */
    void clear() {
        size = 0;
    }

    /** Adds bytes as they are. */
    FieldBytes raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** Adds a bare 16-bit integer. */
    FieldBytes rawShort(int value) {
        reserve(2);
        putShort(value);
        return this;
    }

    /** Adds a bare 32-bit integer. */
    FieldBytes rawInt(int value) {
        reserve(4);
        putInt(value);
        return this;
    }

    /** Overwrites four bytes. */
    void patchInt(int at, int value) {
        setInt(at, value);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private void putShort(int value) {
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void putInt(int value) {
        setInt(size, value);
        size += 4;
    }

    private void setInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }
}

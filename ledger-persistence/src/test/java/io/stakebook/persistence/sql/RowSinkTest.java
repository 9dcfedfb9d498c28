package io.stakebook.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The two ways in must leave the same rows, whatever the values are. */
class RowSinkTest {

    private static final List<String> TYPES = List.of(
            "int8", "int2", "bool", "uuid", "timestamptz", "date", "text", "\"char\"", "bytea", "text", "numeric");

    private static final String TABLE = "(n int8, s int2, b bool, u uuid, t timestamptz, d date, x text, c \"char\","
            + " y bytea, us uuid[], m numeric)";

    private record Row(
            long number,
            int small,
            boolean flag,
            @Nullable UUID id,
            @Nullable Instant time,
            @Nullable LocalDate date,
            @Nullable String text,
            char letter,
            @Nullable List<Byte> bytes,
            List<UUID> ids,
            @Nullable BigInteger units) {

        void write(RowSink to) {
            to.row(TYPES.size())
                    .int8(number)
                    .int2(small)
                    .bool(flag)
                    .uuid(id)
                    .time(time)
                    .date(date)
                    .text(text)
                    .letter(letter)
                    .bytea(raw())
                    .uuids(ids)
                    .numeric(units);
        }

        private byte @Nullable [] raw() {
            if (bytes == null) {
                return null;
            }
            byte[] raw = new byte[bytes.size()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = bytes.get(i);
            }
            return raw;
        }
    }

    @Test
    void copyAndArrays_leaveTheSameRows_andWhatTheyWereGiven() throws SQLException {
        TestDatabase database = TestDatabase.create();
        List<Row> rows = rows();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute("create table copied " + TABLE + "; create table unnested " + TABLE);

            try (CopyRows copy = CopyRows.begin(connection, "copy copied from stdin (format binary)", 10)) {
                for (Row row : rows) {
                    row.write(copy);
                    copy.pass();
                }
                copy.end();
            }

            ArrayRows arrays = new ArrayRows(1, TYPES);
            rows.forEach(row -> row.write(arrays));
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into unnested select n, s, b, u, t, d, x, c,"
                            + " y, us::uuid[], m from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " as r (n, s, b, u, t, d, x, c, y, us, m)")) {
                assertThat(arrays.bind(connection, insert, 1)).isEqualTo(12);
                assertThat(insert.executeUpdate()).isEqualTo(rows.size());
            }
        }

        assertThat(database.column("select copied::text from copied order by n"))
                .hasSize(rows.size())
                .isEqualTo(database.column("select unnested::text from unnested order by n"));
        assertThat(database.column("select coalesce(m::text, 'null') from copied order by n"))
                .containsExactlyElementsOf(
                        rows.stream().map(row -> String.valueOf(row.units())).toList());
        assertThat(database.column("select coalesce(x, 'null') from copied order by n"))
                .containsExactlyElementsOf(
                        rows.stream().map(row -> String.valueOf(row.text())).toList());
        assertThat(database.column("select coalesce(u::text, 'null') || cardinality(us) from copied order by n"))
                .containsExactlyElementsOf(rows.stream()
                        .map(row -> row.id() + "" + row.ids().size())
                        .toList());
        assertThat(database.number("select count(*) from copied where t = '-infinity'"))
                .isEqualTo(rows.stream()
                        .filter(row -> Instant.MIN.equals(row.time()))
                        .count());
    }

    @Test
    void copy_thatIsNotEnded_leavesNothing_andThatIsSentInManyParts_leavesAll() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute("create table part (t text)");
            String copy = "copy part from stdin (format binary)";
            try (CopyRows givenUp = CopyRows.begin(connection, copy, 10)) {
                write(givenUp, 1_000);
            }
            assertThat(database.number("select count(*) from part")).isZero();

            try (CopyRows whole = CopyRows.begin(connection, copy, 10)) {
                write(whole, 1_000);
                whole.end();
            }
        }

        assertThat(database.number("select count(*) from part where length(t) = 1000"))
                .isEqualTo(1_000);
    }

    private static void write(CopyRows to, int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            to.row(1).text("x".repeat(1_000));
            to.pass();
        }
    }

    @Test
    void time_isCutOffToTheMicrosecond_onBothWays() throws SQLException {
        TestDatabase database = TestDatabase.create();
        Instant fine = Instant.parse("1999-12-31T23:59:59.123456789Z");
        try (Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute("create table moment (t timestamptz)");
            try (CopyRows copy = CopyRows.begin(connection, "copy moment from stdin (format binary)", 10)) {
                copy.row(1).time(fine);
                copy.end();
            }
            ArrayRows arrays = new ArrayRows(1, List.of("timestamptz"));
            arrays.row(1).time(fine);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into moment select * from unnest(?) as r (t)")) {
                arrays.bind(connection, insert, 1);
                insert.executeUpdate();
            }
        }

        assertThat(database.number("select count(*) from moment where t = '1999-12-31T23:59:59.123456Z'"))
                .isEqualTo(2);
    }

    private static List<Row> rows() {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            boolean empty = i % 7 == 3;
            List<UUID> ids = new ArrayList<>();
            for (int k = 0; k < i % 4; k++) {
                ids.add(new UUID(random.nextLong(), random.nextLong()));
            }
            rows.add(new Row(
                    (long) i << 40,
                    random.nextInt(1 << 15) - (1 << 14),
                    random.nextBoolean(),
                    empty ? null : new UUID(random.nextLong(), random.nextLong()),
                    empty ? null : i % 11 == 5 ? Instant.MIN : Instant.ofEpochSecond(random.nextInt(), 123_456_000),
                    empty ? null : LocalDate.ofEpochDay(random.nextInt(40_000)),
                    empty ? null : i % 5 == 0 ? "naïve \\ \"{}\" 文" : "x".repeat(i),
                    (char) ('A' + i % 26),
                    empty ? null : List.of((byte) i, (byte) 0, (byte) -1),
                    ids,
                    empty ? null : units(i, random)));
        }
        return rows;
    }

    /** Ends of groups of digits, of {@code long} and of the column first, then whatever comes. */
    private static BigInteger units(int i, Random random) {
        BigInteger units;
        if (i < 39) {
            units = BigInteger.TEN.pow(i);
        } else if (i < 78) {
            units = BigInteger.TEN.pow(i - 39).subtract(BigInteger.ONE);
        } else if (i < 150) {
            units = BigInteger.ONE.shiftLeft(60 + (i - 78) / 12).add(BigInteger.valueOf(i % 3 - 1));
        } else {
            units = new BigInteger(random.nextInt(126), random);
        }
        return i % 2 == 0 ? units.negate() : units;
    }
}

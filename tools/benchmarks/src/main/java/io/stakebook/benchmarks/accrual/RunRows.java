package io.stakebook.benchmarks.accrual;

import io.stakebook.benchmarks.design.Proof;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The rows that a run left in a book, and two ways to write the same again into tables with the same columns, constraints and
 * indexes but without triggers: the server's own limit and the least a loop over positions can do. Neither decides anything,
 * keeps a key, a balance or an event.
 */
final class RunRows {

    private static final String PREFIX = "bare_";
    private static final List<String> TABLES = List.of("journal_entry", "posting", "accrual_line");

    /** Entries a transaction, as {@code bench posting} copies them. */
    private static final int CHUNK = 1_024;

    private static final int CONNECTIONS = 2;

    private final DataSource book;
    private final String run;
    private final Map<String, String> columns = new LinkedHashMap<>();

    /** @param run the run's identifier */
    RunRows(DataSource book, String run) throws SQLException {
        this.book = book;
        this.run = run;
        try (Connection connection = book.getConnection()) {
            for (String table : TABLES) {
                columns.put(table, String.join(", ", columns(connection, table)));
            }
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, """
                select attname from pg_attribute
                 where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                 order by attnum
                """, table);
    }

    private static List<String> texts(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** Makes the tables, empty; whatever was in them is gone. */
    private void clear() throws SQLException {
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table if exists " + PREFIX + table);
                statement.execute("create table " + PREFIX + table + " (like " + table + " including all)");
            }
            statement.execute("drop table if exists bare_position");
            statement.execute("create table bare_position (like position including all)");
            statement.execute("insert into bare_position select * from position");
            statement.execute("vacuum analyze bare_position");
            statement.execute("checkpoint");
        }
    }

    private void proveAll() throws SQLException {
        for (String table : TABLES) {
            long rows = Proof.number(book, "select count(*) from " + table + where(table));
            Proof.expect(book, "rows copied into " + table, rows, "select count(*) from " + PREFIX + table);
        }
    }

    private String where(String table) {
        String entries = "select entry_id from journal_entry where run_id = '" + run + "'";
        return table.equals("posting") ? " where entry_id in (" + entries + ")" : " where run_id = '" + run + "'";
    }

    /** Copies all rows from memory over two connections. */
    double copySeconds() throws SQLException, InterruptedException {
        clear();
        Queue<Map<String, byte[]>> chunks = new ConcurrentLinkedQueue<>(chunks());
        AtomicReference<Exception> broken = new AtomicReference<>();
        List<Thread> copying = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(book.getConnection());
        }
        long begun = System.nanoTime();
        for (Connection connection : connections) {
            Thread thread = new Thread(() -> copy(connection, chunks, broken), "bench-copy");
            copying.add(thread);
            thread.start();
        }
        for (Thread thread : copying) {
            thread.join();
        }
        long ended = System.nanoTime();
        Exception cause = broken.get();
        if (cause != null) {
            throw new IllegalStateException("COPY broke: " + cause.getMessage(), cause);
        }
        proveAll();
        return (ended - begun) / 1e9;
    }

    private void copy(Connection open, Queue<Map<String, byte[]>> chunks, AtomicReference<Exception> broken) {
        try (Connection connection = open) {
            connection.setAutoCommit(false);
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (Map<String, byte[]> chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
                for (String table : TABLES) {
                    copies.copyIn(
                            "copy " + PREFIX + table + " (" + columns.get(table) + ") from stdin (format binary)",
                            new ByteArrayInputStream(chunk.getOrDefault(table, new byte[0])),
                            1 << 16);
                }
                connection.commit();
            }
        } catch (SQLException | IOException | RuntimeException e) {
            broken.set(e);
        }
    }

    /** The run's rows in the binary format of {@code COPY}, postings by account as the engine sorts them. */
    private List<Map<String, byte[]>> chunks() throws SQLException {
        List<Map<String, byte[]>> chunks = new ArrayList<>();
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table chunk as select entry_id, (row_number() over (order by place) - 1) / "
                            + CHUNK + " as n from journal_entry where run_id = '" + run + "'");
            statement.execute("create index on chunk (n)");
            statement.execute("analyze chunk");
            long last =
                    Long.parseLong(texts(connection, "select max(n) from chunk").get(0));
            for (long n = 0; n <= last; n++) {
                Map<String, byte[]> chunk = new LinkedHashMap<>();
                for (String table : TABLES) {
                    String order = table.equals("posting") ? " order by account_id, account_seq" : "";
                    chunk.put(
                            table,
                            copyOut(
                                    connection,
                                    "select " + columns.get(table) + " from " + table
                                            + " where entry_id in (select entry_id from chunk where n = " + n + ")"
                                            + order));
                }
                chunks.add(chunk);
            }
        }
        return chunks;
    }

    private static byte[] copyOut(Connection connection, String query) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format binary)", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A position's rows of the day, each as text. */
    private record Day(String position, Map<String, List<String>> rows) {}

    /**
     * Writes some positions' rows one at a time: lock the position, write its rows, move it on, commit.
     *
     * @return seconds a position
     */
    double plainSecondsEach(int positions) throws SQLException {
        clear();
        List<Day> days = days(positions);
        try (Connection connection = book.getConnection();
                PreparedStatement lock = connection.prepareStatement(
                        "select * from bare_position where position_id = ?::uuid for update");
                PreparedStatement move = connection.prepareStatement("update bare_position set accrued_until ="
                        + " accrued_until + interval '1 day', reward_accrued = reward_accrued + 1,"
                        + " reward_paid = reward_paid + 1 where position_id = ?::uuid")) {
            Map<String, PreparedStatement> inserts = new LinkedHashMap<>();
            for (String table : TABLES) {
                inserts.put(
                        table,
                        connection.prepareStatement("insert into " + PREFIX + table + " (" + columns.get(table)
                                + ") select " + columns.get(table) + " from jsonb_populate_record(null::" + table
                                + ", ?::jsonb)"));
            }
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (Day day : days) {
                lock.setString(1, day.position());
                lock.executeQuery().close();
                for (Map.Entry<String, PreparedStatement> insert : inserts.entrySet()) {
                    for (String row : day.rows().getOrDefault(insert.getKey(), List.of())) {
                        insert.getValue().setString(1, row);
                        insert.getValue().executeUpdate();
                    }
                }
                move.setString(1, day.position());
                move.executeUpdate();
                connection.commit();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            for (PreparedStatement insert : inserts.values()) {
                insert.close();
            }
            Proof.expect(book, "lines written one by one", days.size(), "select count(*) from bare_accrual_line");
            Proof.expect(
                    book,
                    "entries written one by one that do not balance",
                    0,
                    "select count(*) from bare_journal_entry e where 0 is distinct from (select sum(case when debit then"
                            + " units else -units end) from bare_posting p where p.entry_id = e.entry_id)");
            return seconds / days.size();
        }
    }

    private List<Day> days(int most) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (Connection connection = book.getConnection()) {
            List<String> positions = texts(
                    connection,
                    "select position_id::text from accrual_line where run_id = ?::uuid order by 1 limit " + most,
                    run);
            for (String position : positions) {
                days.add(new Day(
                        position,
                        Map.of(
                                "journal_entry",
                                texts(
                                        connection,
                                        "select to_jsonb(e)::text from journal_entry e where run_id = ?::uuid and"
                                                + " position_id = ?::uuid",
                                        run,
                                        position),
                                "posting",
                                texts(
                                        connection,
                                        "select to_jsonb(p)::text from journal_entry e join posting p using (entry_id)"
                                                + " where e.run_id = ?::uuid and e.position_id = ?::uuid",
                                        run,
                                        position),
                                "accrual_line",
                                texts(
                                        connection,
                                        "select to_jsonb(l)::text from accrual_line l where run_id = ?::uuid and"
                                                + " position_id = ?::uuid",
                                        run,
                                        position))));
            }
        }
        return days;
    }
}

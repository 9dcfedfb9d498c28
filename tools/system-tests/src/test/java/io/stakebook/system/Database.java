package io.stakebook.system;

import io.stakebook.launcher.stack.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ledger's tables, read past the ledger. */
public final class Database {

    private final PostgresServer server;

    Database(PostgresServer server) {
        this.server = server;
    }

    /**
     * Every table at one moment.
     *
     * @param rows number of rows by table
     * @param sums checksum of all rows by table
     */
    public record Snapshot(Map<String, Long> rows, Map<String, String> sums) {

        /** Tables that differ, each with the number of rows it gained; 0 for a change in place. */
        public Map<String, Long> changesTo(Snapshot later) {
            Map<String, Long> changes = new TreeMap<>();
            later.sums.forEach((table, sum) -> {
                if (!sum.equals(sums.get(table))) {
                    changes.put(table, later.rows.getOrDefault(table, 0L) - rows.getOrDefault(table, 0L));
                }
            });
            return changes;
        }
    }

    /** A snapshot of a book at rest: nothing waits for the log and two looks in a row are the same. */
    public Snapshot atRest() {
        long end = System.nanoTime() + 30_000_000_000L;
        Snapshot last = snapshot();
        while (true) {
            Pause.millis(60);
            Snapshot next = snapshot();
            if (last.changesTo(next).isEmpty() && next.rows().getOrDefault("pending_event", 0L) == 0) {
                return next;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the book does not come to rest: " + last.changesTo(next));
            }
            last = next;
        }
    }

    Snapshot snapshot() {
        try (Connection connection = server.superuser()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Map<String, Long> rows = new TreeMap<>();
            Map<String, String> sums = new TreeMap<>();
            for (String table : tables(connection)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("select count(*),"
                                + " coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from "
                                + table + " t")) {
                    row.next();
                    rows.put(table, row.getLong(1));
                    sums.put(table, row.getString(2));
                }
            }
            return new Snapshot(rows, sums);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select relname from pg_class c join pg_namespace n"
                        + " on n.oid = c.relnamespace where nspname = 'public' and relkind = 'r'"
                        + " and relname <> 'engine_lease' order by 1")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /** Rows of a query as lists of text. */
    public List<List<String>> query(String sql, Object... parameters) {
        try (Connection connection = server.superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(String.valueOf(row.getString(i)));
                    }
                    rows.add(values);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String sql, Object... parameters) {
        return Long.parseLong(query(sql, parameters).get(0).get(0));
    }
}

package io.stakebook.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Bytes that a database's tables and indexes take on the disk, and that they took in the write-ahead log. */
public final class Footprint {

    private final DataSource book;

    public Footprint(DataSource book) {
        this.book = book;
    }

    /** Disk bytes of each table (with what it stores out of line) and of each index. */
    public Map<String, Long> disk() throws SQLException {
        return read("""
                select relname, case relkind when 'i' then pg_relation_size(oid) else pg_table_size(oid) end
                  from pg_class
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
                """);
    }

    private Map<String, Long> read(String sql) throws SQLException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                bytes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return bytes;
    }

    /** The end of the log now, bytes from its beginning. */
    public long logEnd() throws SQLException {
        return read("select 'end', pg_current_wal_insert_lsn() - '0/0'").getOrDefault("end", 0L);
    }

    /** Log bytes by relation between two ends; records about none (commits) count under {@code (other)}. */
    public Map<String, Long> log(long from, long to) throws SQLException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_walinspect");
            statement.execute("select pg_switch_wal()"); // the last records must have reached the disk to be read
            long known = 0;
            try (PreparedStatement query = connection.prepareStatement("""
                    select coalesce(c.relname, '(other)'), sum(b.record_length)::bigint
                      from pg_get_wal_block_info('0/0'::pg_lsn + ?, '0/0'::pg_lsn + ?, false) b
                      join pg_database d on d.oid = b.reldatabase and d.datname = current_database()
                      left join pg_class c on c.relfilenode = b.relfilenode
                     where b.block_id = 0
                     group by 1
                     order by 2 desc
                    """)) {
                query.setBigDecimal(1, java.math.BigDecimal.valueOf(from));
                query.setBigDecimal(2, java.math.BigDecimal.valueOf(to));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        bytes.put(rows.getString(1), rows.getLong(2));
                        known += rows.getLong(2);
                    }
                }
            }
            bytes.merge("(other)", Math.max(0, to - from - known), Long::sum);
        }
        return bytes;
    }

    /** Gives room that nothing uses any more back, as autovacuum would some time later. */
    public void vacuum() throws SQLException {
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum");
        }
    }
}

package io.stakebook.persistence.export;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.export.LeafStream;
import io.stakebook.persistence.sql.SqlFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Leaves through a server-side cursor: a read-only transaction that fetches a piece at a time. One thread only. */
final class JdbcLeafStream implements LeafStream {

    private static final Logger LOG = System.getLogger(JdbcLeafStream.class.getName());
    private static final int PIECE = 1_000;
    private static final String SELECT = "select seq, leaf from event_log where seq >= ? and seq < ? order by seq";

    private final Connection connection;
    private final PreparedStatement select;
    private final ResultSet rows;
    private final long to;
    private long next;

    private JdbcLeafStream(Connection connection, PreparedStatement select, ResultSet rows, long from, long to) {
        this.connection = connection;
        this.select = select;
        this.rows = rows;
        this.next = from;
        this.to = to;
    }

    static JdbcLeafStream open(DataSource dataSource, long from, long to) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                // The driver streams only inside a transaction.
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                PreparedStatement select = connection.prepareStatement(SELECT);
                select.setFetchSize(PIECE);
                select.setLong(1, from);
                select.setLong(2, to);
                return new JdbcLeafStream(connection, select, select.executeQuery(), from, to);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next < to;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the leaves end at " + to);
        }
        try {
            if (!rows.next() || rows.getLong("seq") != next) {
                throw new Corrupt(ErrorCode.INVARIANT_BROKEN, "the event log has no event " + next);
            }
            byte[] leaf = rows.getBytes("leaf");
            next++;
            return leaf;
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                select;
                rows) {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the session that read the log is gone already", e);
        }
    }
}

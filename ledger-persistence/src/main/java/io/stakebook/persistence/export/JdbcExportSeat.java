package io.stakebook.persistence.export;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.export.ExportEnd;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.export.ExportedBundle;
import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.StateFile;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Keepalives;
import io.stakebook.persistence.sql.SqlFailures;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The export seat: one session that holds the advisory lock and does all writing. One thread only. */
final class JdbcExportSeat implements ExportSeat {

    private static final Logger LOG = System.getLogger(JdbcExportSeat.class.getName());

    /** The letters "export" as a number; the book has its own database, so no other lock has this key. */
    private static final long SEAT = 0x6578_706f_7274L;

    private static final String NEXT =
            ExportJobRows.SELECT + " where state in ('QUEUED', 'RUNNING') order by export_id limit 1";

    private static final String UPDATE = """
            update export_job
               set state = ?, stage = ?, from_size = ?, to_size = ?, done = ?, started_at = ?, finished_at = ?, failure = ?,
                   export_seq = ?, bytes = ?, sha256 = ?, manifest_sha256 = ?, root = ?, entries = ?, attempts = ?
             where export_id = ?
            """;

    private final Connection session;
    private final int partBytes;

    private JdbcExportSeat(Connection session, int partBytes) {
        this.session = session;
        this.partBytes = partBytes;
    }

    /** @param partBytes size of the parts that states are stored in */
    static Optional<JdbcExportSeat> take(DataSource dataSource, int partBytes) {
        try {
            Connection session = dataSource.getConnection();
            boolean taken = false;
            try {
                session.setAutoCommit(true);
                Keepalives.set(session);
                taken = lock(session, "select pg_try_advisory_lock(?)");
                return taken ? Optional.of(new JdbcExportSeat(session, partBytes)) : Optional.empty();
            } finally {
                if (!taken) {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static boolean lock(Connection session, String sql) throws SQLException {
        try (PreparedStatement lock = session.prepareStatement(sql)) {
            lock.setLong(1, SEAT);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public Optional<ExportJob> next() {
        return run(() -> {
            try (PreparedStatement select = session.prepareStatement(NEXT)) {
                return ExportJobRows.read(select).stream().findFirst();
            }
        });
    }

    @Override
    public void store(ExportJob job) {
        run(() -> update(job));
    }

    @Override
    public void complete(ExportJob job, ExportEnd end, Path state) throws IOException {
        try (InputStream packed = Files.newInputStream(StateParts.pack(state))) {
            session.setAutoCommit(false);
            try {
                update(job);
                ExportEndRows.insert(session, job, end, packed.readNBytes(partBytes));
                StateParts.insert(session, end.sequence(), packed, partBytes);
                session.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                session.rollback();
                throw e;
            } finally {
                session.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public Optional<ExportEnd> last() {
        return run(() -> ExportEndRows.last(session));
    }

    @Override
    public Optional<ExportEnd> endedAt(long size) {
        return run(() -> ExportEndRows.endedAt(session, size));
    }

    @Override
    public BookState state(ExportEnd end) {
        try (InputStream state = StateParts.open(session, end.sequence())) {
            return StateFile.read(state, end.size());
        } catch (IOException e) {
            Corrupt corrupt = new Corrupt(
                    ErrorCode.INVARIANT_BROKEN, "the stored state of export " + end.sequence() + " cannot be unpacked");
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    /** Gives the lock back before the session, which may go back to a pool and live on. */
    @Override
    public void close() {
        try (session) {
            lock(session, "select pg_advisory_unlock(?)");
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the export seat's session ended before the seat was given back", e);
        }
    }

    private ExportJob update(ExportJob job) throws SQLException {
        try (PreparedStatement update = session.prepareStatement(UPDATE)) {
            ExportRange range = job.rangeOrNull();
            ExportedBundle bundle = job.bundleOrNull();
            update.setString(1, job.state().name());
            update.setString(2, job.stage().name());
            update.setObject(3, range == null ? null : range.from(), Types.BIGINT);
            update.setObject(4, range == null ? null : range.to(), Types.BIGINT);
            update.setLong(5, job.done());
            time(update, 6, job.startedAtOrNull());
            time(update, 7, job.finishedAtOrNull());
            update.setString(8, job.failureOrNull());
            update.setObject(9, bundle == null ? null : bundle.sequence(), Types.BIGINT);
            update.setObject(10, bundle == null ? null : bundle.bytes(), Types.BIGINT);
            update.setString(11, bundle == null ? null : bundle.sha256());
            update.setString(12, bundle == null ? null : bundle.manifestSha256());
            update.setString(13, bundle == null ? null : bundle.root());
            update.setObject(14, bundle == null ? null : bundle.entries(), Types.BIGINT);
            update.setInt(15, job.attempts());
            update.setObject(16, job.id().value());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("export " + job.id() + " has no row");
            }
            return job;
        }
    }

    private static void time(PreparedStatement update, int parameter, @Nullable Instant time) throws SQLException {
        update.setObject(parameter, time == null ? null : Columns.time(time), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}

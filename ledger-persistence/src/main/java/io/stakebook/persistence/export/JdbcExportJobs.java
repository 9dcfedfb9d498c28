package io.stakebook.persistence.export;

import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.sql.BookReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads export jobs and hands out the export seat. */
public final class JdbcExportJobs implements ExportJobs {

    /** Identifiers are time-ordered, so the largest is the newest; this is above all of them. */
    private static final UUID AFTER_ALL = new UUID(-1L, -1L);

    private static final String FIND = ExportJobRows.SELECT + " where export_id = ?";
    private static final String LIST = ExportJobRows.SELECT + " where export_id < ? order by export_id desc limit ?";
    private static final String WAITING =
            "select exists (select 1 from export_job where state in ('QUEUED', 'RUNNING'))";
    private static final String ENDED_AT = "select exists (select 1 from export_end where to_size = ?)";

    private static final int PART_BYTES = 16 * 1024 * 1024;

    private final BookReader reader;
    private final DataSource seats;
    private final int partBytes;

    /**
     * @param reader asked once a second and by every reader of the list
     * @param seats gives the seat a session of its own; must not join a container transaction
     */
    public JdbcExportJobs(BookReader reader, DataSource seats) {
        this(reader, seats, PART_BYTES);
    }

    JdbcExportJobs(BookReader reader, DataSource seats, int partBytes) {
        this.reader = reader;
        this.seats = seats;
        this.partBytes = partBytes;
    }

    @Override
    public Optional<ExportJob> find(ExportId id) {
        return reader.read(FIND, (connection, select) -> {
            select.setObject(1, id.value());
            return ExportJobRows.read(select).stream().findFirst();
        });
    }

    @Override
    public Page<ExportJob, ExportId> list(Optional<ExportId> before, Limit limit) {
        List<ExportJob> found = reader.read(LIST, (connection, select) -> {
            select.setObject(1, before.map(ExportId::value).orElse(AFTER_ALL));
            select.setInt(2, limit.value() + 1);
            return ExportJobRows.read(select);
        });
        return Page.of(found, limit, ExportJob::id);
    }

    @Override
    public boolean waiting() {
        return reader.read(WAITING, (connection, select) -> truth(select));
    }

    @Override
    public boolean endedAt(long size) {
        return reader.read(ENDED_AT, (connection, select) -> {
            select.setLong(1, size);
            return truth(select);
        });
    }

    private static boolean truth(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public Optional<ExportSeat> takeSeat() {
        return JdbcExportSeat.take(seats, partBytes).map(seat -> seat);
    }
}

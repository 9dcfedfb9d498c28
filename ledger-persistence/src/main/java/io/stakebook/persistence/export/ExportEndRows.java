package io.stakebook.persistence.export;

import io.stakebook.core.export.ExportEnd;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads and adds the ends of completed exports. */
final class ExportEndRows {

    private static final String SELECT = """
            select export_seq, checkpoint, range, exports_range, manifest_hash, key_history
              from export_end
            """;
    private static final String LAST = SELECT + " order by export_seq desc limit 1";
    private static final String ENDED_AT = SELECT + " where to_size = ? order by export_seq desc limit 1";
    private static final String INSERT = """
            insert into export_end (export_seq, export_id, to_size, checkpoint, range, exports_range, manifest_hash,
                                    key_history, state_gzip)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private ExportEndRows() {}

    static Optional<ExportEnd> last(Connection session) throws SQLException {
        try (PreparedStatement select = session.prepareStatement(LAST)) {
            return one(select);
        }
    }

    static Optional<ExportEnd> endedAt(Connection session, long size) throws SQLException {
        try (PreparedStatement select = session.prepareStatement(ENDED_AT)) {
            select.setLong(1, size);
            return one(select);
        }
    }

    /** @param state first part of the packed state ({@link StateParts}) */
    static void insert(Connection session, ExportJob job, ExportEnd end, byte[] state) throws SQLException {
        try (PreparedStatement insert = session.prepareStatement(INSERT)) {
            insert.setLong(1, end.sequence());
            insert.setObject(2, job.id().value());
            insert.setLong(3, end.size());
            insert.setBytes(4, end.checkpoint());
            insert.setBytes(5, end.range().toBytes());
            insert.setBytes(6, end.exports().toBytes());
            insert.setBytes(7, end.manifest().toBytes());
            insert.setArray(8, session.createArrayOf("bytea", end.keyHistory().toArray(new byte[0][])));
            insert.setBytes(9, state);
            insert.executeUpdate();
        }
    }

    private static Optional<ExportEnd> one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new ExportEnd(
                    row.getLong("export_seq"),
                    row.getBytes("checkpoint"),
                    CompactRange.fromBytes(row.getBytes("range")),
                    CompactRange.fromBytes(row.getBytes("exports_range")),
                    Hash.of(row.getBytes("manifest_hash")),
                    List.of((byte[][]) row.getArray("key_history").getArray())));
        }
    }
}

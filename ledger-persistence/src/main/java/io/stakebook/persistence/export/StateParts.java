package io.stakebook.persistence.export;

import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.SqlFailures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The book's state where an export ended: gzip, cut into parts, so that neither side holds more than a part of it. The
 * first stands with the end, the others in rows of their own.
 */
final class StateParts {

    private static final String FIRST = "select state_gzip from export_end where export_seq = ? and ? = 0";
    private static final String OTHER = "select bytes from export_state_part where export_seq = ? and part = ?";
    private static final String INSERT = "insert into export_state_part (export_seq, part, bytes) values (?, ?, ?)";

    private StateParts() {}

    /** A packed copy beside the file. */
    static Path pack(Path state) throws IOException {
        Path packed = state.resolveSibling(state.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(state, out);
        }
        return packed;
    }

    /** Adds what the first part left of the packed state. */
    static void insert(Connection session, long sequence, InputStream rest, int partBytes)
            throws SQLException, IOException {
        try (PreparedStatement insert = session.prepareStatement(INSERT)) {
            int number = 1;
            for (byte[] part = rest.readNBytes(partBytes); part.length > 0; part = rest.readNBytes(partBytes)) {
                insert.setLong(1, sequence);
                insert.setInt(2, number++);
                insert.setBytes(3, part);
                insert.executeUpdate();
            }
        }
    }

    /** The state, unpacked as it is read. */
    static InputStream open(Connection session, long sequence) throws IOException {
        return new GZIPInputStream(new Parts(session, sequence), 1 << 16);
    }

    /** One part after the other, each read when it is asked for. */
    private static final class Parts extends InputStream {

        private final Connection session;
        private final long sequence;
        private InputStream part = InputStream.nullInputStream();
        private int number;

        Parts(Connection session, long sequence) {
            this.session = session;
            this.sequence = sequence;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = part.read(into, offset, length);
            if (read >= 0) {
                return read;
            }
            Optional<byte[]> next = next();
            if (next.isEmpty()) {
                return -1;
            }
            part = new ByteArrayInputStream(next.get());
            return part.read(into, offset, length);
        }

        private Optional<byte[]> next() {
            try {
                List<byte[]> found = Rows.read(
                        session,
                        number == 0 ? FIRST : OTHER,
                        select -> {
                            select.setLong(1, sequence);
                            select.setInt(2, number);
                        },
                        row -> row.getBytes(1));
                number++;
                return found.stream().findFirst();
            } catch (SQLException e) {
                throw SqlFailures.of(e);
            }
        }
    }
}

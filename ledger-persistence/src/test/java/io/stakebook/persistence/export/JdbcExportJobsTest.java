package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.page.Limit;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Which sessions the exports take. */
class JdbcExportJobsTest {

    private final TestDatabase database = TestDatabase.create();
    private final Remembering seats = new Remembering(database);
    private final JdbcExportJobs jobs = new JdbcExportJobs(new BookReader(database.dataSource()), seats);

    @Test
    void seat_isHeldByASessionThatIsGivenUpWhenItsMachineVanishes() throws SQLException {
        try (ExportSeat seat = jobs.takeSeat().orElseThrow();
                Statement show = seats.last().orElseThrow().createStatement();
                ResultSet count = show.executeQuery("show tcp_keepalives_count")) {
            assertThat(count.next()).isTrue();
            assertThat(count.getString(1)).isEqualTo("3");
            assertThat(seat.next()).isEmpty();
        }
    }

    @Test
    void reading_opensNoSessionOfItsOwn() {
        assertThat(jobs.waiting()).isFalse();
        assertThat(jobs.find(new ExportId(TestBook.ids().next()))).isEmpty();
        assertThat(jobs.list(Optional.empty(), new Limit(2)).items()).isEmpty();
        assertThat(jobs.endedAt(7)).isFalse();

        assertThat(seats.last()).isEmpty();
    }

    /** Keeps the session it gave last. */
    private static final class Remembering extends PGSimpleDataSource {

        private static final long serialVersionUID = 1L;

        private transient @Nullable Connection last;

        Remembering(TestDatabase database) {
            setUrl(database.url());
            setUser("postgres");
        }

        Optional<Connection> last() {
            return Optional.ofNullable(last);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection given = super.getConnection();
            last = given;
            return given;
        }
    }
}

package io.stakebook.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class StoredEventLogTest {

    private final TestDatabase database = TestDatabase.create();
    private final StoredEventLog log = new StoredEventLog(new Snapshot(database.dataSource()), () -> true);

    @Test
    void size_isToldWithoutALookAtWhatWaits() throws SQLException {
        database.tamper("update event_head set size = 7");

        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table pending_event in access exclusive mode");

            assertThat(log.size()).isEqualTo(7);
        }

        assertThat(log.status().size()).isEqualTo(7);
    }
}

package io.stakebook.persistence.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.clock.BusinessClock;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.testing.Interrupted;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.policy.decision.PolicyEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BookWatchTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-03-01T09:00:01Z");

    private final TestDatabase database = TestDatabase.create();

    @Test
    void statesThatMoveWhileTheyAreReloaded_holdSinceTheirOwnTime() throws SQLException {
        database.execute("insert into region_book values ('regions', 1, '', null, '" + FIRST + "')");
        Interrupted source = new Interrupted(database, (session, query) -> {
            if (query.equals(RegionBookStore.SELECT)) {
                database.execute("update region_book set version = 2, active_since = '" + SECOND + "'");
            }
        });
        BookWatch watch = new BookWatch(PolicyEngine.shipped(), new BusinessClock(Clock.systemUTC()));

        try (Connection connection = source.getConnection()) {
            Rules reloaded = watch.current(connection);
            Rules known = watch.current(connection);

            assertThat(reloaded.policy().regionsVersion()).isEqualTo(2);
            assertThat(reloaded.since()).isEqualTo(SECOND);
            assertThat(known).isEqualTo(reloaded);
        }
    }
}

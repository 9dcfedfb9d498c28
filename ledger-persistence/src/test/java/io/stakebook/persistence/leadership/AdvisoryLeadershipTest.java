package io.stakebook.persistence.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.event.Leadership;
import io.stakebook.persistence.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AdvisoryLeadershipTest {

    @Test
    void lead_isGivenToOneAndFallsWithItsSession() {
        TestDatabase database = TestDatabase.create();
        Leadership here = new AdvisoryLeadership(database.dataSource());
        Leadership there = new AdvisoryLeadership(database.dataSource());

        Leadership.Lead first = here.tryTake("relay").orElseThrow();
        assertThat(there.tryTake("relay")).isEmpty();
        assertThat(there.tryTake("another").orElseThrow().held()).isTrue();
        assertThat(first.held()).isTrue();

        database.column("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() "
                + "and datname = '" + database.name() + "'");

        assertThat(first.held()).isFalse();
        try (Leadership.Lead second = there.tryTake("relay").orElseThrow()) {
            assertThat(second.held()).isTrue();
        }
        assertThat(here.tryTake("relay")).isPresent();
    }

    @Test
    void leaderThatStandsStill_isReplaced_andOneThatAsksIsNot() {
        TestDatabase database = TestDatabase.create();
        Duration patience = Duration.ofSeconds(1);
        Leadership here = new AdvisoryLeadership(database.dataSource(), patience);
        Leadership there = new AdvisoryLeadership(database.dataSource(), patience);
        Leadership.Lead first = here.tryTake("relay").orElseThrow();

        long asking = System.nanoTime() + patience.multipliedBy(3).toNanos();
        while (System.nanoTime() < asking) {
            assertThat(first.held()).isTrue();
            assertThat(there.tryTake("relay")).isEmpty();
            LockSupport.parkNanos(20_000_000);
        }

        assertThat(takenWithin(there, patience.multipliedBy(10)).held()).isTrue();
        assertThat(first.held()).isFalse();
    }

    private static Leadership.Lead takenWithin(Leadership waiting, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<Leadership.Lead> taken = waiting.tryTake("relay");
        while (taken.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
            taken = waiting.tryTake("relay");
        }
        return taken.orElseThrow();
    }
}

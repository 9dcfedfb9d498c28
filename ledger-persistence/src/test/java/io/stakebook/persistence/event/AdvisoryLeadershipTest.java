package io.stakebook.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.event.Leadership;
import io.stakebook.persistence.testing.TestDatabase;
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
}

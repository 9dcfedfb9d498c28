package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes whose clocks do not agree. */
class RecordedTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String OUT_OF_ORDER = """
            select count(*)
              from (select e.recorded_at, lag(e.recorded_at) over (partition by p.account_id order by p.account_seq) as before
                      from posting p join journal_entry e using (entry_id)) as history
             where recorded_at <= before
            """;

    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatFollowsOnAnAccount_isRecordedLater_thoughTheOtherNodesClockIsAnHourAhead(Mode mode) {
        CustomerId fresh = TestBook.customer();
        CustomerId known = TestBook.customer();
        try (GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(mode), Clock.systemUTC())) {
            if (mode == Mode.LEASED) {
                Eventually.until(
                        "the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
            }
            run(engine, key("known-1"), posting(deposit(known, 1, NOW)));
            try (GroupCommitEngine ahead = TestEngine.start(
                    database.dataSource(),
                    EngineConfig.defaults().with(Mode.LOCKED),
                    Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))) {
                run(ahead, key("fresh-1"), posting(deposit(fresh, 1, NOW)));
                run(ahead, key("known-2"), posting(deposit(known, 1, NOW)));
            }

            run(engine, key("fresh-2"), posting(deposit(fresh, 1, NOW)));
            run(engine, key("known-3"), posting(deposit(known, 1, NOW)));
        }

        assertThat(database.number("select count(*) from posting where account_seq > 1"))
                .isGreaterThanOrEqualTo(3);
        assertThat(database.number(OUT_OF_ORDER)).isZero();
    }
}

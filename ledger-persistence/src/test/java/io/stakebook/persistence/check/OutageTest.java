package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.error.Unavailable;
import io.stakebook.persistence.check.frame.Patience;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.Interrupted;
import io.stakebook.persistence.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that does not answer in the middle of a pass costs at most the check it leaves in the dark. */
@ExtendWith(WithLivedBook.class)
class OutageTest {

    private static final int ROWS = 100;

    /** These read on from what the look before remembers. */
    private static final EnumSet<CheckName> WALKS = EnumSet.of(
            CheckName.RECORDED_ORDER,
            CheckName.EVENTS_IN_ORDER,
            CheckName.EVENT_LOG,
            CheckName.DECISION_CHAIN,
            CheckName.CLOSED_PERIODS);

    private static TestDatabase copy;

    private final AtomicInteger pauses = new AtomicInteger();

    @BeforeAll
    static void plant(LivedBook lived) {
        copy = lived.copy();
        copy.tamper("update balance set credits = credits + 1 where credits > 0");
    }

    @AfterAll
    static void drop() {
        copy.drop();
    }

    @Test
    void sessionsThatEndInEveryQueryOnce_costNoFindingAndNoCheckThatCanAskAgain() {
        Set<CheckName> checks = EnumSet.complementOf(WALKS);
        CheckReport calm = check(copy.dataSource(), checks);
        Set<String> ended = new HashSet<>();
        CheckReport troubled = check(
                new Interrupted(copy, (session, query) -> {
                    if (!query.isEmpty() && ended.add(query)) {
                        throw gone(session);
                    }
                }),
                checks);

        assertThat(troubled.results()).isEqualTo(calm.results());
        assertThat(pauses.get()).isEqualTo(ended.size()).isGreaterThan(100);
    }

    @Test
    void walkWhoseSessionEnds_givesUpItsCheckWithWhatItHadSeen_andNoOther() {
        CheckReport report = check(
                new Interrupted(copy, (session, query) -> {
                    if (query.contains("decision_head")) {
                        throw gone(session);
                    }
                }),
                EnumSet.of(CheckName.BALANCES_ARE_FOLDS, CheckName.DECISION_CHAIN, CheckName.LIMITS_IN_FORCE));

        assertThat(report.results())
                .filteredOn(result -> result.givenUpOrNull() != null)
                .singleElement()
                .satisfies(lost -> {
                    assertThat(lost.check()).isEqualTo(CheckName.DECISION_CHAIN);
                    assertThat(lost.givenUpOrNull()).isEqualTo("the database could not be asked");
                    assertThat(lost.examined()).isPositive();
                });
        assertThat(report.found()).isPositive();
        assertThat(pauses).hasValue(0);
    }

    @Test
    void databaseThatDoesNotComeBack_endsThePass_andWhatWasFoundByThenIsReported() {
        AtomicBoolean down = new AtomicBoolean();
        CheckReport report = check(
                new Interrupted(copy, (session, query) -> {
                    if (down.get() || query.contains("event_log")) {
                        down.set(true);
                        throw gone(session);
                    }
                }),
                EnumSet.of(CheckName.BALANCES_ARE_FOLDS, CheckName.EVENTS_COMPLETE, CheckName.EVENT_LOG));

        assertThat(report.results().get(0).found()).isPositive();
        assertThat(report.results())
                .extracting(CheckReport.Result::givenUpOrNull)
                .containsExactly(null, "the database could not be asked", "the database could not be asked");
        assertThat(pauses).hasValue(Patience.PAUSES);
    }

    @Test
    void databaseThatDoesNotAnswerAtTheStart_isSaid() {
        DataSource down = new Interrupted(copy, (session, query) -> {
            throw gone(session);
        });

        assertThatThrownBy(() -> check(down, Set.of(CheckName.FLOORS))).isInstanceOf(Unavailable.class);
        assertThat(pauses).hasValue(Patience.PAUSES);
    }

    private static SQLException gone(Connection session) throws SQLException {
        session.close();
        return new SQLException("the database is gone", "08006");
    }

    private CheckReport check(DataSource source, Set<CheckName> checks) {
        return new BookChecker(new Snapshot(source), Clock.systemUTC(), ROWS, pauses::incrementAndGet)
                .check(checks, Duration.ofMinutes(1));
    }
}

package io.stakebook.persistence.journal;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.AsOf;
import io.stakebook.core.journal.Balance;
import io.stakebook.persistence.posting.BatchBarrier;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was known at a moment does not change: a batch that may still bring something is waited for. */
class KnownAtTest {

    private final TestDatabase database = TestDatabase.create();
    private final CustomerId ann = TestBook.customer();
    private final JdbcBalances balances = new JdbcBalances(new BookReader(database.dataSource()), Clock.systemUTC());

    @Test
    void batchThatDoesNotEnd_leavesTheRecentPastUnanswered_andTheOlderPastAlone() throws SQLException {
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource())) {
            run(engine, key("first"), posting(deposit(ann, 5, Instant.parse("2026-11-22T10:00:00Z"))));
        }
        Instant posted = Instant.now();
        try (Connection batch = database.dataSource().getConnection();
                Statement statement = batch.createStatement()) {
            batch.setAutoCommit(false);
            statement.execute(BatchBarrier.HOLD);

            assertThatThrownBy(() -> known(posted)).isInstanceOfSatisfying(Unavailable.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                assertThat(e.detail()).contains("still being written");
            });
            assertThat(known(posted.minusSeconds(60))).isZero();

            batch.rollback();
            assertThat(known(posted)).isEqualTo(5);
        }
    }

    @Test
    void momentOfAFasterClock_isWaitedFor() {
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource())) {
            Instant moment = Instant.now().plusMillis(600);

            assertThat(known(moment)).isZero();

            assertThat(Instant.now()).isAfterOrEqualTo(moment);
            run(engine, key("later"), posting(deposit(ann, 5, Instant.parse("2026-11-22T10:00:00Z"))));
            assertThat(known(moment)).isZero();
        }
    }

    private int known(Instant moment) {
        Optional<Balance> balance = balances.find(TestBook.spot(ann), new AsOf(null, moment));
        return balance.map(Balance::posted).map(BigInteger::intValueExact).orElse(0);
    }
}

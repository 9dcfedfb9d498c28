package io.stakebook.persistence.event.sequencer;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestEngine.await;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.event.EntryEvents;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each batch remembers where the owners' chains end; none may trust that after another has written. */
class LogBatchTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final CustomerId customer = TestBook.customer();
    private final LogBatch one = batch();
    private final LogBatch other = batch();
    private int posted;

    private static LogBatch batch() {
        return new LogBatch(new Waiting(new FreshEntries(), 100), TestEngine.events());
    }

    @Test
    void twoThatTakeTurns_keepOneChainOfEachOwner() throws SQLException {
        for (int turn = 0; turn < 6; turn++) {
            post(3);
            assertThat(append(turn % 2 == 0 ? one : other, true)).isEqualTo(3);
        }

        assertThat(database.number("select count(*) from event_log")).isEqualTo(18);
        EventLogProof.holds(database);
    }

    @Test
    void oneWhoseCommitNeverHappened_andWhoseRivalWroteAsMany_readsTheEndsAnew() throws SQLException {
        post(2);
        append(one, true);
        post(2);
        append(one, false);
        append(other, true);
        post(2);

        append(one, true);

        assertThat(database.number("select count(*) from event_log")).isEqualTo(6);
        EventLogProof.holds(database);
    }

    @Test
    void oneThatFailedHalfWay_doesNotBelieveWhatItHadReached() throws SQLException {
        AtomicInteger untilFailure = new AtomicInteger(Integer.MAX_VALUE);
        LogBatch fragile = new LogBatch(
                new Waiting(new FreshEntries(), 100),
                new EntryEvents("stakebook.test/books/main", new Random(7), asset -> {
                    if (untilFailure.decrementAndGet() == 0) {
                        throw new IllegalStateException("planted");
                    }
                    return 18;
                }));
        post(2);
        append(fragile, true);
        post(4);
        untilFailure.set(6);
        assertThatThrownBy(() -> append(fragile, true)).hasMessage("planted");

        assertThat(append(fragile, true)).isEqualTo(4);
        assertThat(database.number("select count(*) from event_log")).isEqualTo(6);
        EventLogProof.holds(database);
    }

    @Test
    void oneWhoseSessionEndsDuringACopy_goesOnWhereTheLogEnds() throws SQLException {
        post(2);
        append(one, true);
        post(2);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            one.append(connection);
            database.column("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where state = 'idle in transaction' and datname = current_database()");
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }

        assertThat(append(one, true)).isEqualTo(2);
        EventLogProof.holds(database);
    }

    @Test
    void entryInMemory_isNotReadAgain_andAnyOtherIs() throws SQLException {
        FreshEntries fresh = new FreshEntries();
        JournalEntry remembered = deposit(customer, 5, NOW);
        JournalEntry other = deposit(customer, 7, NOW);
        post(remembered);
        post(other);
        Instant mark = Instant.parse("2001-01-01T00:00:00Z");
        fresh.add(List.of(new StampedEntry(remembered, mark)));

        append(new LogBatch(new Waiting(fresh, 100), TestEngine.events()), true);

        List<Boolean> marked = new ArrayList<>();
        for (String hex : database.column("select encode(leaf, 'hex') from event_log order by seq")) {
            marked.add(Leaf.parse(HexFormat.of().parseHex(hex))
                    .body()
                    .recordedTime()
                    .equals(mark));
        }
        assertThat(marked).containsExactly(true, false);
    }

    private int append(LogBatch batch, boolean commit) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int moved = batch.append(connection);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return moved;
        }
    }

    private void post(int entries) {
        for (int i = 0; i < entries; i++) {
            post(deposit(customer, 1, NOW));
        }
    }

    private void post(JournalEntry entry) {
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource())) {
            await(submit(engine, key("b-" + posted++), posting(entry)));
        }
    }
}

package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestBook.payOut;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.LeafBodies;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.posting.WriterGate;
import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.AccountDirectory;
import io.stakebook.persistence.posting.batch.AccountSource;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.LockedAccounts;
import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.EveryCheck;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import io.stakebook.policy.decision.PolicyEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Two writers step by step, the second while the first is not yet committed. */
class WriterGateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANY = 1_000;

    private final TestDatabase database = TestDatabase.create();
    private final CustomerId ann = TestBook.customer();
    private final CustomerId ben = TestBook.customer();
    private Writer one;
    private Writer other;

    @BeforeEach
    void openABook() throws SQLException {
        try (GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(Mode.LOCKED), List.of())) {
            TestEngine.run(engine, key("ann"), posting(deposit(ann, 10, NOW)));
            TestEngine.run(engine, key("ben"), posting(deposit(ben, 10, NOW)));
        }
        one = new Writer();
        other = new Writer();
    }

    @AfterEach
    void close() throws SQLException {
        one.connection.close();
        other.connection.close();
    }

    @Test
    void sameStepFromTwoMemories_waitsForTheFirst_andIsRefused() throws Exception {
        one.write(one.decide(one.memory, "one", payOut(ann, 10, NOW)));
        Draft second = other.decide(other.memory, "other", payOut(ann, 10, NOW));
        CompletableFuture<Void> written = beside(() -> other.write(second));
        awaitWaiting();
        one.connection.commit();

        assertThatThrownBy(written::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessageContaining("posting_pkey");
        other.connection.rollback();
        assertThat(balance(ann)).isZero();
    }

    @Test
    void sameStepFromTwoMemories_isTaken_whenTheFirstIsUndone() throws Exception {
        one.write(one.decide(one.memory, "one", payOut(ann, 10, NOW)));
        Draft second = other.decide(other.memory, "other", payOut(ann, 4, NOW));
        CompletableFuture<Void> written = beside(() -> other.write(second));
        awaitWaiting();
        one.connection.rollback();
        written.get(10, TimeUnit.SECONDS);
        other.settle(second);

        assertThat(balance(ann)).isEqualTo(6);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void writerUnderLocks_waitsForABatchFromMemory_andSeesWhatItDid() throws Exception {
        Draft first = one.decide(one.memory, "one", payOut(ann, 7, NOW));
        one.write(first);
        CompletableFuture<Draft> decided = CompletableFuture.supplyAsync(() -> {
            try {
                return other.decide(other.locks, "other", payOut(ann, 3, NOW));
            } catch (SQLException | StaleBooks e) {
                throw new CompletionException(e);
            }
        });
        awaitWaiting();
        one.settle(first);
        other.attempt.finish(other.connection, decided.get(10, TimeUnit.SECONDS), List.of());

        assertThat(balance(ann)).isZero();
        assertThat(database.number("select count(*) from balance where sequence = 3 and not debit_normal"))
                .as("the row of the account that was written under its lock has followed past what it never saw")
                .isEqualTo(1);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void writerUnderLocks_refusesNothingOnAnAccount_thatWasOpenedWhileItWaited() throws Exception {
        CustomerId cid = TestBook.customer();
        Draft first =
                one.decideAtOnce(one.memory, "one", deposit(cid, 5, NOW)); // Its number is not committed before it is.
        one.write(first);
        CompletableFuture<Draft> decided = CompletableFuture.supplyAsync(() -> {
            try {
                return other.decide(other.locks, "other", payOut(cid, 3, NOW));
            } catch (SQLException | StaleBooks e) {
                throw new CompletionException(e);
            }
        });
        awaitWaiting();
        one.settle(first);

        assertThatThrownBy(decided::join).hasCauseInstanceOf(StaleBooks.class);
        other.connection.rollback();
        other.attempt.finish(other.connection, other.decide(other.locks, "other", payOut(cid, 3, NOW)), List.of());
        assertThat(balance(cid)).isEqualTo(2);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void writersUnderLocks_doNotWaitForEachOther() throws Exception {
        one.decide(one.locks, "one", TestBook.shift(ann, 1, NOW));
        Draft second = other.decide(other.locks, "other", TestBook.shift(ben, 1, NOW));
        other.attempt.finish(other.connection, second, List.of());

        assertThat(balance(ben)).isEqualTo(9);
    }

    @Test
    void batchesFromMemory_doNotWaitForEachOther() throws Exception {
        Draft first = one.decide(one.memory, "one", TestBook.shift(ann, 1, NOW));
        Draft second = other.decide(other.memory, "other", TestBook.shift(ben, 1, NOW));
        one.attempt.writeBeside(one.connection, first, List.of());
        other.write(second);
        other.settle(second);

        assertThat(balance(ben)).isEqualTo(9);
    }

    @Test
    void batchFromMemory_isRefused_whenLimitsWereChangedSinceMemoryWasRead() throws Exception {
        Draft first = one.decide(one.memory, "one", payOut(ann, 7, NOW));
        database.execute("select nextval('limits_change')");

        assertThatThrownBy(() -> one.write(first)).hasMessageContaining("limits of accounts were changed");
    }

    /** The number of a change moves before it is committed; who took that number for known would trust the limits before it. */
    @Test
    void memoryIsNotRead_whileAChangeOfLimitsIsUnderWay() throws Exception {
        try (Statement change = other.connection.createStatement()) {
            change.execute(WriterGate.LOCKED);
            change.execute("select nextval('limits_change')");
        }

        assertThatThrownBy(() -> one.decide(one.memory, "one", payOut(ann, 7, NOW)))
                .hasMessageContaining("lock timeout");
    }

    @Test
    void rowThatFollows_neverGoesBack() throws Exception {
        Draft first = one.decide(one.memory, "one", payOut(ann, 7, NOW));
        one.write(first);
        one.settle(first);
        List<AccountAtWork> early = statesAfter(one, first);
        Draft second = one.decide(one.memory, "two", payOut(ann, 1, NOW));
        one.write(second);
        one.settle(second);

        one.attempt.follow(one.connection, statesAfter(one, second));
        other.attempt.follow(other.connection, early);

        assertThat(database.number("select count(*) from balance_now where row_sequence < sequence"))
                .isZero();
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    /** One session of each kind that says nothing more in the middle of a {@code COPY}, as when its node is stopped. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessionThatStandsStillAtTheGate_isEnded_andKeepsNobodyOut(boolean fromMemory) throws Exception {
        try (Statement gate = one.connection.createStatement()) {
            gate.execute(fromMemory ? WriterGate.MEMORY : WriterGate.LOCKED);
        }
        one.connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy account_limits from stdin");

        Mode kept = fromMemory ? Mode.LOCKED : Mode.LEASED;
        try (GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(kept), List.of())) {
            TestEngine.run(engine, key("first"), posting(payOut(ann, 4, NOW)));
            Eventually.until(
                    "the session was ended",
                    PATIENCE,
                    () -> database.number("select count(*) from pg_stat_activity where wait_event = 'ClientRead'"
                                    + " and query like 'copy account_limits%'")
                            == 0);
            TestEngine.run(engine, key("second"), posting(payOut(ann, 6, NOW)));
        }
        assertThat(balance(ann)).isZero();
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    private static List<AccountAtWork> statesAfter(Writer writer, Draft draft) {
        writer.memory.moveOn(draft);
        return draft.changed().stream().map(state -> state.stored(state.id())).toList();
    }

    private long balance(CustomerId customer) {
        return database.number("select credits - debits from balance_now join account using (account_id) where name = '"
                + TestBook.spot(customer) + "'");
    }

    private interface Step {
        void take() throws SQLException;
    }

    private static CompletableFuture<Void> beside(Step step) {
        return CompletableFuture.runAsync(() -> {
            try {
                step.take();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private void awaitWaiting() {
        Eventually.until(
                "one waits for the other",
                PATIENCE,
                () -> database.number("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'")
                        > 0);
    }

    /** The steps of one node's engine. */
    private final class Writer {

        private final Connection connection = database.dataSource().getConnection();
        private final AccountDirectory directory = new AccountDirectory();
        private final HeldAccounts memory = new HeldAccounts(ANY);
        private final AccountSource locks = new LockedAccounts(directory);
        private final Attempt attempt = new Attempt(
                Clock.systemUTC(),
                directory,
                Map.of(),
                new DecisionChain(),
                new LeafBodies(TestEngine.events(), TestBook.ids()),
                on -> new Rules(new ActivePolicy(PolicyEngine.shipped()), PeriodCalendar.OPEN));

        Writer() throws SQLException {
            connection.setAutoCommit(false);
            try (Statement patience = connection.createStatement()) {
                patience.execute("set lock_timeout = '3s'");
            }
            directory.begin(connection);
            connection.commit();
        }

        /** What is read into memory is read in a transaction of its own, as by an engine that has worked for a while. */
        Draft decide(AccountSource accounts, String key, JournalEntry entry) throws SQLException, StaleBooks {
            Draft draft = decideAtOnce(accounts, key, entry);
            if (draft.fromMemory()) {
                connection.commit();
            }
            return draft;
        }

        /** In the transaction that will be written. */
        Draft decideAtOnce(AccountSource accounts, String key, JournalEntry entry) throws SQLException, StaleBooks {
            List<Ticket<?>> batch = List.of(new Ticket<>(TestEngine.submission(key(key), posting(entry))));
            return attempt.decide(connection, batch, accounts);
        }

        void write(Draft draft) throws SQLException {
            attempt.writeBeside(connection, draft, List.of());
            attempt.writeEntries(connection, draft);
        }

        void settle(Draft draft) throws SQLException {
            attempt.settle(connection, draft);
        }
    }
}

package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestBook.payOut;
import static io.stakebook.persistence.testing.TestEngine.command;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.posting.WriterGate;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.EveryCheck;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of batches that are on their way when something happens to the database or to the lease. */
class FlightTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than one thread writes at once, and what a batch takes of a queue that is not much longer. */
    private static final int BATCH = 48;

    private final TestDatabase database = TestDatabase.create();
    private final CustomerId ann = TestBook.customer();
    private final CustomerId ben = TestBook.customer();

    @Test
    void batchesThatFindAWriterOfTheOtherKindAtTheGate_areDecidedUnderLocksBesideIt_andDoneOnce() throws Exception {
        try (GroupCommitEngine engine = engine();
                Connection other = database.dataSource().getConnection()) {
            run(engine, key("ann-first"), posting(deposit(ann, 1, NOW)));
            run(engine, key("ben-first"), posting(deposit(ben, 1, NOW)));
            other.setAutoCommit(false);
            execute(other, WriterGate.LOCKED);

            assertThat(statuses(twoBatches(engine, "beside"))).containsOnly(201);

            assertThat(engine.figures().fenceLosses()).isPositive();
            other.rollback();
        }
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(2 + 2L * BATCH);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void batchesThatFailAfterTheLeaseWasLost_areWrittenWithoutAnythingElseToDo_andTheEngineEnds() throws Exception {
        database.execute("create table slow (dummy int)");
        database.execute("create function dawdle() returns trigger language plpgsql as"
                + " $$ begin if exists (select from slow) then perform pg_sleep(25); end if; return null; end $$");
        database.execute("create trigger dawdle before insert on journal_entry for each statement"
                + " execute function dawdle()");
        GroupCommitEngine engine = engine();
        run(engine, key("ann-first"), posting(deposit(ann, 1, NOW)));
        run(engine, key("ben-first"), posting(deposit(ben, 1, NOW)));
        CountDownLatch plug = new CountDownLatch(1);
        List<CompletableFuture<Outcome>> outcomes = plugged(engine, "flying", plug);
        database.execute("insert into slow values (1)");
        plug.countDown();
        Eventually.until("a batch is on its way", PATIENCE, () -> database.number(SLEEPERS) > 0);

        database.execute("update engine_lease set beat_at = clock_timestamp() + interval '1 hour',"
                + " holder = '00000000-0000-7000-8000-000000000001'");
        Eventually.until("the lease is lost", PATIENCE, () -> !engine.figures().leaseHeld());
        database.execute("delete from slow");
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and application_name = 'stakebook posting engine'");

        assertThat(statuses(outcomes)).hasSize(1 + 2 * BATCH).containsOnly(201);
        Thread closing = new Thread(engine::close, "closing");
        closing.start();
        closing.join(PATIENCE.toMillis());
        assertThat(closing.isAlive()).as("close() waits still").isFalse();
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(2 + 2 * BATCH);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    /** A server that gives up a transaction in which it hears nothing for two seconds; the commit ahead takes longer. */
    @Test
    void batchBehindACommitThatTakesLong_keepsItsSession_andIsWrittenOnce() {
        try (GroupCommitEngine engine = engine()) {
            run(engine, key("ann-first"), posting(deposit(ann, 1, NOW)));
            run(engine, key("ben-first"), posting(deposit(ben, 1, NOW)));
            database.execute("create function linger() returns trigger language plpgsql as $$ begin"
                    + " if new.customer_id = '" + ann.value() + "'"
                    + " and current_setting('test.lingered', true) is distinct from 'yes' then"
                    + " perform set_config('test.lingered', 'yes', true), pg_sleep(3); end if; return null; end $$");
            database.execute("create constraint trigger linger after insert on journal_entry"
                    + " deferrable initially deferred for each row execute function linger()");
            long retried = engine.figures().retried();

            assertThat(statuses(twoBatches(engine, "behind"))).containsOnly(201);

            assertThat(engine.figures().retried()).isEqualTo(retried);
        }
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(2 + 2L * BATCH);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    /**
     * Another node took most of ann's coins; memory, which does not know, has them gone by a batch on its way that will be
     * refused: the account has had as many postings as memory says, but not the same.
     */
    @Test
    void dryRun_thatSawABatchThatWasLostOnItsWay_isAnsweredFromTheBook() throws Exception {
        database.execute("create table gate (dummy int)");
        database.execute("create function hold_back() returns trigger language plpgsql as $$ begin"
                + " while current_setting('lock_timeout') = '100ms' and exists (select from gate)" // In a lane.
                + " and exists (select from rows where key = 'all') loop perform pg_sleep(0.01); end loop;"
                + " return null; end $$");
        database.execute("create trigger hold_back after insert on idempotency referencing new table as rows"
                + " for each statement execute function hold_back()");
        try (GroupCommitEngine engine = engine();
                GroupCommitEngine other = TestEngine.start(
                        database.dataSource(), EngineConfig.defaults().with(Mode.LOCKED), List.of())) {
            run(engine, key("ann-first"), posting(deposit(ann, 5, NOW)));
            run(other, key("most"), posting(payOut(ann, 4, NOW)));
            database.execute("insert into gate values (1)");
            CountDownLatch plug = new CountDownLatch(1);
            CompletableFuture<Outcome> pulled = pulled(engine, "dry", plug);
            CompletableFuture<Outcome> all = submit(engine, key("all"), posting(payOut(ann, 5, NOW)));
            List<CompletableFuture<Outcome>> beside =
                    deposits(engine, "beside-", ben).subList(0, BATCH - 1);
            plug.countDown();
            Eventually.until("a batch is on its way", PATIENCE, () -> database.number(SLEEPERS) > 0);
            Submission<String> one = TestEngine.submission(key("one"), posting(payOut(ann, 1, NOW)));
            CompletableFuture<Outcome> dry = engine.submit(
                            new Submission<>(one.key(), one.command(), one.answers(), true))
                    .toCompletableFuture();
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos()); // Time to decide it while the batch is held back.
            assertThat(dry).isNotDone();
            database.execute("delete from gate");

            assertThat(TestEngine.await(pulled).answer().status()).isEqualTo(201);
            assertThat(TestEngine.await(all).answer().status()).isEqualTo(422);
            assertThat(TestEngine.await(dry).answer().status()).isEqualTo(201);
            assertThat(statuses(beside)).containsOnly(201);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    private static final String SLEEPERS =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";

    /** A batch that moves ann's balance and behind it one that moves ben's, both on their way. */
    private List<CompletableFuture<Outcome>> twoBatches(GroupCommitEngine engine, String name) {
        CountDownLatch plug = new CountDownLatch(1);
        List<CompletableFuture<Outcome>> outcomes = plugged(engine, name, plug);
        plug.countDown();
        return outcomes;
    }

    /** Two batches that are queued behind a command that is decided when the plug is pulled. */
    private List<CompletableFuture<Outcome>> plugged(GroupCommitEngine engine, String name, CountDownLatch plug) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        outcomes.add(pulled(engine, name, plug));
        outcomes.addAll(deposits(engine, name + "-ann-", ann));
        outcomes.addAll(deposits(engine, name + "-ben-", ben));
        return outcomes;
    }

    /** A command that is being decided until the plug is pulled. */
    private static CompletableFuture<Outcome> pulled(GroupCommitEngine engine, String name, CountDownLatch plug) {
        CountDownLatch deciding = new CountDownLatch(1);
        CompletableFuture<Outcome> outcome =
                submit(engine, key(name + "-plug"), command(new Needs(Set.of(), Set.of()), books -> {
                    deciding.countDown();
                    await(plug);
                    return new Plan.Accepted<>("pulled", List.of(), List.of(), Optional.empty(), List.of());
                }));
        await(deciding);
        return outcome;
    }

    private static List<CompletableFuture<Outcome>> deposits(
            GroupCommitEngine engine, String name, CustomerId customer) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> submit(engine, key(name + i), posting(deposit(customer, 1, NOW))))
                .toList();
    }

    private static List<Integer> statuses(List<CompletableFuture<Outcome>> outcomes) {
        return outcomes.stream()
                .map(outcome -> TestEngine.await(outcome).answer().status())
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void execute(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private GroupCommitEngine engine() {
        GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(Mode.LEASED), List.of());
        Eventually.until("the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
        return engine;
    }
}

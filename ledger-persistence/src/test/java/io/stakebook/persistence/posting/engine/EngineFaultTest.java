package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestBook.payOut;
import static io.stakebook.persistence.testing.TestEngine.await;
import static io.stakebook.persistence.testing.TestEngine.counting;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Plan;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.testing.CommitThief;
import io.stakebook.persistence.testing.EveryCheck;
import io.stakebook.persistence.testing.Note;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineFaultTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final EngineConfig PATIENT = EngineConfig.defaults()
            .with(Mode.LOCKED)
            .withBatchCap(64)
            .withMaxAttempts(200)
            .withBackoff(Duration.ofMillis(5), Duration.ofMillis(100));

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
        database.execute(Note.TABLE);
    }

    @ParameterizedTest
    @EnumSource
    void backendsTerminatedAtRandom_loseAndDoubleNothing(Mode mode) throws Exception {
        List<CustomerId> customers = customers(8);
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean killing = new AtomicBoolean(true);
        AtomicInteger kills = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(17);
        try (GroupCommitEngine engine = engine(mode)) {
            Future<?> killer = threads.submit(() -> {
                Random random = new Random(1);
                while (killing.get()) {
                    int answered = acknowledged.size();
                    kills.addAndGet(database.column("select pg_terminate_backend(pid) from pg_stat_activity where "
                                    + "application_name = 'stakebook posting engine'")
                            .size());
                    // A slow machine must get somewhere between two kills.
                    for (int waits = 0; waits < 200 && killing.get() && acknowledged.size() == answered; waits++) {
                        sleep(10);
                    }
                    sleep(random.nextInt(60));
                }
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                int number = thread;
                writers.add(threads.submit(() -> write(engine, customers, number, 400, acknowledged)));
            }
            for (Future<?> writer : writers) {
                writer.get(90, TimeUnit.SECONDS);
            }
            killing.set(false);
            killer.get(10, TimeUnit.SECONDS);
            assertThat(engine.figures().retried()).isPositive();
        } finally {
            threads.shutdownNow();
        }

        assertThat(kills.get()).isGreaterThan(5);
        assertThat(acknowledged).hasSize(16 * 400);
        assertEveryAnswerHasItsEffectOnce(acknowledged);
        assertBookHolds();
    }

    @ParameterizedTest
    @EnumSource
    void twoEngines_raceTheSameAccountsAndRows_loseAndDoubleNothing(Mode mode) throws Exception {
        List<CustomerId> customers = customers(3);
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (GroupCommitEngine one = engine(mode);
                GroupCommitEngine two = engine(mode)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int number = thread;
                GroupCommitEngine mine = thread % 2 == 0 ? one : two;
                writers.add(threads.submit(() -> {
                    write(mine, customers, number, 150, acknowledged);
                    for (int i = 0; i < 50; i++) {
                        run(mine, key("note-" + number + "-" + i), counting("shared"));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(90, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(database.number("select count from note where id = 'shared'"))
                .isEqualTo(400);
        assertEveryAnswerHasItsEffectOnce(acknowledged);
        assertBookHolds();
    }

    @ParameterizedTest
    @EnumSource
    void sameKeys_onTwoEngines_happenOnce(Mode mode) {
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine one = engine(mode);
                GroupCommitEngine two = engine(mode)) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                outcomes.add(submit(one, key("twin-" + i), posting(deposit(customer, 1, NOW))));
                outcomes.add(submit(two, key("twin-" + i), posting(deposit(customer, 1, NOW))));
            }
            long replayed = outcomes.stream().filter(o -> await(o).replayed()).count();

            assertThat(replayed).isEqualTo(200);
        }
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(200);
        assertBookHolds();
    }

    @ParameterizedTest
    @EnumSource
    void commitAnswerLost_isFoundAndNotDoneAgain(Mode mode) {
        CommitThief thief = new CommitThief(database.dataSource());
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine engine = TestEngine.start(thief, PATIENT.with(mode), List.of())) {
            run(engine, key("before"), posting(deposit(customer, 1, NOW)));
            thief.loseAnswers(3);

            for (int i = 0; i < 10; i++) {
                Outcome outcome = run(engine, key("lost-" + i), posting(deposit(customer, 1, NOW)));
                assertThat(outcome.replayed()).isFalse();
                assertThat(outcome.answer().status()).isEqualTo(201);
            }
        }

        assertThat(thief.lost()).isEqualTo(3);
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(11);
        assertBookHolds();
    }

    @Test
    void databaseThatStaysAway_isToldAsUnknown() {
        CommitThief thief = new CommitThief(database.dataSource());
        EngineConfig impatient = PATIENT.withMaxAttempts(3).withBackoff(Duration.ofMillis(1), Duration.ofMillis(5));
        try (GroupCommitEngine engine = TestEngine.start(thief, impatient, List.of())) {
            thief.refuseConnections(true);
            thief.loseAnswers(1);
            assertThatThrownBy(() -> run(engine, key("away"), posting(deposit(TestBook.customer(), 1, NOW))))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));

            thief.refuseConnections(false);
            assertThat(run(engine, key("back"), posting(deposit(TestBook.customer(), 1, NOW)))
                            .answer()
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void engineThatIsToEnd_whileTheDatabaseIsAway_turnsAwayWhatIsQueued() throws InterruptedException {
        CommitThief thief = new CommitThief(database.dataSource());
        EngineConfig timely = PATIENT.withBatchCap(10)
                .withBackoff(Duration.ofMillis(5), Duration.ofMillis(20))
                .withLongestBatch(Duration.ofMillis(500));
        GroupCommitEngine engine = TestEngine.start(thief, timely, List.of());
        thief.refuseConnections(true);
        List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, 1_000)
                .mapToObj(i -> submit(engine, key("late-" + i), posting(deposit(TestBook.customer(), 1, NOW))))
                .toList();

        Thread closing = new Thread(engine::close, "closing");
        closing.start();
        closing.join(Duration.ofSeconds(10).toMillis());

        assertThat(closing.isAlive()).as("close() waits still").isFalse();
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThatThrownBy(() -> await(outcome)).isInstanceOf(Unavailable.class));
        assertThatThrownBy(() -> await(outcomes.get(999)))
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED))
                .hasMessageContaining("the ledger is ending; nothing was done");
        assertThat(engine.figures().failed()).isEqualTo(1_000);
    }

    /** The server ends a transaction in which it hears nothing for two seconds; a machine that is busy with others decides slowly. */
    @ParameterizedTest
    @EnumSource
    void batchThatIsDecidedSlowly_keepsItsSession(Mode mode) {
        try (GroupCommitEngine engine = engine(mode)) {
            long retried = engine.figures().retried();
            List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, 5)
                    .mapToObj(i -> submit(engine, key("slowly-" + i), slow(TestBook.customer())))
                    .toList();

            assertThat(outcomes.stream().map(outcome -> await(outcome).answer().status()))
                    .containsOnly(201);
            assertThat(engine.figures().retried()).isEqualTo(retried);
        }
    }

    /** As the server ends a statement that takes longer than it may. */
    @ParameterizedTest
    @EnumSource
    void batchThatTakesTooLong_isSplitUntilItPasses(Mode mode) {
        database.execute("create function patience() returns trigger language plpgsql as $$ begin"
                + " if (select count(*) from rows) > 6 then"
                + " raise exception 'too long' using errcode = 'query_canceled'; end if; return null; end $$");
        database.execute("create trigger patience after insert on posting referencing new table as rows"
                + " for each statement execute function patience()");
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine engine = engine(mode)) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                outcomes.add(submit(engine, key("slow-" + i), posting(deposit(customer, 1, NOW))));
            }

            assertThat(outcomes.stream().map(outcome -> await(outcome).answer().status()))
                    .hasSize(60)
                    .containsOnly(201);
            assertThat(engine.figures().bisects()).isPositive();
        }
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(60);
        assertBookHolds();
    }

    /** Each statement takes its time and is cancelled; split to the end, the batch would take two minutes. */
    @Test
    void batchThatNeverPasses_isGivenUpInTime_andItsKeysCanBeAskedAgain() {
        database.execute(
                "create function standstill() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5);"
                        + " raise exception 'too long' using errcode = 'query_canceled'; end $$");
        database.execute("create trigger standstill before insert on posting for each statement"
                + " execute function standstill()");
        EngineConfig timely = PATIENT.withLongestBatch(Duration.ofSeconds(3));
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource(), timely, List.of())) {
            List<CompletableFuture<Outcome>> outcomes = stalled(engine, customer);

            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThatThrownBy(() -> outcome.orTimeout(30, TimeUnit.SECONDS).join())
                        .hasCauseInstanceOf(Unavailable.class)
                        .hasMessageContaining("ask again with the same key");
            }

            database.execute("drop trigger standstill on posting");
            assertThat(stalled(engine, customer).stream()
                            .map(outcome -> await(outcome).answer().status()))
                    .hasSize(64)
                    .containsOnly(201);
        }
        assertThat(database.number("select count(*) from journal_entry")).isEqualTo(64);
        assertBookHolds();
    }

    private static Command<String> slow(CustomerId customer) {
        return TestEngine.command(new Needs(Set.of(TestBook.spot(customer)), Set.of()), books -> {
            LockSupport.parkNanos(Duration.ofMillis(800).toNanos());
            return new Plan.Accepted<>("slow", List.of(), List.of(), Optional.empty(), List.of());
        });
    }

    private static List<CompletableFuture<Outcome>> stalled(GroupCommitEngine engine, CustomerId customer) {
        return IntStream.range(0, 64)
                .mapToObj(i -> submit(engine, key("stalled-" + i), posting(deposit(customer, 1, NOW))))
                .toList();
    }

    private GroupCommitEngine engine(Mode mode) {
        return TestEngine.start(database.dataSource(), PATIENT.with(mode), List.of(new Note.Store()));
    }

    private static List<CustomerId> customers(int count) {
        List<CustomerId> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            customers.add(TestBook.customer());
        }
        return customers;
    }

    /** Deposits and pay-outs at random; what was answered is noted with its status. */
    private static void write(
            GroupCommitEngine engine,
            List<CustomerId> customers,
            int thread,
            int times,
            Map<String, Integer> acknowledged) {
        Random random = new Random(thread);
        for (int i = 0; i < times; i++) {
            String key = "w-" + thread + "-" + i;
            CustomerId customer = customers.get(random.nextInt(customers.size()));
            long units = 1L + random.nextInt(20);
            boolean in = random.nextInt(3) > 0;
            while (true) {
                try {
                    Outcome outcome = run(
                            engine,
                            key(key),
                            posting(in ? deposit(customer, units, NOW) : payOut(customer, units, NOW)));
                    acknowledged.put(key, outcome.answer().status());
                    break;
                } catch (Unavailable again) {
                    sleep(5);
                } catch (LedgerException e) {
                    throw new AssertionError(key + " ended in " + e.detail(), e);
                }
            }
        }
    }

    private void assertEveryAnswerHasItsEffectOnce(Map<String, Integer> acknowledged) {
        Map<String, Integer> kept = new ConcurrentHashMap<>();
        for (String row : database.column("select key || ' ' || status || ' ' || cardinality(entries) from idempotency "
                + "where key like 'w-%'")) {
            String[] parts = row.split(" ", -1);
            kept.put(parts[0], Integer.parseInt(parts[1]));
            assertThat(parts[2]).isEqualTo(parts[1].equals("201") ? "1" : "0");
        }
        assertThat(kept).isEqualTo(acknowledged);
        assertThat(database.number("select count(*) from journal_entry"))
                .isEqualTo(acknowledged.values().stream()
                        .filter(status -> status == 201)
                        .count());
    }

    private void assertBookHolds() {
        assertThat(EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC())
                        .entries())
                .isPositive();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

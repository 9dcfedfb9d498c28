package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestBook.payOut;
import static io.stakebook.persistence.testing.TestBook.shift;
import static io.stakebook.persistence.testing.TestEngine.await;
import static io.stakebook.persistence.testing.TestEngine.counting;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Outcome;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.testing.Eventually;
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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer that decides from memory, against the one that decides under locks, and against itself. */
class LeasedEngineTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** A term and a beat are less than three seconds; a busy machine takes its time between them. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String FREE =
            "select count(*) from engine_lease where holder is null and beat_at = '-infinity'";

    @Test
    void sameCommands_inBothModes_haveTheSameOutcomesAndTheSameJournal() {
        List<CustomerId> customers = List.of(TestBook.customer(), TestBook.customer(), TestBook.customer());
        List<Command<String>> commands = commands(customers, 3_000);

        Book locked = play(Mode.LOCKED, commands);
        Book leased = play(Mode.LEASED, commands);

        assertThat(leased.outcomes()).isEqualTo(locked.outcomes());
        assertThat(leased.postings()).isEqualTo(locked.postings());
        assertThat(leased.balances()).isEqualTo(locked.balances());
        assertThat(locked.outcomes()).anyMatch(outcome -> outcome.startsWith("422"));
    }

    private record Book(List<String> outcomes, List<String> postings, List<String> balances) {}

    /** Bursts of many sizes, so that commands come alone, by unnest and by COPY. */
    private static Book play(Mode mode, List<Command<String>> commands) {
        TestDatabase database = TestDatabase.create();
        database.execute(Note.TABLE);
        List<String> outcomes = new ArrayList<>();
        try (GroupCommitEngine engine = engine(database, mode)) {
            Random random = new Random(5);
            int next = 0;
            while (next < commands.size()) {
                int burst = Math.min(commands.size() - next, 1 << random.nextInt(10));
                List<CompletableFuture<Outcome>> burstOutcomes = new ArrayList<>();
                for (int i = 0; i < burst; i++, next++) {
                    burstOutcomes.add(submit(engine, key("c" + next), commands.get(next)));
                }
                for (CompletableFuture<Outcome> outcome : burstOutcomes) {
                    outcomes.add(await(outcome).answer().status() + " "
                            + await(outcome).answer().body());
                }
            }
            if (mode == Mode.LEASED) {
                assertThat(engine.figures().leaseHeld()).isTrue();
                assertThat(engine.figures().fenceLosses()).isZero();
            }
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
        return new Book(
                outcomes,
                database.column("select concat_ws(' ', a.name, account_seq, entry_id, leg, debit, units, debits_after, "
                        + "credits_after, backdated) from posting join account a using (account_id) "
                        + "order by a.name, account_seq"),
                database.column("select concat_ws(' ', a.name, debits, credits, sequence, effective_high) from balance "
                        + "join account a using (account_id) order by a.name"));
    }

    private static List<Command<String>> commands(List<CustomerId> customers, int count) {
        Random random = new Random(11);
        List<Command<String>> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CustomerId customer = customers.get(random.nextInt(customers.size()));
            long units = 1L + random.nextInt(50);
            Instant at = NOW.minusSeconds(random.nextInt(1_000));
            commands.add(
                    switch (random.nextInt(20)) {
                        case 0 -> counting("note-" + random.nextInt(3));
                        case 1, 2, 3, 4, 5, 6, 7, 8 -> posting(deposit(customer, units, at));
                        case 9, 10, 11 -> posting(shift(customer, units, at));
                        case 12 -> posting(deposit(TestBook.customer(), units, at));
                        default -> posting(payOut(customer, units, at));
                    });
        }
        return commands;
    }

    @Test
    void engineThatWasNeverStarted_leavesNoThreadBehind() {
        Set<Thread> before = lanes();
        GroupCommitEngine engine = TestEngine.create(TestDatabase.create().dataSource());
        Set<Thread> own = lanes();
        own.removeAll(before);
        assertThat(own).isNotEmpty();

        engine.close();
        engine.close();

        Eventually.until("its lanes have ended", PATIENCE, () -> own.stream().noneMatch(Thread::isAlive));
        assertThatThrownBy(engine::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run(engine, key("late"), posting(deposit(TestBook.customer(), 1, NOW))))
                .isInstanceOf(Unavailable.class);
    }

    /** This node never saw these keys, so it takes them for new until the database says otherwise. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void keysThatAnotherNodeKept_areAnsweredAsThen_andTheirNeighboursAreWrittenOnce(Mode mode) {
        TestDatabase database = TestDatabase.create();
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine other = engine(database, mode)) {
            run(other, key("paid-in"), posting(deposit(customer, 100, NOW)));
            run(other, key("too-much"), posting(payOut(customer, 500, NOW)));
        }
        try (GroupCommitEngine engine = engine(database, mode)) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                outcomes.add(submit(engine, key("fresh-" + i), posting(payOut(customer, 1, NOW))));
                if (i % 20 == 10) {
                    outcomes.add(submit(engine, key("paid-in"), posting(deposit(customer, 100, NOW))));
                    outcomes.add(submit(engine, key("too-much"), posting(payOut(customer, 5, NOW))));
                }
            }
            List<Outcome> answers = outcomes.stream().map(TestEngine::await).toList();

            assertThat(answers.stream()
                            .filter(Outcome::replayed)
                            .map(answer -> answer.answer().status()))
                    .containsExactly(201, 422, 201, 422, 201, 422);
            assertThat(answers.stream()
                            .filter(answer -> !answer.replayed())
                            .map(answer -> answer.answer().status()))
                    .hasSize(60)
                    .containsOnly(201);
        }
        assertThat(database.number("select credits - debits from balance join account a using (account_id)"
                        + " where a.name = '" + TestBook.spot(customer) + "'"))
                .isEqualTo(40);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void memoryOvertakenByAnotherWriter_isFoundByTheFenceAndNoCallerSeesIt() {
        TestDatabase database = TestDatabase.create();
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine leased = engine(database, Mode.LEASED);
                GroupCommitEngine locked = engine(database, Mode.LOCKED)) {
            run(leased, key("d0"), posting(deposit(customer, 100, NOW)));
            assertThat(leased.figures().leaseHeld()).isTrue();
            run(locked, key("d1"), posting(deposit(customer, 50, NOW)));

            Outcome all = run(leased, key("p0"), posting(payOut(customer, 150, NOW)));

            assertThat(all.answer().status()).isEqualTo(201);
            assertThat(leased.figures().fenceLosses()).isEqualTo(1);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void refusalFromStaleMemory_isNeverTold() {
        TestDatabase database = TestDatabase.create();
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine leased = engine(database, Mode.LEASED);
                GroupCommitEngine locked = engine(database, Mode.LOCKED)) {
            run(leased, key("d0"), posting(deposit(customer, 10, NOW)));
            run(leased, key("p0"), posting(payOut(customer, 10, NOW)));
            run(locked, key("d1"), posting(deposit(customer, 5, NOW)));

            Outcome covered = run(leased, key("p1"), posting(payOut(customer, 5, NOW)));

            assertThat(covered.answer().status()).isEqualTo(201);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void twoNodes_oneLease_oneOfThemTakesItWhenItsHolderIsSilent() {
        TestDatabase database = TestDatabase.create();
        CustomerId customer = TestBook.customer();
        try (GroupCommitEngine first = engine(database, Mode.LEASED)) {
            run(first, key("d0"), posting(deposit(customer, 1, NOW)));
            try (GroupCommitEngine second = TestEngine.start(
                    database.dataSource(), EngineConfig.defaults().with(Mode.LEASED), List.of())) {
                run(second, key("d1"), posting(deposit(customer, 1, NOW)));
                assertThat(first.figures().leaseHeld()).isTrue();
                assertThat(second.figures().leaseHeld()).isFalse();

                database.execute("update engine_lease set beat_at = clock_timestamp(), "
                        + "holder = '00000000-0000-7000-8000-000000000001'");
                Eventually.until(
                        "one of the two has taken the lease",
                        PATIENCE,
                        () -> first.figures().takeovers() + second.figures().takeovers() >= 2);
                Eventually.until(
                        "one of the two holds the lease",
                        PATIENCE,
                        () -> first.figures().leaseHeld() != second.figures().leaseHeld());
                run(first, key("d2"), posting(deposit(customer, 1, NOW)));
                run(second, key("d3"), posting(deposit(customer, 1, NOW)));
            }
        }
        assertThat(database.number("select credits from balance join account using (account_id) where name = '"
                        + TestBook.spot(customer) + "'"))
                .isEqualTo(4);
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void holderThatCloses_leavesTheLeaseFree() {
        TestDatabase database = TestDatabase.create();
        try (GroupCommitEngine next =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(Mode.LEASED), List.of())) {
            awaitLease(next);
            assertThat(database.number(FREE)).isZero();
        }
        assertThat(database.number(FREE)).isEqualTo(1);
    }

    private static GroupCommitEngine engine(TestDatabase database, Mode mode) {
        GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(mode), List.of(new Note.Store()));
        if (mode == Mode.LEASED) {
            awaitLease(engine);
        }
        return engine;
    }

    private static void awaitLease(GroupCommitEngine engine) {
        Eventually.until("the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
    }

    private static Set<Thread> lanes() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("stakebook-posting-lane-"))
                .collect(Collectors.toSet());
    }
}

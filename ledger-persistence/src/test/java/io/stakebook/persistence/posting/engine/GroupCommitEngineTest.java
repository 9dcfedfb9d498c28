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

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Plan;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.testing.Note;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitEngineTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static TestDatabase database;

    private GroupCommitEngine engine;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
        database.execute(Note.TABLE);
    }

    @BeforeEach
    void start() {
        engine = TestEngine.start(database.dataSource(), EngineConfig.defaults(), List.of(new Note.Store()));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void deposit_isPostedWithBalancesEventAndOutcome() {
        CustomerId customer = TestBook.customer();
        JournalEntry entry = deposit(customer, 500, NOW);

        Outcome outcome = run(engine, key("d1"), posting(entry));

        assertThat(outcome.replayed()).isFalse();
        assertThat(outcome.answer().status()).isEqualTo(201);
        assertThat(balanceOf(customer)).isEqualTo("0/500/1");
        assertThat(database.column("select debits_after || '/' || credits_after from posting p join account a using "
                        + "(account_id) where a.name = '" + TestBook.spot(customer) + "'"))
                .containsExactly("0/500");
        String id = entry.id().value().toString();
        assertThat(database.number("select count(*) from pending_event where '" + id + "' = any (entries)"))
                .isEqualTo(1);
        assertThat(database.column("select entries::text from idempotency where key = 'd1'"))
                .containsExactly("{" + id + "}");
        assertThat(database.column("select effective_at::text from journal_entry where entry_id = '" + id + "'"))
                .containsExactly("2026-11-22 10:00:00+00");
    }

    @Test
    void rejection_isKeptAndLeavesNothingElse() {
        CustomerId customer = TestBook.customer();
        run(engine, key("r0"), posting(deposit(customer, 100, NOW)));
        database.awaitFollowed();
        String before = fingerprintOfTheBook();

        Outcome refusal = run(engine, key("r1"), posting(payOut(customer, 101, NOW)));
        Outcome again = run(engine, key("r1"), posting(payOut(customer, 101, NOW)));

        assertThat(refusal.answer().body()).contains("INSUFFICIENT_BALANCE").contains("0.000000000000000100");
        assertThat(again.answer()).isEqualTo(refusal.answer());
        assertThat(again.replayed()).isTrue();
        assertThat(fingerprintOfTheBook()).isEqualTo(before);
    }

    @Test
    void rejection_onAccountsThatDoNotExist_opensNone() {
        CustomerId stranger = TestBook.customer();
        long accounts = database.number("select count(*) from account");

        run(engine, key("stranger"), posting(payOut(stranger, 1, NOW)));

        assertThat(database.number("select count(*) from account")).isEqualTo(accounts);
    }

    @Test
    void floor_isCheckedAfterEachEntryOfACommand() {
        CustomerId customer = TestBook.customer();

        Outcome outcome = run(engine, key("f1"), posting(payOut(customer, 5, NOW), deposit(customer, 5, NOW)));

        assertThat(outcome.answer().status()).isEqualTo(422);
    }

    @Test
    void sameKey_withSameBody_isReplayedByteForByte() {
        CustomerId customer = TestBook.customer();
        Outcome first = run(engine, key("same"), posting(deposit(customer, 10, NOW)));
        Outcome second = run(engine, key("same"), posting(deposit(customer, 10, NOW)));

        assertThat(second.replayed()).isTrue();
        assertThat(second.answer()).isEqualTo(first.answer());
        assertThat(balanceOf(customer)).isEqualTo("0/10/1");
    }

    @Test
    void sameKey_withOtherBody_isRefused() {
        CustomerId customer = TestBook.customer();
        run(engine, key("reuse", "a"), posting(deposit(customer, 10, NOW)));

        assertThatThrownBy(() -> run(engine, key("reuse", "b"), posting(deposit(customer, 11, NOW))))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
        assertThat(balanceOf(customer)).isEqualTo("0/10/1");
    }

    @Test
    void duplicatesInOneBatch_happenOnce() {
        CustomerId customer = TestBook.customer();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            outcomes.add(submit(engine, key("dup"), posting(deposit(customer, 7, NOW))));
            outcomes.add(submit(engine, key("dup"), posting(deposit(customer, 7, NOW))));
            outcomes.add(submit(engine, key("dup", "b"), posting(deposit(customer, 8, NOW))));
        });

        assertThat(await(outcomes.get(0)).replayed()).isFalse();
        assertThat(await(outcomes.get(1)).replayed()).isTrue();
        assertThatThrownBy(() -> await(outcomes.get(2))).isInstanceOf(Rejected.class);
        assertThat(balanceOf(customer)).isEqualTo("0/7/1");
    }

    @Test
    void entryIdThatTwoCommandsOfABatchChose_isTheFirstOnes_andCostsNobodyElseAnything() {
        CustomerId customer = TestBook.customer();
        JournalEntry wanted = deposit(customer, 7, NOW);
        long retried = engine.figures().retried();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            outcomes.add(submit(engine, key("id-1"), posting(wanted)));
            outcomes.add(submit(engine, key("id-2"), posting(wanted)));
            outcomes.add(submit(engine, key("id-3"), posting(deposit(customer, 1, NOW))));
        });

        assertThat(await(outcomes.get(0)).answer().status()).isEqualTo(201);
        assertThatThrownBy(() -> await(outcomes.get(1)))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS))
                .hasMessageContaining(wanted.id().toString());
        assertThat(await(outcomes.get(2)).answer().status()).isEqualTo(201);
        assertThat(balanceOf(customer)).isEqualTo("0/8/2");
        assertThat(engine.figures().retried()).isEqualTo(retried);
    }

    @Test
    void entryIdThatIsInTheBook_isFoundOut_withoutSplittingTheBatch() {
        CustomerId customer = TestBook.customer();
        JournalEntry taken = deposit(customer, 7, NOW);
        run(engine, key("taken-1"), posting(taken));
        long bisects = engine.figures().bisects();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            outcomes.add(submit(engine, key("taken-2"), posting(deposit(customer, 1, NOW))));
            outcomes.add(submit(engine, key("taken-3"), posting(taken)));
            outcomes.add(submit(engine, key("taken-4"), posting(deposit(customer, 1, NOW))));
        });

        assertThat(await(outcomes.get(0)).answer().status()).isEqualTo(201);
        assertThatThrownBy(() -> await(outcomes.get(1)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(taken.id().toString());
        assertThat(await(outcomes.get(2)).answer().status()).isEqualTo(201);
        assertThat(balanceOf(customer)).isEqualTo("0/9/3");
        assertThat(engine.figures().bisects()).isEqualTo(bisects);
    }

    @Test
    void batch_decidesInOrderOnWhatCameBefore() {
        CustomerId customer = TestBook.customer();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        long batches = engine.figures().batches();
        inOneBatch(() -> {
            outcomes.add(submit(engine, key("o1"), posting(payOut(customer, 3, NOW))));
            outcomes.add(submit(engine, key("o2"), posting(deposit(customer, 5, NOW))));
            outcomes.add(submit(engine, key("o3"), posting(payOut(customer, 3, NOW))));
            outcomes.add(submit(engine, key("o4"), posting(payOut(customer, 3, NOW))));
        });

        assertThat(outcomes.stream().map(o -> await(o).answer().status())).containsExactly(422, 201, 201, 422);
        assertThat(balanceOf(customer)).isEqualTo("3/5/2");
        assertThat(engine.figures().batches() - batches).isEqualTo(1);
        assertThat(database.column("select recorded_at::text from idempotency where key in ('o1', 'o2', 'o3', 'o4') "
                        + "order by key"))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void brokenCommand_failsAlone() {
        CustomerId customer = TestBook.customer();
        Command<String> bug = TestEngine.command(new Needs(Set.of(), Set.of()), books -> {
            throw new IllegalStateException("a bug");
        });
        Command<String> undeclared = TestEngine.command(
                new Needs(Set.of(), Set.of()),
                books -> new Plan.Accepted<>(
                        "", List.of(deposit(customer, 1, NOW)), List.of(), Optional.empty(), List.of()));
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            outcomes.add(submit(engine, key("b1"), posting(deposit(customer, 5, NOW))));
            outcomes.add(submit(engine, key("b2"), bug));
            outcomes.add(submit(engine, key("b3"), undeclared));
            outcomes.add(submit(engine, key("b4"), posting(shift(customer, 5, NOW))));
        });

        assertThat(await(outcomes.get(0)).answer().status()).isEqualTo(201);
        assertThatThrownBy(() -> await(outcomes.get(1))).isInstanceOf(Corrupt.class);
        assertThatThrownBy(() -> await(outcomes.get(2))).isInstanceOf(Corrupt.class);
        assertThat(await(outcomes.get(3)).answer().status()).isEqualTo(201);
    }

    @Test
    void commandTheDatabaseRefuses_isFoundByHalvingAndHarmsNoNeighbour() {
        CustomerId customer = TestBook.customer();
        JournalEntry twice = deposit(customer, 1, NOW);
        run(engine, key("p0"), posting(twice));
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            for (int i = 1; i <= 20; i++) {
                JournalEntry entry = i == 13 ? twice : deposit(customer, 1, NOW);
                outcomes.add(submit(engine, key("p" + i), posting(entry)));
            }
        });

        for (int i = 1; i <= 20; i++) {
            CompletableFuture<Outcome> outcome = outcomes.get(i - 1);
            if (i == 13) {
                assertThatThrownBy(() -> await(outcome))
                        .isInstanceOfSatisfying(
                                Conflict.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
            } else {
                assertThat(await(outcome).answer().status()).isEqualTo(201);
            }
        }
        assertThat(balanceOf(customer)).isEqualTo("0/20/20");
    }

    @Test
    void bulkCommands_areCountedByTheirEntries_whenABatchIsFilled() {
        int cap = EngineConfig.defaults().batchCap();
        CustomerId customer = TestBook.customer();
        long batches = engine.figures().batches();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            for (int i = 0; i < 4; i++) {
                outcomes.add(submit(engine, key("bulk" + i), weighing(cap, deposit(customer, 1, NOW))));
            }
        });
        outcomes.forEach(TestEngine::await);

        assertThat(engine.figures().batches() - batches).isEqualTo(4);
        assertThat(balanceOf(customer)).isEqualTo("0/4/4");
    }

    private static Command<String> weighing(int entries, JournalEntry entry) {
        Command<String> posting = posting(entry);
        return new Command<>() {
            @Override
            public Needs needs() {
                return posting.needs();
            }

            @Override
            public int weight() {
                return entries;
            }

            @Override
            public Plan<String> decide(Books books) {
                return posting.decide(books);
            }
        };
    }

    @Test
    void conflict_isNotKept() {
        AtomicBoolean moved = new AtomicBoolean(true);
        Command<String> stale = TestEngine.command(new Needs(Set.of(), Set.of()), books -> {
            if (moved.get()) {
                throw new Conflict(ErrorCode.STALE, "decide again");
            }
            return new Plan.Accepted<>("fresh", List.of(), List.of(), Optional.empty(), List.of());
        });

        assertThatThrownBy(() -> run(engine, key("c1"), stale)).isInstanceOf(Conflict.class);
        moved.set(false);
        assertThat(run(engine, key("c1"), stale).answer().body()).isEqualTo("fresh");
    }

    @Test
    void records_areReadUnderLockAndWrittenOncePerBatch() {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        inOneBatch(() -> {
            for (int i = 0; i < 10; i++) {
                outcomes.add(submit(engine, key("n" + i), counting("batch")));
            }
        });

        assertThat(outcomes.stream().map(o -> await(o).answer().body()))
                .startsWith("counted 1")
                .endsWith("counted 10");
        assertThat(run(engine, key("n-last"), counting("batch")).answer().body())
                .isEqualTo("counted 11");
        assertThat(database.number("select count from note where id = 'batch'")).isEqualTo(11);
    }

    @Test
    void fullQueue_turnsAwayWithoutDoingAnything() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        EngineConfig small = EngineConfig.defaults()
                .with(EngineConfig.Mode.LOCKED)
                .withQueueCapacity(2)
                .withBatchCap(1)
                .withMaxAttempts(3);
        try (GroupCommitEngine tiny = TestEngine.start(database.dataSource(), small, List.of())) {
            CompletableFuture<Outcome> held = submit(tiny, key("q0"), waiting(inside, go));
            inside.await();
            CompletableFuture<Outcome> second = submit(tiny, key("q1"), posting(deposit(TestBook.customer(), 1, NOW)));
            CompletableFuture<Outcome> third = submit(tiny, key("q2"), posting(deposit(TestBook.customer(), 1, NOW)));

            assertThatThrownBy(() -> run(tiny, key("q3"), posting(deposit(TestBook.customer(), 1, NOW))))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
            go.countDown();
            assertThatThrownBy(() -> await(held)).isInstanceOf(Conflict.class);
            assertThat(await(second).answer().status()).isEqualTo(201);
            assertThat(await(third).answer().status()).isEqualTo(201);
            assertThat(tiny.figures().overloaded()).isEqualTo(1);
        }
        assertThat(database.number("select count(*) from idempotency where key = 'q3'"))
                .isZero();
    }

    @Test
    void close_finishesWhatWasTaken() {
        CustomerId customer = TestBook.customer();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            outcomes.add(submit(engine, key("z" + i), posting(deposit(customer, 1, NOW))));
        }
        engine.close();

        assertThat(outcomes).allMatch(CompletableFuture::isDone);
        assertThat(balanceOf(customer)).isEqualTo("0/100/100");
        assertThatThrownBy(() -> run(engine, key("late"), posting(deposit(customer, 1, NOW))))
                .isInstanceOf(LedgerException.class);
    }

    /** Holds the engine inside a first batch until everything {@code submissions} submits is queued. */
    private void inOneBatch(Runnable submissions) {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Outcome> first =
                submit(engine, key("hold-" + TestBook.ids().next()), waiting(inside, go));
        try {
            inside.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        submissions.run();
        go.countDown();
        assertThatThrownBy(() -> await(first)).isInstanceOf(Conflict.class);
    }

    /** Ends in a conflict, so that the batch it holds open writes nothing. */
    private static Command<String> waiting(CountDownLatch inside, CountDownLatch go) {
        return TestEngine.command(new Needs(Set.of(), Set.of()), books -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new Conflict(ErrorCode.STALE, "only held the door");
        });
    }

    private static String balanceOf(CustomerId customer) {
        return database.column("select debits || '/' || credits || '/' || sequence from balance_now join account using "
                        + "(account_id) where name = '" + TestBook.spot(customer) + "'")
                .get(0);
    }

    private static String fingerprintOfTheBook() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("balance", "posting", "journal_entry", "account", "pending_event")) {
            all.append(database.column("select md5(string_agg(t::text, ',' order by t::text)) from " + table + " t"));
        }
        return all.toString();
    }
}

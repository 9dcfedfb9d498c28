package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestBook.shift;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.Outcome;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.EveryCheck;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a node that decides from memory has there: read before anybody asks for it, and kept while it is used. */
class WarmMemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.create();

    @Test
    void everyBalanceOfTheBook_isInMemory_beforeItsFirstUse() {
        List<CustomerId> customers = customers(230);
        try (GroupCommitEngine engine = start(EngineConfig.defaults().heldAccounts())) {
            awaitMemory(engine);
            assertThat(engine.figures().heldAccounts()).isEqualTo(customers.size() + 1L);
            assertThat(engine.figures().batches()).isZero();

            assertThat(depositToEach(engine, "again", customers)).containsOnly(201);
            assertThat(engine.figures().fenceLosses()).isZero();
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void writesThatComeWhileMemoryIsRead_areNeverDecidedFromAnOlderBalance() {
        List<CustomerId> customers = customers(4_000);
        try (GroupCommitEngine engine = start(EngineConfig.defaults().heldAccounts())) {
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                outcomes.addAll(submitToEach(engine, "round-" + round, customers));
            }
            assertThat(statuses(outcomes)).containsOnly(201);
            awaitMemory(engine);
            assertThat(engine.figures().heldAccounts()).isEqualTo(customers.size() + 1L);
            assertThat(engine.figures().fenceLosses()).isZero();
        }
        assertThat(database.number("select count(*) from balance where sequence = 4"))
                .isEqualTo(customers.size());
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void bookLargerThanMemory_isReadAheadOnlyAsFarAsItFits() {
        customers(1_300);
        try (GroupCommitEngine engine = start(1_000)) {
            awaitMemory(engine);
            assertThat(engine.figures().heldAccounts()).isBetween(800L, 1_000L);
        }
    }

    @Test
    void accountsThatDoNotFit_areForgottenAndReadAgain_andNoDepositIsLost() {
        List<CustomerId> customers = customers(1_300);
        try (GroupCommitEngine engine = start(1_000)) {
            // Until then it writes under locks and remembers nothing.
            Eventually.until(
                    "the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
            for (int round = 0; round < 3; round++) {
                assertThat(depositToEach(engine, "round-" + round, customers)).containsOnly(201);
                assertThat(engine.figures().heldAccounts()).isBetween(900L, 1_000L);
            }
            assertThat(engine.figures().fenceLosses()).isZero();
        }
        assertThat(database.number("select count(*) from balance_now where sequence = 4"))
                .isEqualTo(customers.size());
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void accountThatIsUsedAgain_staysLonger_thanOneThatCameWithIt() {
        CustomerId busy = TestBook.customer();
        CustomerId quiet = TestBook.customer();
        try (GroupCommitEngine engine = start(1_000)) {
            Eventually.until(
                    "the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
            depositToEach(engine, "first", List.of(busy));
            depositToEach(engine, "first", List.of(quiet));
            // With the account that pays them memory is full.
            depositToEach(engine, "first", newCustomers(997));
            depositToEach(engine, "again", List.of(busy));
            depositToEach(engine, "late", newCustomers(10));
            shiftBehindTheBackOf(engine, quiet, busy);

            // What is forgotten is read as it stands; what is in memory loses at the fence and is read then.
            TestEngine.run(engine, key("quiet"), posting(shift(quiet, 1, NOW)));
            assertThat(engine.figures().fenceLosses()).isZero();
            TestEngine.run(engine, key("busy"), posting(shift(busy, 1, NOW)));
            assertThat(engine.figures().fenceLosses()).isEqualTo(1);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    private void shiftBehindTheBackOf(GroupCommitEngine engine, CustomerId... customers) {
        assertThat(engine.figures().leaseHeld()).isTrue();
        try (GroupCommitEngine other =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(Mode.LOCKED), List.of())) {
            for (CustomerId customer : customers) {
                TestEngine.run(other, key("other-" + customer), posting(shift(customer, 1, NOW)));
            }
        }
    }

    private static List<CustomerId> newCustomers(int count) {
        return Stream.generate(TestBook::customer).limit(count).toList();
    }

    /** Customers of whom each has one account, written by an engine without memory. */
    private List<CustomerId> customers(int count) {
        List<CustomerId> customers = newCustomers(count);
        try (GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(Mode.LOCKED), List.of())) {
            assertThat(depositToEach(engine, "first", customers)).containsOnly(201);
            assertThat(engine.figures().cold()).isFalse();
        }
        return customers;
    }

    private static List<Integer> depositToEach(GroupCommitEngine engine, String name, List<CustomerId> customers) {
        return statuses(submitToEach(engine, name, customers));
    }

    private static List<CompletableFuture<Outcome>> submitToEach(
            GroupCommitEngine engine, String name, List<CustomerId> customers) {
        return customers.stream()
                .map(customer -> submit(engine, key(name + "-" + customer), posting(deposit(customer, 7, NOW))))
                .toList();
    }

    private static List<Integer> statuses(List<CompletableFuture<Outcome>> outcomes) {
        return outcomes.stream()
                .map(outcome -> TestEngine.await(outcome).answer().status())
                .toList();
    }

    private GroupCommitEngine start(int heldAccounts) {
        return TestEngine.start(
                database.dataSource(), EngineConfig.defaults().withHeldAccounts(heldAccounts), List.of());
    }

    private static void awaitMemory(GroupCommitEngine engine) {
        Eventually.until(
                "balances are in memory", PATIENCE, () -> !engine.figures().cold());
    }
}

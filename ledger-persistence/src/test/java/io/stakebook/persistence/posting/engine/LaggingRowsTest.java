package io.stakebook.persistence.posting.engine;

import static io.stakebook.persistence.testing.TestBook.deposit;
import static io.stakebook.persistence.testing.TestBook.payOut;
import static io.stakebook.persistence.testing.TestEngine.command;
import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static io.stakebook.persistence.testing.TestEngine.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Plan;
import io.stakebook.persistence.journal.JdbcBalances;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.EveryCheck;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Balance rows that lag behind the postings, and who must not be misled by them. */
class LaggingRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LAGGING = "select count(*) from balance_now where row_sequence < sequence";

    private final TestDatabase database = TestDatabase.create();
    private final CustomerId ann = TestBook.customer();

    @Test
    void rowsFollowByThemselves_whenNothingIsAsked() {
        try (GroupCommitEngine engine = engine(Mode.LEASED)) {
            run(engine, key("d0"), posting(deposit(ann, 5, NOW)));
            run(engine, key("d1"), posting(deposit(ann, 5, NOW)));

            Eventually.until("all rows have followed", PATIENCE, () -> database.number(LAGGING) == 0);
            assertThat(database.number("select credits from balance where not debit_normal"))
                    .isEqualTo(10);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void rowsFollowWhileTheEngineIsBusy_andAllOfThemBeforeItEnds() {
        List<CustomerId> customers =
                Stream.generate(TestBook::customer).limit(300).toList();
        AtomicBoolean enough = new AtomicBoolean();
        try (GroupCommitEngine engine = engine(Mode.LEASED)) {
            List<CompletableFuture<Void>> busy = customers.stream()
                    .map(customer -> depositUntil(enough, engine, customer, 0))
                    .toList();
            Eventually.until(
                    "rows follow beside the writes",
                    PATIENCE,
                    () -> database.number("select count(*) from balance where sequence > 1 and not debit_normal") > 0);
            assertThat(busy).as("who writes").noneMatch(CompletableFuture::isDone);
            enough.set(true);
            busy.forEach(CompletableFuture::join);
        }
        assertThat(database.number(LAGGING)).isZero();
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    /** One deposit after the other without a pause. */
    private static CompletableFuture<Void> depositUntil(
            AtomicBoolean enough, GroupCommitEngine engine, CustomerId customer, int round) {
        return submit(engine, key(customer + "/" + round), posting(deposit(customer, 1, NOW)))
                .thenCompose(outcome -> {
                    assertThat(status(outcome)).isEqualTo(201);
                    return enough.get()
                            ? CompletableFuture.completedFuture(null)
                            : depositUntil(enough, engine, customer, round + 1);
                });
    }

    @Test
    void readersAndWritersUnderLocks_seeWhereAnAccountStands_thoughItsRowCannotFollow() throws SQLException {
        try (GroupCommitEngine leased = engine(Mode.LEASED);
                GroupCommitEngine locked = engine(Mode.LOCKED)) {
            run(leased, key("d0"), posting(deposit(ann, 7, NOW)));
            Eventually.until("all rows have followed", PATIENCE, () -> database.number(LAGGING) == 0);
            try (Connection other = database.dataSource().getConnection()) {
                keepRowsFromFollowing(other);
                assertThat(status(run(leased, key("d1"), posting(deposit(ann, 3, NOW.minusSeconds(60))))))
                        .isEqualTo(201);

                assertThat(database.number(LAGGING)).isEqualTo(2);
                assertThat(balanceOfAnn()).isEqualTo(10);
                EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
                other.rollback();
            }
            assertThat(status(run(locked, key("p0"), posting(payOut(ann, 10, NOW)))))
                    .isEqualTo(201);
            assertThat(status(run(locked, key("p1"), posting(payOut(ann, 1, NOW)))))
                    .isEqualTo(422);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void limitsSetByAnotherNode_bindTheNextCommandDecidedFromMemory() {
        try (GroupCommitEngine leased = engine(Mode.LEASED);
                GroupCommitEngine locked = engine(Mode.LOCKED)) {
            run(leased, key("d0"), posting(deposit(ann, 5, NOW)));
            assertThat(status(run(locked, key("l0"), mostInTheOmnibus(8L)))).isEqualTo(201);

            assertThat(status(run(leased, key("d1"), posting(deposit(ann, 4, NOW)))))
                    .isEqualTo(422);
            assertThat(leased.figures().fenceLosses())
                    .as("it was decided from memory first")
                    .isEqualTo(1);
            assertThat(status(run(leased, key("d2"), posting(deposit(ann, 3, NOW)))))
                    .isEqualTo(201);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    @Test
    void limitsSetByTheNodeItself_bindTheNextCommand_andTheRowFollowsWithThem() {
        try (GroupCommitEngine leased = engine(Mode.LEASED)) {
            run(leased, key("d0"), posting(deposit(ann, 5, NOW)));
            assertThat(status(run(leased, key("l0"), mostInTheOmnibus(8L)))).isEqualTo(201);
            assertThat(status(run(leased, key("d1"), posting(deposit(ann, 4, NOW)))))
                    .isEqualTo(422);
            assertThat(status(run(leased, key("l1"), mostInTheOmnibus(null)))).isEqualTo(201);
            assertThat(status(run(leased, key("d2"), posting(deposit(ann, 4, NOW)))))
                    .isEqualTo(201);
            assertThat(leased.figures().fenceLosses()).isZero();
            Eventually.until("all rows have followed", PATIENCE, () -> database.number(LAGGING) == 0);
        }
        EveryCheck.findsNothing(database.dataSource(), Clock.systemUTC());
    }

    /** As when a standby takes over that had not received everything. */
    @Test
    void anotherServerThatKnowsLess_isNotTakenForTheOneMemoryWasReadFrom() {
        TestDatabase[] leadsTo = {database};
        DataSource moving = moving(leadsTo);
        try (GroupCommitEngine engine = TestEngine.start(moving, EngineConfig.defaults(), List.of())) {
            Eventually.until(
                    "the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
            run(engine, key("d0"), posting(deposit(ann, 5, NOW)));
        }
        TestDatabase older = database.copy();
        try (GroupCommitEngine engine = TestEngine.start(moving, EngineConfig.defaults(), List.of())) {
            Eventually.until(
                    "the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
            run(engine, key("d1"), posting(deposit(ann, 5, NOW)));
            Eventually.until("all rows have followed", PATIENCE, () -> database.number(LAGGING) == 0);
            leadsTo[0] = older;
            database.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                    + database.name() + "' and application_name = 'stakebook posting engine'");

            assertThat(status(run(engine, key("p0"), posting(payOut(ann, 6, NOW)))))
                    .isEqualTo(422);
            assertThat(status(run(engine, key("p1"), posting(payOut(ann, 5, NOW)))))
                    .isEqualTo(201);
        }
        EveryCheck.findsNothing(older.dataSource(), Clock.systemUTC());
    }

    private static DataSource moving(TestDatabase[] leadsTo) {
        return (DataSource) Proxy.newProxyInstance(
                LaggingRowsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.invoke(leadsTo[0].dataSource(), arguments));
    }

    /** Whoever holds the rows keeps them where they are; postings need none of them. */
    private static void keepRowsFromFollowing(Connection other) throws SQLException {
        other.setAutoCommit(false);
        other.createStatement().execute("select 1 from balance for update");
    }

    private long balanceOfAnn() {
        return new JdbcBalances(new BookReader(database.dataSource()), Clock.systemUTC())
                .find(TestBook.spot(ann))
                .orElseThrow()
                .posted()
                .longValueExact();
    }

    private static Command<String> mostInTheOmnibus(@Nullable Long units) {
        BigInteger most = units == null ? null : BigInteger.valueOf(units);
        SetLimits set = new SetLimits(
                TestBook.omnibus(), new SetLimits.Bounds(null, most, null, null), "risk review", "finance-1", null);
        return command(set.needs(), books -> {
            Plan.Accepted<Balance> plan = (Plan.Accepted<Balance>) set.decide(books);
            return new Plan.Accepted<>(
                    "limited", List.of(), plan.late(), List.of(), plan.limits(), Optional.empty(), plan.notices());
        });
    }

    private static int status(Outcome outcome) {
        return outcome.answer().status();
    }

    private GroupCommitEngine engine(Mode mode) {
        GroupCommitEngine engine =
                TestEngine.start(database.dataSource(), EngineConfig.defaults().with(mode), List.of());
        if (mode == Mode.LEASED) {
            Eventually.until(
                    "the lease is held", PATIENCE, () -> engine.figures().leaseHeld());
        }
        return engine;
    }
}

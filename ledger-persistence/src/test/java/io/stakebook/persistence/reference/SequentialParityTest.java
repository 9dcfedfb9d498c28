package io.stakebook.persistence.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.testing.TestDatabase;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * One after another, the model and the engine must say the same to everything: yes, or no for the same reason; and show the
 * same balances, versions and reservations after every answer. {@code -Dmodel.tries=500} looks longer.
 */
class SequentialParityTest {

    private static final int STEPS = 40;
    private static final AtomicInteger BOOKS = new AtomicInteger();
    private static final AtomicLong ASKED = new AtomicLong();
    private static final AtomicLong ACCEPTED = new AtomicLong();

    private static TestDatabase database;
    private static MovableClock clock;
    private static RealLedger real;

    @BeforeContainer
    static void open() {
        database = RealLedger.database();
        clock = new MovableClock(Instant.parse("2026-03-10T09:00:00Z"));
        real = new RealLedger(database, clock, EngineConfig.defaults());
    }

    @AfterContainer
    static void close() {
        real.close();
    }

    @Property(tries = 12)
    void engine_saysWhatTheModelSays(@ForAll("steps") ActionChain<TwoLedgers> chain) {
        TwoLedgers end = chain.run();

        ASKED.addAndGet(end.answers());
        ACCEPTED.addAndGet(end.accepted());
    }

    @Property(tries = 1)
    void afterwards_theBookIsClean() {
        for (int seed = 0; seed < Integer.getInteger("model.tries", 3); seed++) {
            TwoLedgers book = new TwoLedgers(real, clock, BOOKS.getAndIncrement());
            for (int step = 0; step < STEPS; step++) {
                book.step(seed * 1_000_003L + step);
            }
            ASKED.addAndGet(book.answers());
            ACCEPTED.addAndGet(book.accepted());
        }

        assertThat(real.check().results())
                .allSatisfy(result -> assertThat(result.findings()).isEmpty());
        assertThat(ACCEPTED.get()).as("accepted of " + ASKED).isGreaterThan(ASKED.get() / 5);
        assertThat(ASKED.get() - ACCEPTED.get()).as("refused of " + ASKED).isGreaterThan(ASKED.get() / 10);
    }

    @Provide
    Arbitrary<ActionChain<TwoLedgers>> steps() {
        return ActionChain.startWith(() -> new TwoLedgers(real, clock, BOOKS.getAndIncrement()))
                .withAction(new Step())
                .withMaxTransformations(STEPS);
    }

    /** Anything; what it is follows from its number and from the book as it stands. */
    private static final class Step implements Action.Independent<TwoLedgers> {

        @Override
        public Arbitrary<Transformer<TwoLedgers>> transformer() {
            return Arbitraries.longs().map(seed -> Transformer.mutate("step " + seed, book -> book.step(seed)));
        }
    }
}

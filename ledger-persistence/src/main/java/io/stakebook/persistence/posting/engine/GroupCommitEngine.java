package io.stakebook.persistence.posting.engine;

import io.stakebook.core.posting.EngineFigures;
import io.stakebook.core.posting.EngineGauges;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EventBodies;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.posting.RulesWatch;
import io.stakebook.persistence.posting.batch.AccountDirectory;
import io.stakebook.persistence.posting.batch.LockedAccounts;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.memory.HeldAccounts;
import io.stakebook.persistence.posting.session.EngineConnection;
import io.stakebook.persistence.posting.session.Standstill;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: one thread takes whatever is queued, decides it and commits it in one transaction: under locks (ADR 0004),
 * or from memory while this node holds the lease (ADR 0011). What it remembers the database confirms before the commit, so
 * several engines may work on one database.
 */
public final class GroupCommitEngine implements PostingEngine, EngineGauges, AutoCloseable {

    private static final Logger LOG = System.getLogger(GroupCommitEngine.class.getName());

    /** A rest for events that wait is cut into pieces of this length, so that the end of the engine is noticed. */
    private static final Duration LONGEST_REST = Duration.ofMillis(5);

    /** So long the end of the engine waits for what is queued, or as long as for one batch; what is not begun then is turned away. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    /**
     * Lanes hardly ever wait for one another in the database, so whoever makes one wait is another node, at the gate or about to
     * write the same keys. A circle of waiting that goes through the order of our batches PostgreSQL cannot see; this ends it.
     */
    private static final Duration LANE_PATIENCE = Duration.ofMillis(100);

    private static final List<String> LANES = List.of("a", "b", "c");

    private final EngineConfig config;
    private final EngineCounters counters = new EngineCounters();
    private final EngineConnection connection;
    private final Callers callers;
    private final EventIntake events;
    private final RulesWatch rules;
    private final Intake intake;
    private final Writing writing;
    private boolean ended;
    private @Nullable Thread thread;

    /**
     * What the engine is made of.
     *
     * @param dataSource gives the engine its own connection; must not join a container transaction
     * @param clock business clock, UTC
     * @param stores one per {@code Stored} type, in the order in which types are locked
     * @param completions runs the callers' continuations, so that they cannot hold up the engine
     * @param events told of each commit that left events behind, and asked how fast to go on
     */
    public record Parts(
            DataSource dataSource,
            Clock clock,
            List<RecordStore<?>> stores,
            EventBodies bodies,
            RulesWatch rules,
            DecisionChain decisions,
            Executor completions,
            EventIntake events) {}

    public GroupCommitEngine(EngineConfig config, Parts parts) {
        this.config = config;
        this.events = parts.events();
        this.rules = parts.rules();
        this.callers = new Callers(counters, parts.events(), parts.completions());
        this.intake = new Intake(config, this::mayChangeRules, callers, counters);
        AccountDirectory directory = new AccountDirectory();
        this.connection = new EngineConnection(parts.dataSource(), directory::begin, LOCK_PATIENCE);
        List<EngineConnection> connections = new CopyOnWriteArrayList<>(List.of(connection));
        Standstill standstill = new Standstill(
                () -> connections.stream().map(EngineConnection::session).toArray(Integer[]::new));
        Attempt attempt = new Attempt(
                parts.clock(), directory, byType(parts.stores()), parts.decisions(), parts.bodies(), parts.rules());
        BatchRunner locked = new BatchRunner(
                config,
                connection,
                attempt,
                new LockedAccounts(directory),
                counters,
                callers,
                standstill,
                intake::isLate);
        if (config.mode() == EngineConfig.Mode.LEASED) {
            List<Lane> lanes = new ArrayList<>();
            for (String name : LANES) {
                EngineConnection own = new EngineConnection(parts.dataSource(), directory::begin, LANE_PATIENCE);
                connections.add(own);
                lanes.add(new Lane(name, own, attempt, callers));
            }
            this.writing = new LeasedWriting(
                    new Lease(parts.dataSource(), standstill),
                    lanes,
                    attempt,
                    locked,
                    new HeldAccounts(config.heldAccounts()),
                    counters,
                    callers);
        } else {
            this.writing = locked::run;
        }
    }

    private static Map<Class<?>, RecordStore<?>> byType(Collection<RecordStore<?>> stores) {
        Map<Class<?>, RecordStore<?>> byType = new LinkedHashMap<>();
        for (RecordStore<?> store : stores) {
            if (byType.put(store.type(), store) != null) {
                throw new IllegalArgumentException(
                        "two stores for " + store.type().getSimpleName());
            }
        }
        return Collections.unmodifiableMap(byType);
    }

    /** Starts the engine's thread; an engine runs once. */
    public synchronized void start() {
        if (thread != null || ended) {
            throw new IllegalStateException("the engine was started before, or ended");
        }
        Thread fresh = new Thread(this::loop, "stakebook-posting-engine");
        fresh.setDaemon(true);
        intake.open();
        writing.start();
        fresh.start();
        thread = fresh;
    }

    @Override
    public CompletionStage<Outcome> submit(Submission<?> submission) {
        return intake.submit(submission);
    }

    @Override
    public EngineFigures figures() {
        return counters.read(intake.waiting(), config.queueCapacity(), writing.leaseHeld(), writing.takeovers());
    }

    /**
     * Takes no more submissions, finishes those that were taken, and gives the connections back. When the database does not let
     * it finish in {@link #LAST_WRITES}, what was not begun is turned away.
     */
    @Override
    public void close() {
        @Nullable Thread running = end();
        boolean interrupted = false;
        while (running != null && running.isAlive()) {
            try {
                running.join(Duration.ofSeconds(1).toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The engine's thread, which is to end; null when it was never started: then what it would leave behind is given back here. */
    private synchronized @Nullable Thread end() {
        intake.close(config.longestBatch().compareTo(LAST_WRITES) < 0 ? config.longestBatch() : LAST_WRITES);
        if (thread == null && !ended) {
            giveBack();
        }
        ended = true;
        return thread;
    }

    private void giveBack() {
        try {
            writing.close();
        } finally {
            connection.drop();
        }
    }

    private void loop() {
        List<Ticket<?>> batch = new ArrayList<>(config.batchCap());
        boolean tidying = false;
        while (true) {
            try {
                boolean warming = writing.makeReady();
                if (resting()) {
                    continue;
                }
                Ticket<?> first = intake.first(warming || tidying ? 0 : writing.pauseMillis());
                if (first == null) {
                    if (!writing.flying() && intake.isFinished()) {
                        break;
                    }
                    tidying = writing.tidy();
                    continue;
                }
                tidying = false;
                intake.gather(first, writing.most(first, intake.waiting()), batch);
                if (intake.isLate()) {
                    intake.turnAway(batch);
                } else {
                    write(batch);
                }
            } catch (InterruptedException e) {
                Pauses.ignoreInterrupt();
            } catch (
                    Throwable
                            broken) { // The writer must outlive any fault; its callers learn that they must ask again.
                LOG.log(Level.ERROR, "batch=" + batch.size() + " broke the posting engine's loop", broken);
                connection.drop();
                callers.abandon(batch);
            } finally {
                batch.clear();
            }
        }
        giveBack();
    }

    /** True after a pause in favour of events that wait for their place; an engine that is to end takes none. */
    private boolean resting() {
        long nanos = events.restNanos();
        if (nanos <= 0 || !intake.isOpen()) {
            return false;
        }
        long begun = System.nanoTime();
        Pauses.pause(Math.min(nanos, LONGEST_REST.toNanos()));
        counters.restNanos.add(System.nanoTime() - begun);
        return true;
    }

    private void write(List<Ticket<?>> batch) {
        writing.write(batch);
        if (mayChangeRules(batch.get(batch.size() - 1))) {
            writing.land(); // The next batch must see them.
        }
    }

    /** Such a command is the last of its batch, and what is behind it is decided after its commit. */
    private boolean mayChangeRules(Ticket<?> ticket) {
        for (RecordKey record : ticket.needs().records()) {
            if (rules.areKeptIn(record.type())) {
                return true;
            }
        }
        return false;
    }
}

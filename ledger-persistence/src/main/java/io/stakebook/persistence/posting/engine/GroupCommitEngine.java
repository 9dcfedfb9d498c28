package io.stakebook.persistence.posting.engine;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
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
import io.stakebook.persistence.posting.batch.Resolution;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: one thread takes whatever is queued, decides it and commits it in one transaction: under locks (ADR 0004),
 * or from memory while this node holds the lease (ADR 0011). What it remembers the database confirms before the commit, so
 * several engines may work on one database.
 */
public final class GroupCommitEngine implements PostingEngine, EngineGauges, AutoCloseable {

    private static final Logger LOG = System.getLogger(GroupCommitEngine.class.getName());
    private static final long LOOK_AGAIN_MILLIS = 200;

    /** While batches are on their way, one that fails is noticed soon. */
    private static final long LOOK_AFTER_FLIGHTS_MILLIS = 2;

    /** So long nothing must be asked before balance rows are brought up to date for their own sake. */
    private static final long TIDY_AFTER_MILLIS = 20;

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

    private final EngineConfig config;
    private final BlockingQueue<Ticket<?>> queue;
    private final EngineCounters counters = new EngineCounters();
    private final List<EngineConnection> connections = new CopyOnWriteArrayList<>();
    private final EngineConnection connection;
    private final BatchRunner runner;
    private final Callers callers;
    private final EventIntake events;
    private final RulesWatch rules;
    private final @Nullable Lease lease;
    private final @Nullable LeasedWriter leased;
    private boolean remembering;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private boolean accepting;
    private boolean ended;
    private long endBy;
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
        this.queue = new ArrayBlockingQueue<>(config.queueCapacity());
        this.events = parts.events();
        this.rules = parts.rules();
        this.callers = new Callers(counters, parts.events(), parts.completions());
        AccountDirectory directory = new AccountDirectory();
        this.connection = new EngineConnection(parts.dataSource(), directory::begin, LOCK_PATIENCE);
        connections.add(connection);
        Attempt attempt = new Attempt(
                parts.clock(), directory, byType(parts.stores()), parts.decisions(), parts.bodies(), parts.rules());
        Standstill standstill = new Standstill(this::sessions);
        this.runner = new BatchRunner(
                config,
                connection,
                attempt,
                new LockedAccounts(directory),
                counters,
                callers,
                standstill,
                this::isLate);
        if (config.mode() == EngineConfig.Mode.LEASED) {
            lease = new Lease(parts.dataSource(), standstill);
            Lane[] lanes = {
                lane("a", parts, directory, attempt),
                lane("b", parts, directory, attempt),
                lane("c", parts, directory, attempt)
            };
            leased = new LeasedWriter(
                    lanes, attempt, runner, new HeldAccounts(config.heldAccounts()), counters, callers);
        } else {
            lease = null;
            leased = null;
        }
    }

    private Lane lane(String name, Parts parts, AccountDirectory directory, Attempt attempt) {
        EngineConnection own = new EngineConnection(parts.dataSource(), directory::begin, LANE_PATIENCE);
        connections.add(own);
        return new Lane(name, own, attempt, this::ended);
    }

    private Integer[] sessions() {
        return connections.stream().map(EngineConnection::session).toArray(Integer[]::new);
    }

    /** On a lane's thread. */
    private void ended(Flight flight) {
        if (flight.end()) {
            try {
                callers.committed(flight.draft());
            } catch (Throwable broken) { // The lane must go on; what was written is found by its key.
                LOG.log(Level.ERROR, "a batch was written and its callers could not be told", broken);
                callers.abandon(flight.draft().batch());
            }
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

    /** Starts the engine's thread. */
    public void start() {
        gate.writeLock().lock();
        try {
            if (thread != null || ended) {
                throw new IllegalStateException("the engine was started before, or ended");
            }
            accepting = true;
            thread = new Thread(this::loop, "stakebook-posting-engine");
            thread.setDaemon(true);
            if (lease != null) {
                lease.start();
            }
            thread.start();
        } finally {
            gate.writeLock().unlock();
        }
    }

    @Override
    public CompletionStage<Outcome> submit(Submission<?> submission) {
        Ticket<?> ticket = new Ticket<>(submission);
        gate.readLock().lock();
        try {
            if (!accepting) {
                return turnAway("the ledger is not running; nothing was done, ask again later");
            }
            if (!queue.offer(ticket)) {
                return turnAway("the queue of " + config.queueCapacity()
                        + " writes is full; nothing was done, ask again later");
            }
        } finally {
            gate.readLock().unlock();
        }
        return ticket.promise();
    }

    private CompletionStage<Outcome> turnAway(String why) {
        counters.overloaded.increment();
        return CompletableFuture.failedStage(new Unavailable(ErrorCode.OVERLOADED, why));
    }

    @Override
    public EngineFigures figures() {
        return counters.read(
                queue.size(),
                config.queueCapacity(),
                lease != null && lease.held(),
                lease == null ? 0 : lease.takeovers());
    }

    /**
     * Takes no more submissions, finishes those that were taken, and gives the connection back. When the database does not let
     * it finish in {@link #LAST_WRITES}, what was not begun is turned away.
     */
    @Override
    public void close() {
        Thread running;
        gate.writeLock().lock();
        try {
            endBy = accepting ? System.nanoTime() + patience().toNanos() : endBy;
            accepting = false;
            ended = true;
            running = thread;
        } finally {
            gate.writeLock().unlock();
        }
        if (running == null) {
            giveBack();
            return;
        }
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join(Duration.ofSeconds(1).toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (lease != null) {
            lease.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration patience() {
        return config.longestBatch().compareTo(LAST_WRITES) < 0 ? config.longestBatch() : LAST_WRITES;
    }

    /** True when the engine should have ended by now. */
    private boolean isLate() {
        gate.readLock().lock();
        try {
            return !accepting && System.nanoTime() - endBy > 0;
        } finally {
            gate.readLock().unlock();
        }
    }

    private void loop() {
        List<Ticket<?>> batch = new ArrayList<>(config.batchCap());
        boolean tidying = false;
        while (true) {
            try {
                boolean warming = makeReady();
                if (resting()) {
                    continue;
                }
                Ticket<?> first = queue.poll(warming || tidying ? 0 : pause(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (!flying() && finished()) {
                        break;
                    }
                    tidying = tidy();
                    continue;
                }
                tidying = false;
                gather(first, batch);
                if (isLate()) {
                    turnAway(batch);
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

    /** Ends the lanes' threads, which are there from the beginning, and gives the connections back. */
    private void giveBack() {
        if (leased != null) {
            leased.close();
        }
        connection.drop();
    }

    /** True when there are more balance rows to bring up to date while nothing is asked. */
    private boolean tidy() {
        return leased != null && lease != null && lease.held() && remembering && leased.tidy();
    }

    /** True after a pause in favour of events that wait for their place; an engine that is to end takes none. */
    private boolean resting() {
        long nanos = events.restNanos();
        if (nanos <= 0 || !accepting()) {
            return false;
        }
        long begun = System.nanoTime();
        Pauses.pause(Math.min(nanos, LONGEST_REST.toNanos()));
        counters.restNanos.add(System.nanoTime() - begun);
        return true;
    }

    private boolean accepting() {
        gate.readLock().lock();
        try {
            return accepting;
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Whatever is queued, as far as one transaction should go and the rules stay as they are. */
    private void gather(Ticket<?> first, List<Ticket<?>> batch) {
        int most = config.batchCap();
        // A batch that reads rows lands alone, so it leaves nothing for others to carry beside it.
        boolean beside = first.needs().records().isEmpty();
        if (leased != null && remembering && beside) {
            most = Math.min(most, leased.share((1L + queue.size()) * first.weight()));
        }
        int weight = 0;
        for (Ticket<?> next = first; next != null; next = weight < most ? queue.poll() : null) {
            batch.add(next);
            weight += next.weight();
            if (mayChangeRules(next)) {
                break;
            }
        }
    }

    private void turnAway(List<Ticket<?>> batch) {
        LOG.log(Level.WARNING, "batch=" + batch.size() + " is turned away: the engine ends and the database is slow");
        for (Ticket<?> ticket : batch) {
            callers.tell(Map.of(
                    ticket,
                    new Resolution.Failed(new Unavailable(
                            ErrorCode.OVERLOADED, "the ledger is ending; nothing was done, ask again later"))));
        }
    }

    private boolean mayChangeRules(Ticket<?> ticket) {
        for (RecordKey record : ticket.needs().records()) {
            if (rules.areKeptIn(record.type())) {
                return true;
            }
        }
        return false;
    }

    private void write(List<Ticket<?>> batch) {
        if (leased != null && remembers()) {
            leased.run(batch);
            if (mayChangeRules(batch.get(batch.size() - 1))) {
                leased.land(); // The next batch must see them.
            }
        } else {
            runner.run(batch);
        }
    }

    /** True while this node may decide from memory; trusts nothing of it any more when it may not. */
    private boolean remembers() {
        if (leased == null || lease == null) {
            return false;
        }
        boolean held = lease.held();
        boolean may = held && !leased.resting();
        if (may) {
            leased.under(lease.takeovers());
        } else if (remembering && held) {
            leased.retreat();
        } else if (remembering) {
            leased.lapse();
        }
        remembering = may;
        return may;
    }

    /**
     * Room for the next batch, and a few balances for those after it; true while there are more of them to read at once. A
     * lease that is late by a moment costs nothing here: whether memory is trusted is asked again when there is something to
     * write. What failed on its way is brought to its end in any case.
     */
    private boolean makeReady() {
        if (leased == null || lease == null) {
            return false;
        }
        if (!lease.held() || leased.resting()) {
            leased.reap();
            return false;
        }
        leased.under(lease.takeovers());
        remembering = true;
        leased.awaitRoom();
        return leased.warm();
    }

    private long pause() {
        if (flying()) {
            return LOOK_AFTER_FLIGHTS_MILLIS;
        }
        return leased != null && leased.lagging() ? TIDY_AFTER_MILLIS : LOOK_AGAIN_MILLIS;
    }

    private boolean flying() {
        return leased != null && leased.flying();
    }

    private boolean finished() {
        gate.readLock().lock();
        try {
            return !accepting && queue.isEmpty();
        } finally {
            gate.readLock().unlock();
        }
    }
}

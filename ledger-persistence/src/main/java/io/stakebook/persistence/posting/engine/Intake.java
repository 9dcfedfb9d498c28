package io.stakebook.persistence.posting.engine;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.batch.Resolution;
import io.stakebook.persistence.posting.batch.Ticket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted and is not begun. Anybody may submit while it is open; batches are taken out by the engine's thread, which
 * goes on until all that was taken in is out. Once closed nothing comes in behind the last look.
 */
final class Intake {

    private static final Logger LOG = System.getLogger(Intake.class.getName());

    private final int capacity;
    private final int batchCap;
    private final Predicate<Ticket<?>> endsBatch;
    private final Callers callers;
    private final EngineCounters counters;
    private final BlockingQueue<Ticket<?>> queue;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private boolean open;
    private long endBy;

    /** @param endsBatch true of a command with which nothing behind it may be decided */
    Intake(EngineConfig config, Predicate<Ticket<?>> endsBatch, Callers callers, EngineCounters counters) {
        this.capacity = config.queueCapacity();
        this.batchCap = config.batchCap();
        this.endsBatch = endsBatch;
        this.callers = callers;
        this.counters = counters;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    void open() {
        gate.writeLock().lock();
        try {
            open = true;
        } finally {
            gate.writeLock().unlock();
        }
    }

    /**
     * Takes nothing in any more.
     *
     * @param patience what has not begun by then is late
     */
    void close(Duration patience) {
        gate.writeLock().lock();
        try {
            endBy = open ? System.nanoTime() + patience.toNanos() : endBy;
            open = false;
        } finally {
            gate.writeLock().unlock();
        }
    }

    boolean isOpen() {
        gate.readLock().lock();
        try {
            return open;
        } finally {
            gate.readLock().unlock();
        }
    }

    /** True when the engine should have ended by now. */
    boolean isLate() {
        gate.readLock().lock();
        try {
            return !open && System.nanoTime() - endBy > 0;
        } finally {
            gate.readLock().unlock();
        }
    }

    /** True when nothing waits and nothing will. */
    boolean isFinished() {
        gate.readLock().lock();
        try {
            return !open && queue.isEmpty();
        } finally {
            gate.readLock().unlock();
        }
    }

    /** How many commands wait. */
    int waiting() {
        return queue.size();
    }

    CompletionStage<Outcome> submit(Submission<?> submission) {
        Ticket<?> ticket = new Ticket<>(submission);
        gate.readLock().lock();
        try {
            if (!open) {
                return refused("the ledger is not running; nothing was done, ask again later");
            }
            if (!queue.offer(ticket)) {
                return refused("the queue of " + capacity + " writes is full; nothing was done, ask again later");
            }
        } finally {
            gate.readLock().unlock();
        }
        return ticket.promise();
    }

    private CompletionStage<Outcome> refused(String why) {
        counters.overloaded.increment();
        return CompletableFuture.failedStage(new Unavailable(ErrorCode.OVERLOADED, why));
    }

    /** The command that waits longest; null when none comes in time. */
    @Nullable
    Ticket<?> first(long millis) throws InterruptedException {
        return queue.poll(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * A command and those that wait behind it, as far as one transaction should go.
     *
     * @param most weight after which the batch is full
     * @param batch is filled
     */
    void gather(Ticket<?> first, int most, List<Ticket<?>> batch) {
        int room = Math.min(batchCap, most);
        int weight = 0;
        for (Ticket<?> next = first; next != null; next = weight < room ? queue.poll() : null) {
            batch.add(next);
            weight += next.weight();
            if (endsBatch.test(next)) {
                break;
            }
        }
    }

    /** Of a batch that is late. */
    void turnAway(List<Ticket<?>> batch) {
        LOG.log(Level.WARNING, "batch=" + batch.size() + " is turned away: the engine ends and the database is slow");
        for (Ticket<?> ticket : batch) {
            callers.tell(Map.of(
                    ticket,
                    new Resolution.Failed(new Unavailable(
                            ErrorCode.OVERLOADED, "the ledger is ending; nothing was done, ask again later"))));
        }
    }
}

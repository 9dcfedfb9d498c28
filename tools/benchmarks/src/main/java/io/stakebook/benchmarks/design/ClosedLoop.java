package io.stakebook.benchmarks.design;

import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.Design.Verdict;
import io.stakebook.benchmarks.measure.Latencies;
import io.stakebook.benchmarks.measure.Measurement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that each keep one request in flight: the answer to one is followed by the next. */
public final class ClosedLoop {

    private static final Duration FOREVER = Duration.ofDays(1);

    private final Workload workload;
    private final int accounts;
    private final int overdraw;
    private final Duration warmUp;
    private final Duration measured;

    private volatile Latencies latencies = new Latencies();
    private final AtomicLong left;
    private final AtomicLong acceptedEver = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private long from;
    private long until;

    private ClosedLoop(
            Workload workload, int accounts, int overdraw, Duration warmUp, Duration measured, long requests) {
        this.workload = workload;
        this.accounts = accounts;
        this.overdraw = overdraw;
        this.warmUp = warmUp;
        this.measured = measured;
        this.left = new AtomicLong(requests);
    }

    /** Asks for a time, and counts what is answered after the warm-up. */
    public static ClosedLoop during(Workload workload, int accounts, int overdraw, Duration warmUp, Duration measured) {
        return new ClosedLoop(workload, accounts, overdraw, warmUp, measured, Long.MAX_VALUE);
    }

    /** Asks so many times, and counts all of them. */
    public static ClosedLoop times(Workload workload, int accounts, long requests) {
        return new ClosedLoop(workload, accounts, 0, Duration.ZERO, FOREVER, requests);
    }

    /** Runs until the time or the requests are over and every caller has its last answer. */
    public Measurement run(Turn turn, int callers) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(callers);
        long begun = System.nanoTime();
        from = begun + warmUp.toNanos();
        until = from + measured.toNanos();
        for (int i = 0; i < callers; i++) {
            next(turn, running, begun);
        }
        if (!running.await(warmUp.plus(measured).plusMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(running.getCount() + " callers got no answer for two minutes");
        }
        Latencies all = latencies;
        // Answers come by the thousand when a batch commits; time ends with the last that counts, as it does for COPY.
        double rate = all.count() / (Math.max(1, last.get() - from) / 1e9);
        return Measurement.of(rate, all, turn.meanBatch(), refused.get(), dropped.get());
    }

    /** Lets every caller have its last answer and ask no more. */
    public void stop() {
        left.set(0);
    }

    /** Transfers answered with yes, warm-up included: as many must be in the books. */
    public long acceptedEver() {
        return acceptedEver.get();
    }

    /** Takes the latencies since the last cut, for whoever watches a long run. */
    public Latencies cut() {
        Latencies taken = latencies;
        latencies = new Latencies();
        return taken;
    }

    private void next(Turn turn, CountDownLatch running, long now) {
        if (now < until && left.decrementAndGet() >= 0) {
            ask(turn, running);
        } else {
            running.countDown();
        }
    }

    private void ask(Turn turn, CountDownLatch running) {
        long asked = System.nanoTime();
        Transfer transfer = workload.draw(ThreadLocalRandom.current(), accounts, overdraw);
        turn.submit(transfer, verdict -> {
            long answered = System.nanoTime();
            count(verdict, asked, answered);
            next(turn, running, answered);
        });
    }

    private void count(Verdict verdict, long asked, long answered) {
        boolean inTime = answered >= from && answered < until;
        switch (verdict) {
            case ACCEPTED -> acceptedEver.incrementAndGet();
            case REFUSED -> refused.addAndGet(inTime ? 1 : 0);
            case DROPPED -> dropped.incrementAndGet();
        }
        if (inTime && verdict != Verdict.DROPPED) {
            latencies.add(answered - asked);
            last.accumulateAndGet(answered, Math::max);
        }
    }
}

package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.posting.Design.Turn;
import io.stakebook.benchmarks.posting.Design.Verdict;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that each keep one request in flight: the answer to one is followed by the next. */
final class ClosedLoop {

    private final Workload workload;
    private final int accounts;
    private final int overdraw;
    private final Duration warmUp;
    private final Duration measured;

    private final Latencies latencies = new Latencies();
    private final AtomicLong acceptedEver = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private long from;
    private long until;

    ClosedLoop(Workload workload, int accounts, int overdraw, Duration warmUp, Duration measured) {
        this.workload = workload;
        this.accounts = accounts;
        this.overdraw = overdraw;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Runs until the time is over and every caller has its last answer. */
    Measurement run(Turn turn, int callers) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(callers);
        from = System.nanoTime() + warmUp.toNanos();
        until = from + measured.toNanos();
        for (int i = 0; i < callers; i++) {
            ask(turn, running);
        }
        if (!running.await(warmUp.plus(measured).plusMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(running.getCount() + " callers got no answer for two minutes");
        }
        double rate = latencies.count() / (measured.toNanos() / 1e9);
        return new Measurement(
                rate,
                latencies.millis(50),
                latencies.millis(99),
                turn.meanBatch(),
                refused.get(),
                dropped.get(),
                rate,
                rate);
    }

    /** Transfers answered with yes, warm-up included: as many must be in the books. */
    long acceptedEver() {
        return acceptedEver.get();
    }

    private void ask(Turn turn, CountDownLatch running) {
        long asked = System.nanoTime();
        Transfer transfer = workload.draw(ThreadLocalRandom.current(), accounts, overdraw);
        turn.submit(transfer, verdict -> {
            long answered = System.nanoTime();
            count(verdict, asked, answered);
            if (answered < until) {
                ask(turn, running);
            } else {
                running.countDown();
            }
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
        }
    }
}

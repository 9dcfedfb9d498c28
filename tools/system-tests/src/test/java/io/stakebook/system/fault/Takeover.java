package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The promise that the ledger is written again soon after a server is gone. */
final class Takeover {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** With so many runnable threads a core, what is measured is the machine's other work. */
    private static final double BUSY = 5;

    private Takeover() {}

    /**
     * No client of a busy ledger waits longer than the promise.
     *
     * @param since nano time of the fault
     */
    static void requireSince(Load load, long since) {
        Duration silence = load.longestSilence(since);
        double perCore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                / Runtime.getRuntime().availableProcessors();
        System.out.printf(
                "[faults] longest time without an answer: %d ms (load of the machine %.1f a core)%n",
                silence.toMillis(), perCore);
        if (perCore < BUSY) {
            assertThat(silence).isLessThanOrEqualTo(LIMIT);
        } else {
            System.out.println("[faults] the machine is too busy with other things to hold the ledger to a time");
        }
    }
}

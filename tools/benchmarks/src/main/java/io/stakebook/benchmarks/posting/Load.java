package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Workload;
import java.time.Duration;

/**
 * What a turn is asked to bear.
 *
 * @param overdraw percentage of transfers that no payer can cover
 */
record Load(
        Workload workload, int callers, int accounts, int overdraw, Duration warmUp, Duration measured, Sizes sizes) {

    /** The largest book that a run ended a turn with. */
    static final class Sizes {

        private long largest;

        void saw(long bytes) {
            largest = Math.max(largest, bytes);
        }

        long largestMebibytes() {
            return largest >> 20;
        }
    }

    ClosedLoop loop() {
        return ClosedLoop.during(workload, accounts, overdraw, warmUp, measured);
    }

    Load overdrawing(int percent) {
        return new Load(workload, callers, accounts, percent, warmUp, measured, sizes);
    }
}

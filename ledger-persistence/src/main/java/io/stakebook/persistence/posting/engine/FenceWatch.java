package io.stakebook.persistence.posting.engine;

import java.time.Duration;

/**
 * Counts how often memory was found to be wrong. Now and then is a node that changed hands; again and again is another node
 * writing the same accounts, and then deciding under locks is the faster way for a while.
 */
final class FenceWatch {

    private static final int STRIKES = 3;
    private static final Duration TOGETHER = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(5);

    private int strikes;
    private long lastLoss = System.nanoTime() - TOGETHER.toNanos();
    private long restUntil = System.nanoTime();

    void lost() {
        long now = System.nanoTime();
        strikes = now - lastLoss < TOGETHER.toNanos() ? strikes + 1 : 1;
        lastLoss = now;
        if (strikes >= STRIKES) {
            restUntil = now + REST.toNanos();
            strikes = 0;
        }
    }

    boolean resting() {
        return restUntil - System.nanoTime() > 0;
    }
}

package io.stakebook.persistence.posting.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

/** Pauses of the engine's threads, which only {@code close()} ends: one that stayed interrupted would not pause any more. */
final class Pauses {

    private static final Logger LOG = System.getLogger(Pauses.class.getName());

    private Pauses() {}

    /** May end early, as {@link LockSupport#parkNanos(long)} does. */
    static void pause(long nanos) {
        if (Thread.interrupted()) {
            ignoreInterrupt();
        }
        LockSupport.parkNanos(nanos);
    }

    static void ignoreInterrupt() {
        LOG.log(Level.WARNING, "the posting engine ignores an interrupt; close() ends it");
    }
}

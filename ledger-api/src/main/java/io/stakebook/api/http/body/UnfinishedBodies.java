package io.stakebook.api.http.body;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for bodies that are read while they still arrive, each by a thread of the server: so many at once, and so many of them
 * for one caller. Safe for threads.
 */
public final class UnfinishedBodies {

    /** Request attribute of a body of which the connector passed on the beginning only. */
    public static final String UNFINISHED = "io.stakebook.body.unfinished";

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> reading = new HashMap<>();
    private int all;

    public UnfinishedBodies(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** @throws Unavailable {@code OVERLOADED} when all places are taken, or as many as one caller may have */
    public synchronized void take(String caller) {
        int own = reading.getOrDefault(caller, 0);
        if (all == most || own == mostOfOne) {
            throw new Unavailable(
                    ErrorCode.OVERLOADED,
                    all + " large bodies are being read, " + own + " of them this caller's; at most " + most
                            + ", of one caller " + mostOfOne + ", are read at a time; nothing was done, ask again");
        }
        reading.put(caller, own + 1);
        all++;
    }

    public synchronized void leave(String caller) {
        reading.computeIfPresent(caller, (who, own) -> own == 1 ? null : own - 1);
        all--;
    }
}

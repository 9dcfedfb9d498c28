package io.stakebook.api.connector;

import io.stakebook.api.http.body.Pace;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.Problem;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;

/** The bodies that are on their way, how much memory they take together, and the end of those that are late. */
final class ArrivingBodies {

    private static final Logger LOG = System.getLogger(ArrivingBodies.class.getName());

    private static final Refusal LATE = Refusal.of(ApiCode.BODY_INCOMPLETE, Pace.RULE + "; this one did not");

    private final Map<Connection<?>, ArrivingBody> arriving = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private final long most;

    /** @param most bytes that all of them hold together */
    ArrivingBodies(long most) {
        this.most = most;
    }

    void begin(ArrivingBody body) {
        arriving.put(body.connection(), body);
    }

    /** Keeps one more part of a body; false when there is no room for it. Of a body that has ended nothing is kept. */
    boolean add(ArrivingBody body, Buffer part) {
        synchronized (body) {
            int bytes = body.keeps() ? part.remaining() : 0;
            if (weight.addAndGet(bytes) > most) {
                weight.addAndGet(-bytes);
                return false;
            }
            body.add(part);
            return true;
        }
    }

    /** True for the first who asks: he decides what becomes of the request. What the body held no longer counts. */
    boolean end(ArrivingBody body) {
        synchronized (body) {
            if (!body.end()) {
                return false;
            }
            weight.addAndGet(-body.weight());
        }
        arriving.remove(body.connection(), body);
        return true;
    }

    /** Nobody waits for an answer any more. */
    void closed(Connection<?> connection) {
        ArrivingBody body = arriving.get(connection);
        if (body != null) {
            end(body);
        }
    }

    Refusal full() {
        return new Refusal((path, traceId) -> Problem.of(
                new Unavailable(
                        ErrorCode.OVERLOADED,
                        "bodies that are on their way hold " + most + " bytes already; nothing was done, ask again"),
                path,
                traceId));
    }

    /** Turns away what is late. */
    void sweep() {
        long now = System.nanoTime();
        int late = 0;
        for (ArrivingBody body : arriving.values()) {
            if (body.isLate(now) && end(body)) {
                late++;
                body.answer(LATE);
            }
        }
        if (late > 0) {
            LOG.log(Level.INFO, "event=bodies_late count=" + late + " arriving=" + arriving.size());
        }
    }
}

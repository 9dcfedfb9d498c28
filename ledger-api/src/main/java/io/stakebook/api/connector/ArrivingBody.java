package io.stakebook.api.connector;

import io.stakebook.api.http.body.Pace;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.HttpRequestPacket;

/** The part of a body that has arrived. {@link ArrivingBodies} guards it: what is late is ended by another thread than reads it. */
final class ArrivingBody {

    private final Connection<?> connection;
    private final HttpRequestPacket request;
    private final Optional<Refusal> refusal;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final Pace pace = new Pace(System.nanoTime());
    private boolean ended;
    private long arrived;
    private volatile boolean passedOn;

    /** @param refusal why the request is turned away once its body is there; nothing of the body is kept then */
    ArrivingBody(Connection<?> connection, HttpRequestPacket request, Optional<Refusal> refusal) {
        this.connection = connection;
        this.request = request;
        this.refusal = refusal;
    }

    synchronized void add(Buffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (keeps()) {
            held.writeBytes(bytes);
        }
        arrived += bytes.length;
    }

    /** Whether what arrives has to be held: not of a request that is turned away, nor after the end. */
    synchronized boolean keeps() {
        return refusal.isEmpty() && !ended;
    }

    /** True the first time. */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** The application reads what is still to come. */
    void passOn() {
        passedOn = true;
    }

    boolean isPassedOn() {
        return passedOn;
    }

    Connection<?> connection() {
        return connection;
    }

    synchronized boolean isLate(long now) {
        return pace.isLate(arrived, now);
    }

    synchronized long arrived() {
        return arrived;
    }

    /** Bytes in memory. */
    synchronized long weight() {
        return held.size();
    }

    synchronized byte[] bytes() {
        return held.toByteArray();
    }

    Optional<Refusal> refusal() {
        return refusal;
    }

    void answer(Refusal with) {
        with.answer(connection, request);
    }
}

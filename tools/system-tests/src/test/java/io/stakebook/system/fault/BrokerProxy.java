package io.stakebook.system.fault;

import io.stakebook.system.Pause;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between the servers and Kafka, knows the request that commits, and can keep what goes one way. */
final class BrokerProxy extends Proxy {

    /** API key of EndTxn in Kafka's protocol: commits a transaction, or takes it back. */
    private static final short END_TRANSACTION = 26;

    private enum Hold {
        NOTHING,
        REQUESTS,
        COMMIT,
        ANSWER_TO_COMMIT
    }

    private volatile int target;
    private volatile Hold hold = Hold.NOTHING;
    private final AtomicReference<@Nullable Link> committing = new AtomicReference<>();
    private final AtomicLong held = new AtomicLong();

    BrokerProxy() {
        super("broker-proxy");
    }

    void leadTo(int port) {
        target = port;
    }

    @Override
    int target() {
        return target;
    }

    /** Nothing that clients say from now on arrives. */
    void holdRequests() {
        hold(Hold.REQUESTS);
    }

    /** Of the next client that commits, neither the commit arrives nor what he says after it; others pass. */
    void holdCommit() {
        hold(Hold.COMMIT);
    }

    /** The next client that commits does so and hears nothing of it, nor of anything after it; others pass. */
    void holdAnswerToCommit() {
        hold(Hold.ANSWER_TO_COMMIT);
    }

    private void hold(Hold wanted) {
        held.set(0);
        committing.set(null);
        hold = wanted;
    }

    /** Bytes that are kept since the hold began. */
    long held() {
        return held.get();
    }

    /** Lets go what is kept, late and in its order. */
    void deliverWhatIsHeld() {
        hold = Hold.NOTHING;
    }

    /** Breaks every connection, so that what is kept is lost, and lets new ones through. */
    void loseWhatIsHeld() {
        breakAll();
        hold = Hold.NOTHING;
    }

    @Override
    void requests(Link link) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(link.client().getInputStream(), 1 << 16));
        OutputStream out = link.server().getOutputStream();
        while (!link.closed()) {
            byte[] request = request(in);
            if (ends(request)) {
                committing.compareAndSet(null, link);
            }
            if (hold == Hold.REQUESTS || (hold == Hold.COMMIT && committing.get() == link)) {
                keep(link, request.length);
            }
            if (!link.closed()) {
                out.write(request);
            }
        }
    }

    /** A request with its length before it. */
    private static byte[] request(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] rest = in.readNBytes(length);
        if (rest.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .put(rest)
                .array();
    }

    private boolean ends(byte[] request) {
        boolean looking = hold == Hold.COMMIT || hold == Hold.ANSWER_TO_COMMIT;
        return looking && ByteBuffer.wrap(request).getShort(Integer.BYTES) == END_TRANSACTION;
    }

    @Override
    void answers(Link link) throws IOException {
        InputStream in = link.server().getInputStream();
        OutputStream out = link.client().getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0 && !link.closed(); n = in.read(buffer)) {
            if (hold == Hold.ANSWER_TO_COMMIT && committing.get() == link) {
                keep(link, n);
            }
            if (!link.closed()) {
                out.write(buffer, 0, n);
            }
        }
    }

    private void keep(Link link, int bytes) {
        held.addAndGet(bytes);
        while (hold != Hold.NOTHING && !link.closed()) {
            Pause.millis(2);
        }
    }
}

package io.stakebook.system.fault;

import io.stakebook.system.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the servers and Kafka and can keep what goes one way. */
final class BrokerProxy extends Proxy {

    private volatile int target;
    private volatile boolean holdRequests;
    private volatile boolean holdAnswers;
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
        held.set(0);
        holdRequests = true;
    }

    /** Nothing that the broker says from now on arrives; what clients say does. */
    void holdAnswers() {
        held.set(0);
        holdAnswers = true;
    }

    /** Bytes that are kept since the hold began. */
    long held() {
        return held.get();
    }

    /** Breaks every connection, so that what is kept is lost, and lets new ones through. */
    void loseWhatIsHeld() {
        breakAll();
        holdRequests = false;
        holdAnswers = false;
    }

    @Override
    void requests(Link link) throws IOException {
        copy(link, link.client().getInputStream(), link.server().getOutputStream(), true);
    }

    @Override
    void answers(Link link) throws IOException {
        copy(link, link.server().getInputStream(), link.client().getOutputStream(), false);
    }

    private void copy(Link link, InputStream in, OutputStream out, boolean requests) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (requests ? holdRequests : holdAnswers) {
                held.addAndGet(n);
                while (requests ? holdRequests : holdAnswers) {
                    if (link.closed()) {
                        return;
                    }
                    Pause.millis(2);
                }
            }
            if (link.closed()) {
                return;
            }
            out.write(buffer, 0, n);
        }
    }
}

package io.stakebook.system.fault;

import java.io.IOException;
import java.net.Socket;

/** One connection through a proxy: the client's half and the server's. */
final class Link {

    private final Socket client;
    private final Socket server;
    private volatile boolean closed;

    Link(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    Socket client() {
        return client;
    }

    Socket server() {
        return server;
    }

    boolean closed() {
        return closed;
    }

    /** Breaks both halves; whatever was on its way is lost. */
    void close() {
        closed = true;
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }
}

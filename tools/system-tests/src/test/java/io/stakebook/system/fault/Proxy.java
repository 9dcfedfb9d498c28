package io.stakebook.system.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on a loopback port: two threads a connection, one each way. */
abstract class Proxy implements AutoCloseable {

    private final String name;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    Proxy(String name) {
        this.name = name;
        try {
            this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Port of the server behind. */
    abstract int target();

    /** Copies what the client says until the link ends. */
    abstract void requests(Link link) throws IOException;

    /** Copies what the server says until the link ends. */
    abstract void answers(Link link) throws IOException;

    interface Way {
        void run(Link link) throws IOException;
    }

    final int port() {
        return listener.getLocalPort();
    }

    final void open() {
        thread(this::accept, name + "-accept");
    }

    /** True when the server sees this port as the other end of a connection that comes through here. */
    final boolean carries(int port) {
        return ports().contains(port);
    }

    /** The ports that the server sees as the other ends. */
    final List<Integer> ports() {
        return links.stream().map(link -> link.server().getLocalPort()).toList();
    }

    /** Breaks every connection. */
    final void breakAll() {
        links.forEach(Link::close);
    }

    @Override
    public final void close() throws IOException {
        listener.close();
        breakAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target());
        } catch (IOException away) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Link link = new Link(client, server);
        links.add(link);
        thread(() -> carry(link, this::requests), name + "-requests");
        thread(() -> carry(link, this::answers), name + "-answers");
    }

    private void carry(Link link, Way way) {
        try {
            way.run(link);
        } catch (IOException gone) {
            // One half ended; so does the other.
        } finally {
            link.close();
            links.remove(link);
        }
    }

    private static void thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}

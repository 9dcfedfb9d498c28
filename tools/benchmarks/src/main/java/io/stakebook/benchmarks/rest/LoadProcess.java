package io.stakebook.benchmarks.rest;

import io.stakebook.benchmarks.measure.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A process of its own that asks over many connections from one thread: the answer on a connection is followed by its next
 * request. Reads what to ask as properties from standard input, writes what it measured as one line to standard output.
 */
public final class LoadProcess {

    private static final int READ_BUFFER = 1 << 16;

    private final RequestTemplate template;
    private final int expectedStatus;
    private final long from;
    private final long until;
    private final SplittableRandom random = new SplittableRandom();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Latencies latencies = new Latencies();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private String unexpected = "";
    private long reopened;

    private LoadProcess(Properties asked) {
        template = new RequestTemplate(
                asked.getProperty("path"),
                asked.getProperty("token"),
                asked.getProperty("body"),
                List.of(asked.getProperty("customers").split(",", -1)));
        expectedStatus = Integer.parseInt(asked.getProperty("status"));
        from = System.nanoTime() + 1_000_000L * Long.parseLong(asked.getProperty("warm-up"));
        until = from + 1_000_000L * Long.parseLong(asked.getProperty("measured"));
    }

    public static void main(String[] words) throws IOException {
        Properties asked = new Properties();
        asked.load(System.in);
        LoadProcess load = new LoadProcess(asked);
        long begun = System.nanoTime();
        load.run(Integer.parseInt(asked.getProperty("port")), Integer.parseInt(asked.getProperty("connections")));
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.println(load.line(seconds));
    }

    private String line(double seconds) {
        double measured = (until - from) / 1e9;
        double busy = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
        return String.format(
                Locale.ROOT,
                "rate=%.1f p50=%.3f p99=%.3f cpu=%.3f reopened=%d statuses=%s unexpected=%s",
                latencies.count() / measured,
                latencies.millis(50),
                latencies.millis(99),
                busy / seconds,
                reopened,
                statuses.toString().replace(" ", ""),
                unexpected.replaceAll("\\s+", " "));
    }

    /** One connection and the request that is in flight on it. */
    private final class Caller {

        private final Selector selector;
        private final InetSocketAddress server;
        private final ByteBuffer out = ByteBuffer.allocate(template.length());
        private final ResponseReader answer = new ResponseReader();
        private SocketChannel channel;
        private SelectionKey key;
        private long asked;

        Caller(Selector selector, InetSocketAddress server) throws IOException {
            this.selector = selector;
            this.server = server;
            this.channel = SocketChannel.open(server);
            this.key = register();
        }

        private SelectionKey register() throws IOException {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            return channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask() throws IOException {
            out.clear();
            template.draw(random, out);
            out.flip();
            asked = System.nanoTime();
            write();
        }

        void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        void read(long now) throws IOException {
            in.clear();
            int arrived = channel.read(in);
            if (arrived < 0) {
                askAgain();
                return;
            }
            in.flip();
            answer.take(in);
            if (answer.complete()) {
                String text = unexpected.isEmpty() ? answer.text() : "";
                count(answer.next(), text, now - asked, now);
                if (now < until) {
                    ask();
                } else {
                    key.interestOps(0);
                }
            }
        }

        /** A server may end a kept connection after any answer: the request it did not take goes down a new one. */
        void askAgain() throws IOException {
            channel.close();
            reopened++;
            channel = SocketChannel.open(server);
            key = register();
            answer.next();
            out.rewind();
            write();
        }

        void close() throws IOException {
            channel.close();
        }
    }

    private void count(int status, String text, long latency, long now) {
        statuses.merge(status, 1L, Long::sum);
        if (status != expectedStatus && unexpected.isEmpty()) {
            unexpected = text;
        }
        if (status == expectedStatus && now >= from && now < until) {
            latencies.add(latency);
        }
    }

    private void run(int port, int connections) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<Caller> callers = new ArrayList<>(connections);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                callers.add(new Caller(selector, server));
            }
            for (Caller caller : callers) {
                caller.ask();
            }
            while (System.nanoTime() < until) {
                selector.select(LoadProcess::serve, 100);
            }
            for (Caller caller : callers) {
                caller.close();
            }
        }
    }

    private static void serve(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        try {
            if (key.isWritable()) {
                caller.write();
            } else if (key.isReadable()) {
                caller.read(System.nanoTime());
            }
        } catch (SocketException ended) {
            again(caller, ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void again(Caller caller, SocketException ended) {
        try {
            caller.askAgain();
        } catch (IOException e) {
            e.addSuppressed(ended);
            throw new UncheckedIOException("the server ended a connection and does not take another", e);
        }
    }
}

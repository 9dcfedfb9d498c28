package io.stakebook.benchmarks.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A yardstick in which each transfer is a transaction of its own, on one of a pool of connections. */
public abstract class PoolDesign implements Design {

    private static final String CHECK_VIOLATION = "23514";
    private static final String DEADLOCK = "40P01";

    /** Pool sizes worth a trial; more connections make the functions slower on a hot account. */
    public static final List<Integer> POOLS = List.of(1, 2, 4, 8, 16);

    private final String title;
    private final String schema;
    private final Map<Workload, Integer> pools = new EnumMap<>(Workload.class);

    PoolDesign(String title, String schema) {
        this.title = title;
        this.schema = schema;
    }

    @Override
    public final String title() {
        return title;
    }

    /** Sets the pool that a trial found best. */
    public final void usePool(Workload workload, int connections) {
        pools.put(workload, connections);
    }

    public final int pool(Workload workload) {
        return pools.getOrDefault(workload, POOLS.get(0));
    }

    @Override
    public final void prepare(DataSource template, int accounts) throws SQLException {
        try (Connection connection = template.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(resource(schema));
            open(statement, accounts);
            statement.execute("vacuum analyze");
        }
    }

    private static String resource(String name) {
        try (InputStream in = PoolDesign.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the benchmark's own " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the omnibus account and {@code accounts} others, funded. */
    abstract void open(Statement statement, int accounts) throws SQLException;

    /** What one connection keeps between transfers. */
    abstract Session session(Connection connection) throws SQLException;

    /** Books on one connection. */
    interface Session extends AutoCloseable {

        void book(Transfer transfer) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    @Override
    public final Turn begin(DataSource book, Workload workload, int callers) throws SQLException {
        return new PoolTurn(book, Math.min(callers, pool(workload)));
    }

    private record Request(Transfer transfer, Done done) {}

    private final class PoolTurn implements Turn {

        private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
        private final List<Thread> workers = new ArrayList<>();
        private final AtomicReference<Throwable> broken = new AtomicReference<>();
        private volatile boolean ending;

        PoolTurn(DataSource book, int connections) throws SQLException {
            for (int i = 0; i < connections; i++) {
                Connection connection = book.getConnection();
                Thread worker = new Thread(() -> work(connection), "bench-pool-" + i);
                workers.add(worker);
                worker.start();
            }
        }

        @Override
        public void submit(Transfer transfer, Done done) {
            waiting.add(new Request(transfer, done));
        }

        private void work(Connection connection) {
            try (connection;
                    Session session = session(connection)) {
                while (!ending || !waiting.isEmpty()) {
                    Request next = waiting.poll(100, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        next.done().with(book(session, next.transfer()));
                    }
                }
            } catch (SQLException e) {
                broken.set(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Verdict book(Session session, Transfer transfer) throws SQLException {
            try {
                session.book(transfer);
                return Verdict.ACCEPTED;
            } catch (SQLException e) {
                if (CHECK_VIOLATION.equals(e.getSQLState())) {
                    return Verdict.REFUSED;
                }
                if (DEADLOCK.equals(e.getSQLState())) {
                    return Verdict.DROPPED;
                }
                throw e;
            }
        }

        @Override
        public double meanBatch() {
            return 1;
        }

        @Override
        public void close() {
            ending = true;
            for (Thread worker : workers) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            Throwable cause = broken.get();
            if (cause != null) {
                throw new IllegalStateException(title + " broke: " + cause.getMessage(), cause);
            }
        }
    }
}

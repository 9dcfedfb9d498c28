package io.stakebook.benchmarks.design;

import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.measure.Latencies;
import io.stakebook.benchmarks.measure.Measurement;
import io.stakebook.persistence.schema.SchemaMigrator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Yardstick 4, the server's own limit: two connections copy rows that were encoded before the clock started, the same rows
 * the engine writes, into tables with the same columns, constraints and indexes. It decides nothing, looks at no balance,
 * knows no key and runs no trigger.
 */
public final class CopyLimit {

    /** The database that {@link #prepare} makes. */
    public static final String TEMPLATE = "template_copy";

    private static final List<String> TABLES = List.of("journal_entry", "posting", "idempotency", "balance");

    private static final int CONNECTIONS = 2;

    /** More than any machine we know of copies; the clock stops early when it runs out. */
    private static final int TRANSFERS_A_SECOND = 160_000;

    private static final String UPDATE = """
            update bare_balance b
               set debits = u.debits, credits = u.credits, sequence = u.sequence, recorded_at = clock_timestamp()
              from unnest(?, ?, ?, ?) as u (account_id, debits, credits, sequence)
             where b.account_id = u.account_id
            """;

    private final Set<CopyPart> parts;
    private final Shape shape;

    /** What {@link #prepare} learns and all limits on one server share. */
    private static final class Shape {
        private final AtomicReference<CopyRows> rows = new AtomicReference<>();
    }

    private CopyLimit(Set<CopyPart> parts, Shape shape) {
        this.parts = parts;
        this.shape = shape;
    }

    /** Entry and postings only. */
    public static CopyLimit bare() {
        return new CopyLimit(EnumSet.noneOf(CopyPart.class), new Shape());
    }

    /** The same with one more thing to write. */
    public CopyLimit and(CopyPart part) {
        Set<CopyPart> more = EnumSet.of(part);
        more.addAll(parts);
        return new CopyLimit(more, shape);
    }

    public String title() {
        StringBuilder title = new StringBuilder("bare COPY");
        parts.forEach(part -> title.append(" + ").append(part.name().toLowerCase(java.util.Locale.ROOT)));
        return title.toString();
    }

    /** Learns the rows from a transfer by the engine, and makes tables like the product's. */
    public void prepare(Databases databases, EngineDesign engine, int accounts)
            throws SQLException, InterruptedException {
        shape.rows.set(CopyRows.learn(databases, engine, accounts));
        DataSource template = databases.create(TEMPLATE);
        new SchemaMigrator(template).migrate();
        try (Connection connection = template.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("create table bare_" + table + " (like " + table + " including all)");
            }
            statement.execute("alter table bare_balance set (fillfactor = 50)");
            statement.execute("insert into bare_balance (account_id, debits, credits, sequence, recorded_at, floored,"
                    + " debit_normal) select n, 0, 0, 1, now(), false, false from generate_series(1, " + (accounts + 1)
                    + ") n");
            statement.execute("vacuum analyze");
        }
    }

    /** Copies for the time given, or until the rows drawn for it are used up. */
    public Measurement run(
            DataSource book, Workload workload, int transfers, int accounts, Duration warmUp, Duration measured)
            throws SQLException, InterruptedException {
        CopyRows rows = shape.rows.get();
        if (rows == null) {
            throw new IllegalStateException("the limit was not prepared");
        }
        List<UUID> customers = Stream.generate(UUID::randomUUID).limit(accounts).toList();
        CopyRows.Drawing drawing =
                rows.new Drawing(() -> workload.draw(ThreadLocalRandom.current(), accounts, 0), customers, 1);
        Queue<CopyRows.Chunk> chunks = new ConcurrentLinkedQueue<>();
        double seconds = warmUp.plus(measured).toMillis() / 1e3;
        for (long drawn = 0; drawn < seconds * TRANSFERS_A_SECOND; drawn += transfers) {
            chunks.add(drawing.next(transfers));
        }
        Window window = new Window(System.nanoTime() + warmUp.toNanos(), measured);
        List<Thread> copying = new ArrayList<>();
        AtomicReference<Exception> broken = new AtomicReference<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = book.getConnection();
            Thread thread = new Thread(() -> copy(connection, rows, chunks, window, broken), "bench-copy-" + i);
            copying.add(thread);
            thread.start();
        }
        for (Thread thread : copying) {
            thread.join();
        }
        Exception cause = broken.get();
        if (cause != null) {
            throw new IllegalStateException("COPY broke: " + cause.getMessage(), cause);
        }
        prove(book, window.ever.get());
        return window.result(transfers);
    }

    private void copy(
            Connection connection,
            CopyRows rows,
            Queue<CopyRows.Chunk> chunks,
            Window window,
            AtomicReference<Exception> broken) {
        try (connection;
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            connection.setAutoCommit(false);
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            CopyRows.Chunk chunk = chunks.poll();
            while (chunk != null && System.nanoTime() < window.until) {
                long begun = System.nanoTime();
                chunk.entries.sendTo(copies, rows.into("journal_entry", "bare_journal_entry"));
                chunk.postings.sendTo(copies, rows.into("posting", "bare_posting"));
                if (parts.contains(CopyPart.OUTCOME)) {
                    chunk.outcomes.sendTo(copies, rows.into("idempotency", "bare_idempotency"));
                }
                if (parts.contains(CopyPart.BALANCE)) {
                    update.setArray(1, connection.createArrayOf("int8", chunk.accounts.toArray()));
                    update.setArray(2, connection.createArrayOf("numeric", chunk.debits.toArray()));
                    update.setArray(3, connection.createArrayOf("numeric", chunk.credits.toArray()));
                    update.setArray(4, connection.createArrayOf("int8", chunk.sequences.toArray()));
                    update.executeUpdate();
                }
                connection.commit();
                window.committed(chunk.transfers, begun, System.nanoTime());
                chunk = chunks.poll();
            }
        } catch (SQLException | RuntimeException e) {
            broken.set(e);
        }
    }

    private void prove(DataSource book, long ever) throws SQLException {
        Proof.expect(book, "entries copied", ever, "select count(*) from bare_journal_entry");
        Proof.expect(book, "postings copied", 2 * ever, "select count(*) from bare_posting");
        if (parts.contains(CopyPart.OUTCOME)) {
            Proof.expect(book, "answers copied", ever, "select count(*) from bare_idempotency");
        }
    }

    /** Counts commits, and those inside the measured time. */
    private static final class Window {

        private final long from;
        private final long until;
        private final AtomicLong ever = new AtomicLong();
        private final AtomicLong counted = new AtomicLong();
        private final AtomicLong last = new AtomicLong();
        private final Latencies latencies = new Latencies();

        Window(long from, Duration measured) {
            this.from = from;
            this.until = from + measured.toNanos();
        }

        void committed(int transfers, long begun, long ended) {
            ever.addAndGet(transfers);
            if (ended >= from && ended < until) {
                counted.addAndGet(transfers);
                latencies.add(ended - begun);
                last.accumulateAndGet(ended, Math::max);
            }
        }

        Measurement result(int batch) {
            // A transaction of thousands that straddles the end must not count as none: time ends with the last commit.
            double seconds = Math.max(1, last.get() - from) / 1e9;
            return Measurement.of(counted.get() / seconds, latencies, batch, 0, 0);
        }
    }
}

package io.stakebook.persistence.posting.row;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.persistence.event.PendingRow;
import io.stakebook.persistence.posting.WriterGate;
import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.AccountDirectory;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Effects;
import io.stakebook.persistence.sql.ArrayRows;
import io.stakebook.persistence.sql.CopyRows;
import io.stakebook.persistence.sql.RowSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a batch, set-based: small batches by {@code unnest}, many statements in one round trip; large ones by
 * binary {@code COPY}, which costs two round trips a table and less a row. All lines of an entry go in one
 * statement, as {@code posting_zero_sum} wants; lines are sorted by account for the index.
 */
public final class BatchWriter {

    /** Entries above which {@code COPY} is cheaper. */
    static final int COPY_FROM = 64;

    /** Events above which {@code COPY} is cheaper: to read their names as text costs more than two round trips. */
    private static final int COPY_EVENTS_FROM = 512;

    /** Rough bytes of a row, so that buffers seldom grow. */
    private static final int ROW_BYTES = 256;

    private final AccountDirectory directory;
    private final BalanceWriter balances = new BalanceWriter();

    public BatchWriter(AccountDirectory directory) {
        this.directory = directory;
    }

    /**
     * Everything and the commit, in as few round trips as there can be.
     *
     * @param lagging rows that follow with a batch decided from memory; one that holds locks brings its own
     */
    public void writeAndCommit(Connection connection, Draft draft, Collection<AccountAtWork> lagging)
            throws SQLException {
        Pipeline pipeline = begin(connection, draft, lagging);
        if (isLarge(draft)) {
            pipeline.run();
            pipeline = new Pipeline(connection);
            copyBeside(connection, draft);
            copyEntries(connection, draft);
        } else {
            insertBeside(pipeline, draft);
            insertEntries(pipeline, draft);
        }
        writeEvents(connection, pipeline, draft);
        settle(pipeline, draft);
    }

    /** What may be written while earlier batches are on their way: rows whose order of arrival means nothing. */
    public void writeBeside(Connection connection, Draft draft, Collection<AccountAtWork> lagging) throws SQLException {
        Pipeline pipeline = begin(connection, draft, lagging);
        if (isLarge(draft)) {
            pipeline.run();
            copyBeside(connection, draft);
        } else {
            insertBeside(pipeline, draft);
            pipeline.run();
        }
    }

    /** What has its place in an order: earlier batches must have taken theirs. */
    public void writeEntries(Connection connection, Draft draft) throws SQLException {
        Pipeline pipeline = new Pipeline(connection);
        if (isLarge(draft)) {
            copyEntries(connection, draft);
        } else {
            insertEntries(pipeline, draft);
        }
        writeEvents(connection, pipeline, draft);
        pipeline.run();
    }

    /** The rest and the commit: earlier batches must be durable. */
    public void settle(Connection connection, Draft draft) throws SQLException {
        settle(new Pipeline(connection), draft);
    }

    private void settle(Pipeline pipeline, Draft draft) throws SQLException {
        balances.confirm(pipeline, draft);
        if (!draft.fromMemory()) {
            balances.move(pipeline, draft);
        }
        balances.limit(pipeline, draft);
        pipeline.commit();
    }

    /** Brings rows up to date that lag behind what memory says; nothing else. */
    public void follow(Connection connection, Collection<AccountAtWork> lagging) throws SQLException {
        Pipeline pipeline = new Pipeline(connection);
        balances.follow(pipeline, lagging);
        pipeline.commit();
    }

    private Pipeline begin(Connection connection, Draft draft, Collection<AccountAtWork> lagging) {
        Pipeline pipeline = new Pipeline(connection);
        draft.limitsSeen().ifPresent(seen -> enter(pipeline, seen));
        balances.open(pipeline, draft);
        balances.follow(pipeline, lagging);
        return pipeline;
    }

    private static void enter(Pipeline pipeline, long limitsSeen) {
        pipeline.add(WriterGate.FROM_MEMORY, (connection, to, first) -> {
            to.setLong(first, limitsSeen);
            return first + 1;
        });
    }

    private static boolean isLarge(Draft draft) {
        return draft.effects().entries.size() >= COPY_FROM;
    }

    /** Fails unless every account that was only read is as it was read. */
    public void confirm(Connection connection, Draft draft) throws SQLException {
        Pipeline pipeline = new Pipeline(connection);
        balances.confirm(pipeline, draft);
        pipeline.run();
    }

    private void insertBeside(Pipeline pipeline, Draft draft) {
        insert(pipeline, HotTable.OUTCOME, sorted(draft.effects().outcomes), JournalRows::outcome);
        insert(pipeline, HotTable.POSTING, sorted(draft), this::line);
    }

    private static void insertEntries(Pipeline pipeline, Draft draft) {
        insert(pipeline, HotTable.ENTRY, draft.effects().entries, JournalRows::entry);
    }

    private static void writeEvents(Connection connection, Pipeline pipeline, Draft draft) throws SQLException {
        List<PendingRow> rows = PendingRow.of(draft.effects().events);
        // In a small batch what comes before the events still waits in the pipeline.
        if (isLarge(draft) && draft.effects().events.size() >= COPY_EVENTS_FROM) {
            copy(connection, HotTable.EVENT, rows, BatchWriter::event);
        } else {
            insert(pipeline, HotTable.EVENT, rows, BatchWriter::event);
        }
    }

    private static void event(RowSink to, PendingRow row) {
        row.write(to);
    }

    private void copyBeside(Connection connection, Draft draft) throws SQLException {
        copy(connection, HotTable.OUTCOME, sorted(draft.effects().outcomes), JournalRows::outcome);
        copy(connection, HotTable.POSTING, sorted(draft), this::line);
    }

    private static void copyEntries(Connection connection, Draft draft) throws SQLException {
        copy(connection, HotTable.ENTRY, draft.effects().entries, JournalRows::entry);
    }

    private static <T> void insert(Pipeline pipeline, HotTable table, List<T> rows, BiConsumer<RowSink, T> row) {
        if (!rows.isEmpty()) {
            ArrayRows arrays = table.arrays(rows.size());
            rows.forEach(one -> row.accept(arrays, one));
            pipeline.add(table.insert(), arrays::bind);
        }
    }

    private static <T> void copy(Connection connection, HotTable table, List<T> rows, BiConsumer<RowSink, T> row)
            throws SQLException {
        if (!rows.isEmpty()) {
            try (CopyRows copies = CopyRows.begin(connection, table.copy(), rows.size() * ROW_BYTES)) {
                for (T one : rows) {
                    row.accept(copies, one);
                    copies.pass();
                }
                copies.end();
            }
        }
    }

    /** A line with the number of its account. */
    private record Numbered(long account, Effects.Line line) {

        long sequence() {
            return line.posted().after().sequence();
        }

        static int compare(Numbered one, Numbered other) {
            return one.account == other.account
                    ? Long.compare(one.sequence(), other.sequence())
                    : Long.compare(one.account, other.account);
        }
    }

    private void line(RowSink to, Numbered numbered) {
        AccountName account = numbered.line().posted().posting().account();
        JournalRows.line(
                to, numbered.account(), directory.asset(account.asset()).id(), numbered.line());
    }

    private static List<Numbered> sorted(Draft draft) {
        List<Numbered> sorted = new ArrayList<>(draft.effects().lines.size());
        for (Effects.Line line : draft.effects().lines) {
            sorted.add(new Numbered(line.account() == 0 ? opened(draft, line) : line.account(), line));
        }
        sorted.sort(Numbered::compare);
        return sorted;
    }

    private static long opened(Draft draft, Effects.Line line) {
        AccountName account = line.posted().posting().account();
        @Nullable Long number = draft.opened().get(account);
        if (number == null) {
            throw new IllegalStateException("account " + account + " has a posting and no number");
        }
        return number;
    }

    /** Sorted, so that two engines that keep the same keys wait for each other instead of deadlocking. */
    private static List<Effects.Kept> sorted(List<Effects.Kept> outcomes) {
        List<Effects.Kept> sorted = new ArrayList<>(outcomes);
        sorted.sort((one, other) -> compare(one.key(), other.key()));
        return sorted;
    }

    private static int compare(IdempotencyKey one, IdempotencyKey other) {
        int byScope = one.scope().compareTo(other.scope());
        return byScope == 0 ? one.key().compareTo(other.key()) : byScope;
    }

    /** Several statements sent in one round trip. */
    static final class Pipeline {

        /** Binds from a parameter on; returns the next free one. */
        interface Binder {
            int bind(Connection connection, PreparedStatement to, int first) throws SQLException;
        }

        private final Connection connection;
        private final List<String> statements = new ArrayList<>();
        private final List<Binder> binders = new ArrayList<>();

        Pipeline(Connection connection) {
            this.connection = connection;
        }

        void add(String statement, Binder binder) {
            statements.add(statement);
            binders.add(binder);
        }

        void run() throws SQLException {
            if (statements.isEmpty()) {
                return;
            }
            try (PreparedStatement all = connection.prepareStatement(String.join(";\n", statements))) {
                int next = 1;
                for (Binder binder : binders) {
                    next = binder.bind(connection, all, next);
                }
                all.execute();
            }
        }

        void commit() throws SQLException {
            add("commit", (on, to, first) -> first);
            run();
        }
    }
}

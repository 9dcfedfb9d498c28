package io.stakebook.benchmarks.design;

import io.stakebook.benchmarks.database.BinaryRows;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Encodes transfers as the rows that the engine writes for them, ready to be copied. */
final class CopyRows {

    private final BinaryRows entry;
    private final BinaryRows posting;
    private final BinaryRows outcome;
    private final BinaryRows houseAccount;
    private final BinaryRows customerAccount;
    private final BinaryRows houseBalance;
    private final BinaryRows customerBalance;

    /** Has the engine book one transfer in a copy of its template, and takes its rows as the pattern. */
    static CopyRows learn(Databases databases, EngineDesign engine, int accounts)
            throws SQLException, InterruptedException {
        String name = "copy_source";
        DataSource source = databases.copy(engine.template(), name);
        try {
            try (Design.Turn turn = engine.begin(source)) {
                ClosedLoop.times(Workload.UNIFORM, accounts, 1).run(turn, 1);
            }
            try (Connection connection = source.getConnection()) {
                return new CopyRows(connection);
            }
        } finally {
            databases.drop(name);
        }
    }

    /** @param connection to a book whose newest entry is a transfer */
    private CopyRows(Connection connection) throws SQLException {
        entry = BinaryRows.like(connection, "journal_entry", "true order by place desc");
        String newest = "entry_id = (select entry_id from journal_entry order by place desc limit 1)";
        posting = BinaryRows.like(connection, "posting", newest);
        outcome = BinaryRows.like(
                connection,
                "idempotency",
                "entries[1] = (select entry_id from journal_entry order by place desc limit 1)");
        String house = "account_id in (select account_id from account where customer_id is null)";
        String customers = "account_id in (select account_id from account where customer_id is not null)";
        houseAccount = BinaryRows.like(connection, "account", house);
        customerAccount = BinaryRows.like(connection, "account", customers);
        houseBalance = BinaryRows.like(connection, "balance", house);
        customerBalance = BinaryRows.like(connection, "balance", customers);
    }

    /** {@code COPY} into the table of this name that is shaped like the product's {@code table}. */
    String into(String table, String name) {
        BinaryRows rows = switch (table) {
            case "journal_entry" -> entry;
            case "posting" -> posting;
            case "account" -> customerAccount;
            case "balance" -> customerBalance;
            case "idempotency" -> outcome;
            default -> throw new IllegalArgumentException("nothing is copied into " + table);
        };
        return rows.into(name);
    }

    /** One transaction's rows. */
    static final class Chunk {
        final int transfers;
        final BinaryRows.Stream entries = new BinaryRows.Stream();
        final BinaryRows.Stream postings = new BinaryRows.Stream();
        final BinaryRows.Stream outcomes = new BinaryRows.Stream();

        /** Accounts whose balances change, rising, and what they become. */
        final List<Long> accounts = new ArrayList<>();

        final List<Long> debits = new ArrayList<>();
        final List<Long> credits = new ArrayList<>();
        final List<Long> sequences = new ArrayList<>();

        Chunk(int transfers) {
            this.transfers = transfers;
        }
    }

    /** Chunks that continue each other's accounts. Customers are numbered from 1; account 0 is the omnibus account. */
    final class Drawing {

        private final Supplier<Transfer> transfers;
        private final List<UUID> customers;
        private final IdSource ids = new TimeOrderedIds(
                Clock.systemUTC(), () -> ThreadLocalRandom.current().nextLong());
        private final long[] debits;
        private final long[] credits;
        private final long[] sequences;
        private final boolean opened;
        private long place;

        /** @param sequence what every account begins with; above 0 it was opened with its balance and keeps its floor */
        Drawing(Supplier<Transfer> transfers, List<UUID> customers, long sequence) {
            this.transfers = transfers;
            this.customers = customers;
            debits = new long[customers.size() + 1];
            credits = new long[customers.size() + 1];
            sequences = new long[customers.size() + 1];
            Arrays.fill(sequences, sequence);
            opened = sequence > 0;
            if (opened) {
                Arrays.fill(credits, Workload.OPENING);
                credits[Transfer.OMNIBUS] = 0;
                debits[Transfer.OMNIBUS] = Workload.OPENING * customers.size();
            }
        }

        /** A posting that waits to be sorted. */
        private static final class Line {
            final int account;
            final long sequence;
            final byte[][] fields;

            Line(int account, long sequence, byte[][] fields) {
                this.account = account;
                this.sequence = sequence;
                this.fields = fields;
            }
        }

        /** The next {@code many} transfers, postings sorted by account as the engine sorts them. */
        Chunk next(int many) {
            Chunk chunk = new Chunk(many);
            List<Line> lines = new ArrayList<>(2 * many);
            for (int i = 0; i < many; i++) {
                Transfer transfer = transfers.get();
                UUID id = ids.next();
                place++;
                chunk.entries.add(entryRow(transfer, id));
                chunk.outcomes.add(outcomeRow(id));
                lines.add(line(transfer.payer(), id, 0, true, transfer.units()));
                lines.add(line(transfer.payee(), id, 1, false, transfer.units()));
            }
            lines.sort(Comparator.comparingInt((Line line) -> line.account).thenComparingLong(line -> line.sequence));
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                chunk.postings.add(line.fields);
                if (i + 1 == lines.size() || lines.get(i + 1).account != line.account) {
                    chunk.accounts.add(line.account + 1L);
                    chunk.debits.add(debits[line.account]);
                    chunk.credits.add(credits[line.account]);
                    chunk.sequences.add(sequences[line.account]);
                }
            }
            return chunk;
        }

        /** The account of a number, under its product name. */
        byte[][] accountRow(int account, String name) {
            BinaryRows rows = account == Transfer.OMNIBUS ? houseAccount : customerAccount;
            byte[][] row = rows.pattern();
            row[rows.column("account_id")] = BinaryRows.int8(account + 1L);
            row[rows.column("name")] = name.getBytes(StandardCharsets.UTF_8);
            if (account != Transfer.OMNIBUS) {
                row[rows.column("customer_id")] = BinaryRows.uuid(customers.get(account - 1));
            }
            return row;
        }

        /** What the account's postings so far add up to. */
        byte[][] balanceRow(int account) {
            BinaryRows rows = account == Transfer.OMNIBUS ? houseBalance : customerBalance;
            byte[][] row = rows.pattern();
            row[rows.column("account_id")] = BinaryRows.int8(account + 1L);
            row[rows.column("debits")] = BinaryRows.numeric(debits[account]);
            row[rows.column("credits")] = BinaryRows.numeric(credits[account]);
            row[rows.column("sequence")] = BinaryRows.int8(sequences[account]);
            return row;
        }

        private byte[][] entryRow(Transfer transfer, UUID id) {
            byte[][] row = entry.pattern();
            row[entry.column("entry_id")] = BinaryRows.uuid(id);
            row[entry.column("place")] = BinaryRows.int8(place);
            row[entry.column("customer_id")] =
                    BinaryRows.uuid(customers.get(Math.max(transfer.payer(), transfer.payee()) - 1));
            return row;
        }

        private byte[][] outcomeRow(UUID id) {
            byte[][] row = outcome.pattern();
            row[outcome.column("key")] = ("ent_" + id.toString().replace("-", "")).getBytes(StandardCharsets.UTF_8);
            return row;
        }

        private Line line(int account, UUID id, int leg, boolean debit, long units) {
            if (debit) {
                debits[account] += units;
            } else {
                credits[account] += units;
            }
            sequences[account]++;
            byte[][] row = posting.pattern();
            row[posting.column("account_id")] = BinaryRows.int8(account + 1L);
            row[posting.column("account_seq")] = BinaryRows.int8(sequences[account]);
            row[posting.column("entry_id")] = BinaryRows.uuid(id);
            row[posting.column("leg")] = BinaryRows.int2(leg);
            row[posting.column("debit")] = BinaryRows.bool(debit);
            row[posting.column("units")] = BinaryRows.numeric(units);
            row[posting.column("debits_after")] = BinaryRows.numeric(debits[account]);
            row[posting.column("credits_after")] = BinaryRows.numeric(credits[account]);
            boolean house = account == Transfer.OMNIBUS;
            byte[] floor = opened ? BinaryRows.numeric(0) : BinaryRows.NULL;
            row[posting.column("debit_floor")] = house ? floor : BinaryRows.NULL;
            row[posting.column("credit_floor")] = house ? BinaryRows.NULL : floor;
            return new Line(account, sequences[account], row);
        }
    }
}

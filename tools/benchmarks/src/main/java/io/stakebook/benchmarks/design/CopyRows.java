package io.stakebook.benchmarks.design;

import io.stakebook.benchmarks.database.BinaryRows;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Encodes transfers as the rows that the engine writes for them, ready to be copied. */
final class CopyRows {

    private final BinaryRows entry;
    private final BinaryRows posting;
    private final BinaryRows outcome;
    private final BinaryRows event;

    /** @param connection to a book whose newest entry is a transfer */
    CopyRows(Connection connection) throws SQLException {
        entry = BinaryRows.like(connection, "journal_entry", "true order by place desc");
        String newest = "entry_id = (select entry_id from journal_entry order by place desc limit 1)";
        posting = BinaryRows.like(connection, "posting", newest);
        outcome = BinaryRows.like(
                connection,
                "idempotency",
                "entries[1] = (select entry_id from journal_entry order by place desc limit 1)");
        event = BinaryRows.like(connection, "pending_event", newest);
    }

    String into(String table) {
        BinaryRows rows = switch (table) {
            case "journal_entry" -> entry;
            case "posting" -> posting;
            case "idempotency" -> outcome;
            case "pending_event" -> event;
            default -> throw new IllegalArgumentException("nothing is copied into " + table);
        };
        return rows.into("bare_" + table);
    }

    /** One transaction's rows. */
    static final class Chunk {
        final int transfers;
        final BinaryRows.Stream entries = new BinaryRows.Stream();
        final BinaryRows.Stream postings = new BinaryRows.Stream();
        final BinaryRows.Stream outcomes = new BinaryRows.Stream();
        final BinaryRows.Stream events = new BinaryRows.Stream();

        /** Accounts whose balances change, rising, and what they become. */
        final List<Long> accounts = new ArrayList<>();

        final List<Long> debits = new ArrayList<>();
        final List<Long> credits = new ArrayList<>();
        final List<Long> sequences = new ArrayList<>();

        Chunk(int transfers) {
            this.transfers = transfers;
        }
    }

    /** Chunks that continue each other's accounts, until the book they are meant for is full enough. */
    final class Drawing {

        private final Workload workload;
        private final int accounts;
        private final List<UUID> customers = new ArrayList<>();
        private final IdSource ids = new TimeOrderedIds(
                Clock.systemUTC(), () -> ThreadLocalRandom.current().nextLong());
        private final long[] debits;
        private final long[] credits;
        private final long[] sequences;
        private long place;

        Drawing(Workload workload, int accounts) {
            this.workload = workload;
            this.accounts = accounts;
            for (int i = 0; i <= accounts; i++) {
                customers.add(ids.next());
            }
            debits = new long[accounts + 1];
            credits = new long[accounts + 1];
            sequences = new long[accounts + 1];
            java.util.Arrays.fill(sequences, 1);
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

        /** The next {@code transfers} of them, postings sorted by account as the engine sorts them. */
        Chunk next(int transfers) {
            Chunk chunk = new Chunk(transfers);
            List<Line> lines = new ArrayList<>(2 * transfers);
            for (int i = 0; i < transfers; i++) {
                Transfer transfer = workload.draw(ThreadLocalRandom.current(), accounts, 0);
                UUID id = ids.next();
                place++;
                chunk.entries.add(entryRow(transfer, id));
                chunk.outcomes.add(outcomeRow(id));
                chunk.events.add(eventRow(id));
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

        private byte[][] entryRow(Transfer transfer, UUID id) {
            byte[][] row = entry.pattern();
            row[entry.column("entry_id")] = BinaryRows.uuid(id);
            row[entry.column("place")] = BinaryRows.int8(place);
            row[entry.column("customer_id")] =
                    BinaryRows.uuid(customers.get(Math.max(transfer.payer(), transfer.payee())));
            return row;
        }

        private byte[][] outcomeRow(UUID id) {
            byte[][] row = outcome.pattern();
            row[outcome.column("key")] = ("ent_" + id.toString().replace("-", "")).getBytes(StandardCharsets.UTF_8);
            return row;
        }

        private byte[][] eventRow(UUID id) {
            byte[][] row = event.pattern();
            row[event.column("id")] = BinaryRows.int8(place);
            row[event.column("entry_id")] = BinaryRows.uuid(id);
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
            return new Line(account, sequences[account], row);
        }
    }
}

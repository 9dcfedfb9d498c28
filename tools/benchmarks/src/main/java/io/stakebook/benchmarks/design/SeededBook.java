package io.stakebook.benchmarks.design;

import io.stakebook.benchmarks.database.BinaryRows;
import io.stakebook.benchmarks.database.Databases;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.persistence.schema.SchemaMigrator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A large book made fast: deposits from the omnibus account to the customers in turn, copied into the product's own tables
 * with their accounts and balances, triggers at work. Answers and events are not made: it is for reading and for starting.
 *
 * @param omnibus the account on one side of every deposit
 * @param omnibusNumber its number in the database
 */
public record SeededBook(DataSource book, AccountName omnibus, long omnibusNumber, List<UUID> customers) {

    private static final int CHUNK = 10_000;
    private static final int SAMPLE = 10;
    private static final long UNITS = 1_000;

    /** @param name of the new database */
    public static SeededBook make(Databases databases, String name, int customerCount, int deposits)
            throws SQLException, InterruptedException {
        EngineDesign engine = EngineDesign.in(EngineMode.LOCKED);
        engine.prepare(databases.create(engine.template()), SAMPLE);
        CopyRows rows = CopyRows.learn(databases, engine, SAMPLE);
        databases.drop(engine.template());

        List<UUID> customers =
                Stream.generate(UUID::randomUUID).limit(customerCount).toList();
        AtomicLong turn = new AtomicLong();
        CopyRows.Drawing drawing = rows
        .new Drawing(
                () -> new Transfer(Transfer.OMNIBUS, 1 + (int) (turn.getAndIncrement() % customerCount), UNITS),
                customers,
                0);
        DataSource book = databases.create(name);
        new SchemaMigrator(book).migrate();
        try (Connection connection = book.getConnection();
                Statement statement = connection.createStatement()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int done = 0; done < deposits; done += CHUNK) {
                CopyRows.Chunk chunk = drawing.next(Math.min(CHUNK, deposits - done));
                chunk.entries.sendTo(copies, rows.into("journal_entry", "journal_entry"));
                chunk.postings.sendTo(copies, rows.into("posting", "posting"));
            }
            for (int from = 0; from <= customerCount; from += CHUNK) {
                BinaryRows.Stream accounts = new BinaryRows.Stream();
                BinaryRows.Stream balances = new BinaryRows.Stream();
                for (int i = from; i <= Math.min(customerCount, from + CHUNK - 1); i++) {
                    accounts.add(drawing.accountRow(i, accountName(customers, i).toString()));
                    balances.add(drawing.balanceRow(i));
                }
                accounts.sendTo(copies, rows.into("account", "account"));
                balances.sendTo(copies, rows.into("balance", "balance"));
            }
            statement.execute("select setval(pg_get_serial_sequence('account', 'account_id'), max(account_id)) from"
                    + " account");
            statement.execute("select setval(pg_get_serial_sequence('journal_entry', 'place'), max(place)) from"
                    + " journal_entry");
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
        EngineDesign.proveBalances(book);
        return new SeededBook(book, EngineAccounts.OMNIBUS, 1, customers);
    }

    private static AccountName accountName(List<UUID> customers, int number) {
        return number == Transfer.OMNIBUS
                ? EngineAccounts.OMNIBUS
                : AccountName.of(
                        ChartAccount.CLIENT_SPOT, EngineAccounts.ETH, new CustomerId(customers.get(number - 1)));
    }
}

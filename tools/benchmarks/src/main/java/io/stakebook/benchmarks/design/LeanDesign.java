package io.stakebook.benchmarks.design;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Yardstick 2: {@code lean.sql}, as little as a ledger function can do. */
public final class LeanDesign extends FunctionDesign {

    public LeanDesign() {
        super("lean function", "lean.sql", "select lean_book(?, ?, ?, ?)");
    }

    @Override
    void open(Statement statement, int accounts) throws SQLException {
        statement.execute(
                "insert into lean_account values (1, -" + Workload.OPENING + " * " + accounts + "::numeric, 0, false)");
        statement.execute("insert into lean_account select n + 1, " + Workload.OPENING
                + ", 0, true from generate_series(1, " + accounts + ") n");
    }

    @Override
    void bind(PreparedStatement call, Transfer transfer) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        call.setObject(1, new UUID(random.nextLong(), random.nextLong()));
        call.setLong(2, transfer.payer() + 1L);
        call.setLong(3, transfer.payee() + 1L);
        call.setBigDecimal(4, BigDecimal.valueOf(transfer.units()));
    }

    @Override
    public void prove(DataSource book, long accepted) throws SQLException {
        Proof.expect(book, "sum of balances", 0, "select sum(balance) from lean_account");
        Proof.expect(book, "entries kept", accepted, "select count(*) from lean_entry");
        Proof.expect(
                book,
                "entries whose lines do not cancel",
                0,
                "select count(*) from (select entry_id from lean_line group by entry_id"
                        + " having sum(amount) <> 0 or count(*) <> 2) t");
        Proof.expect(
                book,
                "accounts that lack lines",
                0,
                "select count(*) from lean_account a left join (select account_id, count(*) n from lean_line"
                        + " group by account_id) l on l.account_id = a.id where a.version <> coalesce(l.n, 0)");
    }
}

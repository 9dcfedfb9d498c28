package io.stakebook.benchmarks.design;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Yardstick 1: {@code plain.sql}, a ledger function written the way pgledger works. */
public final class PlainDesign extends FunctionDesign {

    public PlainDesign() {
        super("plain function", "plain.sql", "select * from plain_book(?, ?, ?)");
    }

    @Override
    void open(Statement statement, int accounts) throws SQLException {
        statement.execute("insert into plain_account (id, name, currency, may_go_negative, may_go_positive)"
                + " values ('" + id(Transfer.OMNIBUS) + "', 'omnibus', 'ETH', true, true)");
        Connection connection = statement.getConnection();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into plain_account (id, name, currency, balance, may_go_negative,"
                        + " may_go_positive) select unnest(?), 'customer', 'ETH', " + Workload.OPENING
                        + ", false, true")) {
            String[] ids =
                    IntStream.rangeClosed(1, accounts).mapToObj(PlainDesign::id).toArray(String[]::new);
            insert.setArray(1, connection.createArrayOf("text", ids));
            insert.executeUpdate();
        }
        statement.execute("update plain_account set balance = -" + Workload.OPENING + " * " + accounts
                + "::numeric where name = 'omnibus'");
    }

    @Override
    void bind(PreparedStatement call, Transfer transfer) throws SQLException {
        call.setString(1, id(transfer.payer()));
        call.setString(2, id(transfer.payee()));
        call.setBigDecimal(3, BigDecimal.valueOf(transfer.units()));
    }

    /** 37 characters, as a prefixed UUID has; the bits are reversed so that drawing low numbers would not help an index. */
    private static String id(int number) {
        return String.format(Locale.ROOT, "acct_%08x%024x", Integer.reverse(number), number);
    }

    @Override
    public void prove(DataSource book, long accepted) throws SQLException {
        Proof.expect(book, "sum of balances", 0, "select sum(balance) from plain_account");
        Proof.expect(book, "transfers kept", accepted, "select count(*) from plain_transfer");
        Proof.expect(
                book,
                "transfers whose lines do not cancel",
                0,
                "select count(*) from (select transfer_id from plain_line group by transfer_id"
                        + " having sum(amount) <> 0 or count(*) <> 2) t");
        Proof.expect(
                book,
                "accounts that lack lines",
                0,
                "select count(*) from plain_account a left join (select account_id, count(*) n from plain_line"
                        + " group by account_id) l on l.account_id = a.id where a.version <> coalesce(l.n, 0)");
    }
}

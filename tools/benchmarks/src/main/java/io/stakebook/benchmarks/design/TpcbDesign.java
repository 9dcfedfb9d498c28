package io.stakebook.benchmarks.design;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Yardstick 3: the transaction of {@code pgbench}'s TPC-B-like script, from Java. It keeps no ledger (no second side, no
 * history of balances, no key) and ignores the transfer's accounts: a mark for the server, not a rival.
 */
public final class TpcbDesign extends PoolDesign {

    /** As many branches as the largest pool has connections, as pgbench's manual advises. */
    private static final int SCALE = 16;

    private static final int TELLERS = 10;
    private static final int ACCOUNTS = 100_000;

    public TpcbDesign() {
        super("TPC-B-like", "tpcb.sql");
    }

    @Override
    void open(Statement statement, int accounts) throws SQLException {
        statement.execute("select tpcb_fill(" + SCALE + ", " + TELLERS + ", " + ACCOUNTS + ")");
    }

    @Override
    Session session(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new TpcbSession(connection);
    }

    /** The script's statements one after the other, each a round trip, as pgbench sends them. */
    private static final class TpcbSession implements Session {

        private final Connection connection;
        private final PreparedStatement account;
        private final PreparedStatement look;
        private final PreparedStatement teller;
        private final PreparedStatement branch;
        private final PreparedStatement history;

        TpcbSession(Connection connection) throws SQLException {
            this.connection = connection;
            account = connection.prepareStatement("update tpcb_accounts set abalance = abalance + ? where aid = ?");
            look = connection.prepareStatement("select abalance from tpcb_accounts where aid = ?");
            teller = connection.prepareStatement("update tpcb_tellers set tbalance = tbalance + ? where tid = ?");
            branch = connection.prepareStatement("update tpcb_branches set bbalance = bbalance + ? where bid = ?");
            history = connection.prepareStatement("insert into tpcb_history (tid, bid, aid, delta, mtime)"
                    + " values (?, ?, ?, ?, current_timestamp)");
        }

        @Override
        public void book(Transfer transfer) throws SQLException {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            int aid = 1 + random.nextInt(ACCOUNTS * SCALE);
            int tid = 1 + random.nextInt(TELLERS * SCALE);
            int bid = 1 + random.nextInt(SCALE);
            int delta = random.nextInt(10_001) - 5_000;
            change(account, delta, aid);
            look.setInt(1, aid);
            look.executeQuery().close();
            change(teller, delta, tid);
            change(branch, delta, bid);
            history.setInt(1, tid);
            history.setInt(2, bid);
            history.setInt(3, aid);
            history.setInt(4, delta);
            history.executeUpdate();
            connection.commit();
        }

        private static void change(PreparedStatement statement, int delta, int id) throws SQLException {
            statement.setInt(1, delta);
            statement.setInt(2, id);
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : new PreparedStatement[] {account, look, teller, branch, history}) {
                statement.close();
            }
        }
    }

    @Override
    public void prove(DataSource book, long accepted) throws SQLException {
        Proof.expect(book, "transactions kept", accepted, "select count(*) from tpcb_history");
        for (String kept : new String[] {
            "select sum(abalance) from tpcb_accounts",
            "select sum(tbalance) from tpcb_tellers",
            "select sum(bbalance) from tpcb_branches"
        }) {
            Proof.expect(book, "difference to the history", 0, "select (" + kept + ") - sum(delta) from tpcb_history");
        }
    }
}

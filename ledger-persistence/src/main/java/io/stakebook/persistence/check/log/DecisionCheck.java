package io.stakebook.persistence.check.log;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Hashes the chain of decisions again, from the rows. */
public final class DecisionCheck implements Check {

    private static final int FETCH = 2_000;
    private static final int HASH_BYTES = 32;

    private static final Stretches PLACES = Stretches.alongNumbers("policy_decision d", "d.seq");

    private static final String DECISIONS = "select * from policy_decision d where within[d.seq] order by d.seq";

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        Chain chain = new Chain(found);
        PLACES.each(
                glances,
                stretch -> glances.walk(connection -> {
                    chain.along(connection, stretch.in(DECISIONS));
                    if (stretch.high() == null) { // In one look with the end of the chain.
                        compareHead(connection, chain.size, chain.previous, found);
                    }
                }));
    }

    private static final class Chain {

        private final Found found;
        private byte[] previous = new byte[HASH_BYTES];
        private long size;

        Chain(Found found) {
            this.found = found;
        }

        void along(Connection connection, String query) throws SQLException {
            try (PreparedStatement read = connection.prepareStatement(query)) {
                read.setFetchSize(FETCH);
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        look(row);
                    }
                }
            }
        }

        private void look(ResultSet row) throws SQLException {
            found.examined(1);
            size++;
            String decision = "decision " + row.getLong("seq");
            if (row.getLong("seq") != size) {
                found.add(decision, "stands where decision " + size + " should");
                size = row.getLong("seq");
            }
            if (!Arrays.equals(row.getBytes("previous_hash"), previous)) {
                found.add(decision, "does not follow the decision before it");
            }
            byte[] hash = DecisionChain.hash(row.getBytes("previous_hash"), DecisionChain.read(row));
            if (!Arrays.equals(hash, row.getBytes("hash"))) {
                found.add(decision, "its fields do not hash to its hash");
            }
            previous = row.getBytes("hash");
        }
    }

    private static void compareHead(Connection connection, long size, byte[] hash, Found found) throws SQLException {
        Rows.read(connection, "select size, hash from decision_head", read -> {}, row -> {
            if (row.getLong("size") != size || !Arrays.equals(row.getBytes("hash"), hash)) {
                found.add(
                        "head",
                        "the head is of size " + row.getLong("size") + ", the chain has " + size
                                + " decisions, or their hashes differ");
            }
            return true;
        });
    }
}

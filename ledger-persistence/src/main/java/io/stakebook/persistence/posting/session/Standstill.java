package io.stakebook.persistence.posting.session;

import io.stakebook.persistence.posting.WriterGate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Lets no batch of a node that stands still keep out those of other nodes. Safe for threads. */
public final class Standstill {

    private static final Logger LOG = System.getLogger(Standstill.class.getName());

    private final Supplier<Integer[]> own;

    /** @param own this node's sessions, which are left alone: it is at work, or it would not ask */
    public Standstill(Supplier<Integer[]> own) {
        this.own = own;
    }

    /** Ends sessions at the gate that have heard nothing from their node for a second. */
    public void end(Connection connection) throws SQLException {
        int ended = 0;
        try (PreparedStatement dismiss = connection.prepareStatement(WriterGate.DISMISS)) {
            dismiss.setArray(1, connection.createArrayOf("int4", own.get()));
            try (ResultSet row = dismiss.executeQuery()) {
                while (row.next()) {
                    ended++;
                }
            }
        }
        if (ended > 0) {
            LOG.log(
                    Level.WARNING,
                    "sessions=" + ended + " of a node that stands still were ended; they kept others out");
        }
    }
}

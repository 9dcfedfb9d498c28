package io.stakebook.persistence.check.log;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.PerAccount;
import io.stakebook.persistence.check.frame.Stretches;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Along every account the log tells entries in the order they were posted, and events that wait come after all others. Kafka
 * and exports keep the order of the log, so this is the order a reader of an account sees.
 */
public final class EventOrder implements Check {

    private static final int FETCH = 10_000;

    private static final Stretches LOG = Stretches.alongNumbers("event_log v", "v.seq");

    private static final String TOLD = """
            select p.account_id, p.account_seq
              from event_log v join posting p using (entry_id)
             where within[v.seq] order by v.seq, p.account_id, p.account_seq
            """;

    private static final String WAITING = """
            select p.account_id, p.account_seq
              from pending_event w cross join unnest(w.entries) with ordinality as n (entry_id, place)
              join posting p on p.entry_id = n.entry_id
             order by w.id, n.place, p.account_id, p.account_seq
            """;

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        PerAccount told = new PerAccount();
        LOG.each(
                glances,
                stretch -> glances.walk(connection -> {
                    Glances.lookUp(connection, true);
                    walk(connection, stretch.in(TOLD), told, found);
                    if (stretch.high()
                            == null) { // In one look, because what waits may come into the log at any moment.
                        walk(connection, WAITING, told, found);
                    }
                }));
    }

    private static void walk(Connection connection, String query, PerAccount told, Found found) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(query)) {
            read.setFetchSize(FETCH);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    found.examined(1);
                    long account = row.getLong(1);
                    long sequence = row.getLong(2);
                    if (sequence < told.get(account)) {
                        found.add(
                                found.account(connection, account),
                                "posting " + sequence + " is told after posting " + told.get(account));
                    }
                    told.put(account, sequence);
                }
            }
        }
    }
}

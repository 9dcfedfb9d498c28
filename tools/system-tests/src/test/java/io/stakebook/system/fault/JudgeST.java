package io.stakebook.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.fault.History.Told;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The judge of the other tests finds what is wrong: each wrong is planted in a transaction that is then undone. */
@Order(19)
@ExtendWith(WithCluster.class)
class JudgeST {

    private static final String COPY = "00000000-0000-7000-8000-00000000c0b1";

    @Test
    void plantedWrongs_areEachFound(Cluster cluster) throws SQLException {
        try (Load load = cluster.load("calm")) {
            load.awaitAnswers(150, Duration.ofMinutes(2));
            Verdict.on(cluster, load);
        }
        Told accepted =
                any(cluster.history(), told -> told.accepted() && told.write().kind() == Write.Kind.DEPOSIT);
        Told refused = any(cluster.history(), told -> !told.accepted());
        String key = accepted.write().key();
        String outcome = " where key = '" + key + "'";
        String entry = "(select entries[1] from idempotency" + outcome + ")";
        String[] doubled = {
            "insert into journal_entry select (jsonb_populate_record(e, jsonb_build_object('entry_id', '" + COPY
                    + "', 'place', e.place + 1000000))).* from journal_entry e where entry_id = " + entry,
            "insert into posting select (jsonb_populate_record(p, jsonb_build_object('entry_id', '" + COPY
                    + "', 'account_seq', p.account_seq + 1000000))).* from posting p where entry_id = " + entry
        };

        finds(cluster, "lost: " + accepted.write(), "delete from idempotency" + outcome);
        finds(cluster, "lost: entry", "delete from posting where entry_id = " + entry);
        finds(cluster, "every entry is told by one event", "delete from journal_entry where entry_id = " + entry);
        finds(cluster, "doubled: entry " + COPY + " is of no write", doubled);
        finds(cluster, "a balance is the fold of its postings", doubled);
        finds(
                cluster,
                "told otherwise: " + refused.write(),
                doubled[0],
                doubled[1],
                "update idempotency set kind = 'A', entries = '{" + COPY + "}' where key = '"
                        + refused.write().key() + "'");
        finds(
                cluster,
                "told otherwise: the body of " + accepted.write(),
                "update idempotency set body = '{}'" + outcome);
        finds(cluster, "an outcome is kept for fault-nobody", """
                insert into idempotency select (jsonb_populate_record(i, '{"key": "fault-nobody"}')).* from idempotency i
                 where key = '%s'
                """.formatted(key));
        finds(
                cluster,
                "the acknowledged writes come to",
                "update balance set credits = credits + 1 where account_id = (select min(account_id) from posting"
                        + " where not debit and entry_id = " + entry + ")");
        finds(cluster, "the log has every place once", "delete from event_log where entry_id = " + entry);
        finds(
                cluster,
                "each posting says the totals it leaves",
                "update posting set credits_after = credits_after + 1 where entry_id = " + entry);
        finds(
                cluster,
                "an entry balances in each asset",
                "update posting set units = units + 1 where debit and entry_id = " + entry);
    }

    @Test
    void eventsThatMissTheTopic_areFound(Cluster cluster) throws SQLException {
        try (Load load = cluster.load("calm-events")) {
            load.awaitAnswers(50, Duration.ofMinutes(2));
            Verdict.on(cluster, load);
        }
        Map<Long, String> lost = new TreeMap<>(cluster.topic().digests());
        lost.remove(7L);
        Map<Long, String> changed = new TreeMap<>(cluster.topic().digests());
        changed.put(7L, Objects.requireNonNull(changed.get(8L)));
        try (Connection connection = cluster.database().superuser()) {
            assertThat(Judge.findings(connection, lost)).containsExactly("event 7 is not on the topic");
            assertThat(Judge.findings(connection, changed)).containsExactly("event 7 is on the topic with other bytes");
        }
    }

    @Test
    void aClientThatWasNeverTold_isFound(Cluster cluster) throws SQLException {
        History history = new History();
        history.means(any(cluster.history(), told -> true).write());
        try (Connection connection = cluster.database().superuser()) {
            assertThat(Judge.findings(connection, history))
                    .anyMatch(finding -> finding.startsWith("nobody was told what became of fault-"));
        }
    }

    private static Told any(History history, Predicate<Told> is) {
        return history.told().values().stream().filter(is).findFirst().orElseThrow();
    }

    /** Plants it behind the back of the triggers that would refuse it, and undoes it. */
    private static void finds(Cluster cluster, String finding, String... plants) throws SQLException {
        try (Connection connection = cluster.database().superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            for (String plant : plants) {
                assertThat(statement.executeUpdate(plant)).as(plant).isPositive();
            }
            assertThat(Judge.findings(connection, cluster.history())).anyMatch(found -> found.contains(finding));
            connection.rollback();
        }
    }
}

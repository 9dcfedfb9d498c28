package io.stakebook.system.fault;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what clients were told against the tables and the topic. Shares no code with the ledger: it knows the tables, what
 * each kind of write means, and nothing else.
 */
final class Judge {

    private static final String KEPT = """
            select i.key, i.kind, i.status, i.body, array_to_string(i.entries, ',') from idempotency i
             where i.key like 'fault-%'
            """;
    private static final String ENTRIES = """
            select p.entry_id, sum(p.units) filter (where p.debit) from posting p
             where p.entry_id in (select q.entry_id from posting q join account a using (account_id)
                                   where split_part(a.name, '.', 3) = any (?))
             group by p.entry_id
            """;
    private static final String WORTH = """
            select a.name, b.credits - b.debits, b.pending_debits from balance_now b join account a using (account_id)
             where split_part(a.name, '.', 3) = any (?)
            """;
    private static final String LEAVES = "select seq, md5(leaf) from event_log";
    /** What customers have by the number their account begins with. */
    private static final Map<String, String> CHART = Map.of("2010", "wallet", "2040", "staked", "2150", "leaving");

    private final History history;
    private final List<String> findings = new ArrayList<>();

    /** A kept outcome. */
    private record Kept(String kind, String status, String body, List<String> entries) {}

    private Judge(History history) {
        this.history = history;
    }

    /** Everything that is wrong with the book and what clients were told of it; empty when nothing is. */
    static List<String> findings(Connection connection, History history) {
        Judge judge = new Judge(history);
        history.untold().forEach(key -> judge.findings.add("nobody was told what became of " + key));
        judge.outcomes(connection);
        judge.balances(connection);
        judge.findings.addAll(BookRules.broken(connection));
        return judge.findings;
    }

    /** Everything of the log that the topic lacks or has otherwise. */
    static List<String> findings(Connection connection, Map<Long, String> topic) {
        List<String> findings = new ArrayList<>();
        Map<Long, String> rest = new TreeMap<>(topic);
        for (List<String> row : Rows.of(connection, LEAVES)) {
            String digest = rest.remove(Long.valueOf(row.get(0)));
            if (digest == null) {
                findings.add("event " + row.get(0) + " is not on the topic");
            } else if (!digest.equals(row.get(1))) {
                findings.add("event " + row.get(0) + " is on the topic with other bytes");
            }
        }
        rest.keySet().forEach(sequence -> findings.add("event " + sequence + " is on the topic and not in the log"));
        return findings;
    }

    /** One outcome a key, the one that was told; entries of accepted ones each there once, and none beside them. */
    private void outcomes(Connection connection) {
        Map<String, Kept> kept = kept(connection);
        Map<String, BigInteger> entries = new HashMap<>();
        Rows.of(connection, ENTRIES, owners(connection))
                .forEach(row -> entries.put(row.get(0), new BigInteger(row.get(1))));
        Set<String> claimed = new HashSet<>();
        history.told().forEach((key, told) -> {
            Kept outcome = kept.remove(key);
            if (outcome == null) {
                findings.add("lost: " + told + " was told and is not kept");
                return;
            }
            compare(told, outcome);
            for (String entry : outcome.entries) {
                if (!claimed.add(entry)) {
                    findings.add("doubled: entry " + entry + " of " + told + " belongs to another outcome too");
                }
                if (!told.write().units().equals(entries.get(entry))) {
                    findings.add("lost: entry " + entry + " of " + told + " moves " + entries.get(entry)
                            + " units and not " + told.write().units());
                }
            }
        });
        kept.keySet().forEach(key -> findings.add("an outcome is kept for " + key + ", which nobody was told"));
        entries.keySet().stream()
                .filter(entry -> !claimed.contains(entry))
                .forEach(entry -> findings.add("doubled: entry " + entry + " is of no write that was acknowledged"));
    }

    private Map<String, Kept> kept(Connection connection) {
        Map<String, Kept> kept = new TreeMap<>();
        for (List<String> row : Rows.of(connection, KEPT)) {
            List<String> entries =
                    row.get(4).isEmpty() ? List.of() : List.of(row.get(4).split(",", -1));
            if (kept.put(row.get(0), new Kept(row.get(1), row.get(2), row.get(3), entries)) != null) {
                findings.add("doubled: two outcomes are kept for " + row.get(0));
            }
        }
        return kept;
    }

    private void compare(History.Told told, Kept kept) {
        int due = told.accepted() ? told.write().kind().entries() : 0;
        if (kept.kind.equals("A") != told.accepted() || !kept.status.equals(String.valueOf(told.status()))) {
            findings.add("told otherwise: " + told + ", kept as " + kept.kind + " " + kept.status);
        }
        if (!kept.body.equals(told.body())) {
            findings.add("told otherwise: the body of " + told + " is kept as " + kept.body);
        }
        if (kept.entries.size() != due) {
            findings.add("told otherwise: " + told + " has " + kept.entries.size() + " entries and not " + due);
        }
    }

    /** The customers' wallets, stakes, withdrawals and reservations are what the acknowledged writes come to. */
    private void balances(Connection connection) {
        Map<String, BigInteger> expected = new TreeMap<>();
        for (History.Told told : history.accepted()) {
            Write write = told.write();
            String customer = write.customer().id();
            write.kind().effects().forEach((thing, times) -> add(expected, customer, thing, write.units(), times));
        }
        Map<String, BigInteger> found = new TreeMap<>();
        for (List<String> row : Rows.of(connection, WORTH, owners(connection))) {
            String name = row.get(0);
            String chart = name.substring(0, 4);
            add(found, owner(name), CHART.getOrDefault(chart, chart), new BigInteger(row.get(1)), 1);
            add(found, owner(name), "held", new BigInteger(row.get(2)), 1);
        }
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            BigInteger due = expected.getOrDefault(name, BigInteger.ZERO);
            BigInteger there = found.getOrDefault(name, BigInteger.ZERO);
            if (!due.equals(there)) {
                findings.add("the acknowledged writes come to " + due + " units of " + name + ", there are " + there);
            }
        }
    }

    private static void add(Map<String, BigInteger> sums, String customer, String thing, BigInteger units, int times) {
        if (times != 0) {
            sums.merge(customer + " " + thing, units.multiply(BigInteger.valueOf(times)), BigInteger::add);
        }
    }

    private Array owners(Connection connection) {
        Object[] ids = history.customers().toArray();
        try {
            return connection.createArrayOf("text", ids);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An account's name is chart, asset and owner, with dots. */
    private static String owner(String name) {
        return Objects.requireNonNull(name.split("\\.", -1)[2]);
    }
}

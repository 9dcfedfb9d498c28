package io.stakebook.persistence.check.outcome;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.Stretch;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.sql.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every entry, and every decision, is named by exactly one outcome. Another rule holds that an outcome is of the moment of what
 * it names, so only outcomes of the moments of a stretch are looked at. What seems to be missing there may have been written
 * meanwhile, and is looked for once more among all.
 *
 * @param stretches of what is named
 * @param span a query for the first and the last moment of a stretch, and for how many it holds
 * @param names a query for the ids of a stretch, and how many of {@code OUTCOMES} name each, when not one
 * @param once a query for the same among all outcomes, of given ids, as findings
 */
record NamedOnce(Stretches stretches, String span, String names, String once) implements Check {

    static final NamedOnce ENTRIES = new NamedOnce(
            Stretches.alongNumbers("journal_entry e", "e.place"),
            span("journal_entry e where within[e.place]"),
            """
            with entry as materialized (select e.entry_id from journal_entry e where within[e.place]),
                 named as materialized (select unnest(i.entries) as entry_id from OUTCOMES i)
            select e.entry_id, count(n.entry_id) from entry e left join named n using (entry_id)
             group by e.entry_id having count(n.entry_id) <> 1
            """,
            """
            select e.entry_id::text, 'is named by ' || count(n.entry_id) || ' outcomes, not by one'
              from unnest(%s) as e (entry_id)
              left join (select unnest(entries) as entry_id from idempotency) n using (entry_id)
             group by e.entry_id having count(n.entry_id) <> 1
            """);

    static final NamedOnce DECISIONS = new NamedOnce(
            Stretches.alongNumbers("policy_decision d", "d.seq"),
            span("policy_decision e where within[e.seq]"),
            """
            with decision as materialized (select d.decision_id from policy_decision d where within[d.seq]),
                 named as materialized (select i.decision_id, i.key from OUTCOMES i where i.decision_id is not null)
            select d.decision_id, count(n.key) from decision d left join named n using (decision_id)
             group by d.decision_id having count(n.key) <> 1
            """,
            """
            select d.decision_id::text, 'is named by ' || count(i.key) || ' outcomes, not by one'
              from unnest(%s) as d (decision_id) left join idempotency i using (decision_id)
             group by d.decision_id having count(i.key) <> 1
            """);

    private static String span(String from) {
        return "select " + OutcomeZones.micros("min(e.recorded_at)") + ", " + OutcomeZones.micros("max(e.recorded_at)")
                + ", count(*) from " + from;
    }

    private record Span(long from, long to, long rows) {}

    private record Suspect(UUID id, long names) {}

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        OutcomeZones zones = OutcomeZones.read(glances);
        Suspects<UUID> missing = new Suspects<>(glances.most(), some -> {
            String ids = some.stream().map(UUID::toString).collect(Collectors.joining("','", "array['", "']::uuid[]"));
            SqlCheck.find(glances, once.formatted(ids), false, found);
        });
        stretches.each(glances, stretch -> {
            for (Suspect suspect : suspects(glances, stretch, zones, found)) {
                if (suspect.names() == 0) {
                    missing.add(suspect.id());
                } else {
                    found.add(suspect.id().toString(), "is named by " + suspect.names() + " outcomes, not by one");
                }
            }
        });
        missing.finish();
    }

    private List<Suspect> suspects(Glances glances, Stretch stretch, OutcomeZones zones, Found found)
            throws SQLException {
        Span all = glances.look(connection -> Rows.read(
                        connection,
                        stretch.in(span),
                        read -> {},
                        row -> new Span(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0));
        if (all.rows() == 0) {
            return List.of();
        }
        found.examined(all.rows());
        String query = stretch.in(names).replace("OUTCOMES", zones.between(all.from(), all.to()));
        return glances.look(connection -> Rows.read(
                connection, query, read -> {}, row -> new Suspect(row.getObject(1, UUID.class), row.getLong(2))));
    }
}

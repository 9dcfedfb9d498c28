package io.stakebook.persistence.check;

/** Rules of kept outcomes: what was answered, and what the book did. */
final class OutcomeChecks {

    private OutcomeChecks() {}

    static Check outcomes() {
        return new SqlCheck("select count(*) from idempotency", """
                select i.scope || ' ' || i.key, 'names entry ' || named.id || ', which is not in the book'
                  from idempotency i cross join unnest(i.entries) as named (id)
                  left join journal_entry e on e.entry_id = named.id where e.entry_id is null
                """, """
                select e.entry_id::text, 'is named by ' || count(named.id) || ' outcomes, not by one'
                  from journal_entry e
                  left join (select unnest(entries) as id from idempotency) named on named.id = e.entry_id
                 group by e.entry_id having count(named.id) <> 1
                """, """
                select i.scope || ' ' || i.key,
                       'was decided at ' || i.recorded_at || ', its entry ' || e.entry_id || ' was recorded at '
                       || e.recorded_at
                  from idempotency i cross join unnest(i.entries) as named (id)
                  join journal_entry e on e.entry_id = named.id where e.recorded_at <> i.recorded_at
                """, """
                select i.scope || ' ' || i.key, 'names its entries in another order than the book holds them'
                  from (select o.scope, o.key, e.place, lag(e.place) over (partition by o.scope, o.key order by n.nr) as before
                          from idempotency o cross join unnest(o.entries) with ordinality as n (id, nr)
                          join journal_entry e on e.entry_id = n.id
                         where cardinality(o.entries) > 1) i
                 where i.place < i.before group by i.scope, i.key
                """, """
                select i.scope || ' ' || i.key, 'is of kind ' || i.kind::text || ' and was answered with status ' || i.status
                  from idempotency i
                 where case i.kind when 'A' then i.status not between 200 and 299 else i.status not between 400 and 499 end
                """, """
                select i.scope || ' ' || i.key, 'its fingerprint is not 64 hexadecimal digits'
                  from idempotency i where i.fingerprint !~ '^[0-9a-f]{64}$'
                """, """
                select i.scope || ' ' || i.key, 'names decision ' || i.decision_id || ', which is not kept'
                  from idempotency i left join policy_decision d on d.decision_id = i.decision_id
                 where i.decision_id is not null and d.decision_id is null
                """, """
                select d.decision_id::text, 'is named by ' || count(i.key) || ' outcomes, not by one'
                  from policy_decision d left join idempotency i on i.decision_id = d.decision_id
                 group by d.decision_id having count(i.key) <> 1
                """, """
                select e.entry_id::text, 'was allowed by decision ' || e.decision_id || ', which '
                       || case when d.decision_id is null then 'is not kept' else 'permitted nothing' end
                  from journal_entry e left join policy_decision d on d.decision_id = e.decision_id
                 where e.decision_id is not null and (d.decision_id is null or not d.permitted)
                """);
    }
}

package io.stakebook.persistence.check;

/** Every change has its event and every event its change, both ways. */
final class EventChecks {

    private static final String ALL = """
            (select entry_id, type, convert_from(leaf, 'UTF8')::jsonb ->> 'id' as id from event_log
              union all
             select entry_id, type, convert_from(body, 'UTF8')::jsonb ->> 'id' from pending_event)
            """;

    private EventChecks() {}

    static Check complete() {
        return new SqlCheck(
                "select (select count(*) from event_log) + (select count(*) from pending_event)",
                """
                select e.entry_id::text, 'has ' || count(v.entry_id) || ' events, not one'
                  from journal_entry e
                  left join (select entry_id from event_log union all select entry_id from pending_event) v
                       using (entry_id)
                 group by e.entry_id having count(v.entry_id) <> 1
                """,
                """
                select v.entry_id::text, 'an event announces it and it is not in the book'
                  from (select entry_id from event_log union all select entry_id from pending_event) v
                  left join journal_entry e using (entry_id) where v.entry_id is not null and e.entry_id is null
                """,
                """
                select coalesce(f.id, v.id),
                       case when v.id is null then 'was refused and no event says so' else 'an event says it was refused' end
                  from (select 'dec_' || replace(decision_id::text, '-', '') as id from idempotency where kind = 'F') f
                  full join (select id from %s e where type = 'io.stakebook.policy.decision.refused.v1') v using (id)
                 where f.id is null or v.id is null
                """.formatted(ALL));
    }
}

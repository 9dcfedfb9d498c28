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

    /** The log's word against the journal's, member by member: a row changed afterwards differs from what was announced. */
    static Check contents() {
        return new SqlCheck("select count(*) from event_log where entry_id is not null", """
                with said as (
                    select entry_id, type, convert_from(leaf, 'UTF8')::jsonb as body from event_log where entry_id is not null
                     union all
                    select entry_id, type, convert_from(body, 'UTF8')::jsonb from pending_event where entry_id is not null),
                     wrote as (
                    select p.entry_id,
                           jsonb_agg(jsonb_build_object('account', a.name, 'asset', s.code, 'scale', s.scale,
                               'side', case when p.debit then 'debit' else 'credit' end, 'units', p.units::text)
                               order by p.leg) as lines
                      from posting p left join account a using (account_id) left join asset s on s.asset_id = p.asset_id
                     group by p.entry_id)
                select e.entry_id::text, 'its event says ' || (v.body -> 'data')::text || ' of type ' || v.type
                       || ', the journal ' || (j.data || jsonb_build_object('postings', w.lines))::text || ' in phase ' || e.phase::text
                       || ' recorded at ' || e.recorded_at
                  from journal_entry e join said v using (entry_id) left join wrote w using (entry_id)
                 cross join lateral (select jsonb_strip_nulls(jsonb_build_object(
                       'entry_id', 'entry_' || replace(e.entry_id::text, '-', ''),
                       'kind', e.kind,
                       'business_date', e.business_date::text,
                       'carried_from', e.carried_from::text,
                       'reservation_id', 'entry_' || replace(e.reservation_id::text, '-', ''),
                       'reverses', 'entry_' || replace(e.reverses::text, '-', ''),
                       'customer_id', 'cust_' || replace(e.customer_id::text, '-', ''),
                       'product_id', e.product_id,
                       'position_id', 'pos_' || replace(e.position_id::text, '-', ''),
                       'run_id', 'run_' || replace(e.run_id::text, '-', ''),
                       'yield_source', e.yield_source,
                       'decision_id', 'dec_' || replace(e.decision_id::text, '-', ''),
                       'memo', e.memo)) as data) j
                 where (v.body -> 'data') - 'postings' - 'effective_at' - 'expires_at' <> j.data
                    or v.body -> 'data' -> 'postings' is distinct from w.lines
                    or (v.body -> 'data' ->> 'effective_at')::timestamptz <> e.effective_at
                    or (v.body -> 'data' ->> 'expires_at')::timestamptz is distinct from e.expires_at
                    or (v.body ->> 'recordedtime')::timestamptz <> e.recorded_at
                    or v.body ->> 'partitionkey' <> coalesce('cust_' || replace(e.customer_id::text, '-', ''), 'house')
                    or v.type <> 'io.stakebook.journal.entry.'
                       || case e.phase when 'R' then 'reserved' when 'V' then 'released' else 'posted' end || '.v1'
                """);
    }
}

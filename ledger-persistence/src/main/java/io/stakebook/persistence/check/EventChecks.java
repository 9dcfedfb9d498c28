package io.stakebook.persistence.check;

import java.util.List;
import java.util.stream.Stream;

/** Every change has its event and every event its change, both ways. */
final class EventChecks {

    /** Events that are not about an entry; those that wait have their place after all others. */
    static final String TOLD = """
            (select type, convert_from(leaf, 'UTF8')::jsonb as body, seq::numeric as place from event_log where entry_id is null
              union all
             select type, convert_from(body, 'UTF8')::jsonb, 1000000000000000000::numeric + id from pending_event
              where body is not null)
            """;

    private EventChecks() {}

    static Check complete() {
        return new SqlCheck(
                "select (select count(*) from event_log) + (select coalesce(sum(events), 0) from pending_event)",
                Stream.concat(journal().stream(), NoticeRules.queries().stream())
                        .toList());
    }

    private static List<String> journal() {
        return List.of("""
                select e.entry_id::text, 'has ' || count(v.entry_id) || ' events, not one'
                  from journal_entry e
                  left join (select entry_id from event_log union all select unnest(entries) from pending_event) v
                       using (entry_id)
                 group by e.entry_id having count(v.entry_id) <> 1
                """, """
                select v.entry_id::text, 'an event announces it and it is not in the book'
                  from (select entry_id from event_log union all select unnest(entries) from pending_event) v
                  left join journal_entry e using (entry_id) where v.entry_id is not null and e.entry_id is null
                """, """
                select coalesce(f.id, v.id),
                       case when v.id is null then 'was refused and no event says so' else 'an event says it was refused' end
                  from (select 'dec_' || replace(decision_id::text, '-', '') as id from idempotency where kind = 'F') f
                  full join (select body ->> 'id' as id from %s e
                              where type = 'io.stakebook.policy.decision.refused.v1') v using (id)
                 where f.id is null or v.id is null
                """.formatted(TOLD), """
                select coalesce(l.name, v.name),
                       case when v.name is null then 'has limits of version ' || l.version || ' and no event tells of them'
                            else 'an event tells of limits of version ' || v.version || ', which are not kept' end
                  from (select a.name, l.version, l.set_by, l.reason, l.min_posted, l.max_posted, l.min_available,
                               l.max_available from account_limits l join account a using (account_id)) l
                  full join (select body -> 'data' ->> 'account' as name, (body -> 'data' ->> 'version')::bigint as version,
                                    body -> 'data' as data
                               from %s e where type = 'io.stakebook.account.limits.changed.v1') v using (name, version)
                 where l.name is null or v.name is null or l.reason <> v.data ->> 'reason' or l.set_by <> v.data ->> 'set_by'
                    or (l.min_posted::text, l.max_posted::text, l.min_available::text, l.max_available::text)
                       is distinct from (v.data -> 'new' ->> 'min_posted', v.data -> 'new' ->> 'max_posted',
                                         v.data -> 'new' ->> 'min_available', v.data -> 'new' ->> 'max_available')
                """.formatted(TOLD), """
                select coalesce(c.period_id, v.period_id) || '/' || coalesce(c.number, v.number),
                       case when v.period_id is null then 'was closed and no event tells of it'
                            when c.period_id is null then 'an event tells of a close that is not kept'
                            else 'its event tells ' || coalesce(v.data ->> 'trial_balance_hash', 'nothing') || ' by '
                                 || coalesce(v.data ->> 'closed_by', 'nobody') || ', kept is ' || c.hash || ' by ' || c.closed_by end
                  from period_close c
                  full join (select body -> 'data' ->> 'period_id' as period_id,
                                    (body -> 'data' ->> 'close_number')::bigint as number, body -> 'data' as data
                               from %s e where type = 'io.stakebook.period.closed.v1') v using (period_id, number)
                 where c.period_id is null or v.period_id is null
                    or (c.hash, c.closed_by) is distinct from (v.data ->> 'trial_balance_hash', v.data ->> 'closed_by')
                """.formatted(TOLD));
    }

    /** The log's word against the journal's, member by member: a row changed afterwards differs from what was announced. */
    static Check contents() {
        return new SqlCheck("select count(*) from event_log where entry_id is not null", """
                with said as (
                    select entry_id, type, convert_from(leaf, 'UTF8')::jsonb as body from event_log where entry_id is not null),
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
                       'memo', e.memo,
                       'posted_by', e.posted_by)) as data) j
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

    /** Kafka and exports keep the order of the log, so this is the order a reader of an account sees. */
    static Check inOrder() {
        return new SqlCheck("select count(*) from event_log where entry_id is not null", """
                with placed as (
                    select entry_id, seq::numeric as place from event_log where entry_id is not null
                     union all
                    select n.entry_id, 1000000000000000000::numeric + e.id * 10000 + n.place
                      from pending_event e cross join unnest(e.entries) with ordinality as n (entry_id, place))
                select a.name, 'posting ' || w.account_seq || ' is told before the posting before it'
                  from (select p.account_id, p.account_seq, v.place,
                               lag(v.place) over (partition by p.account_id order by p.account_seq) as before
                          from posting p join placed v using (entry_id)) w
                  join account a using (account_id)
                 where w.place < w.before
                """);
    }
}

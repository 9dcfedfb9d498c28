package io.stakebook.persistence.check.log;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Sql;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.StretchCheck;
import io.stakebook.persistence.check.frame.Stretches;
import java.util.List;
import java.util.stream.Stream;

/** Every change has its event and every event its change, both ways. */
public final class EventChecks {

    /** Events that are not about an entry; those that wait have their place after all others. */
    public static final String TOLD = """
            (select type, convert_from(leaf, 'UTF8')::jsonb as body, seq::numeric as place from event_log where entry_id is null
              union all
             select type, convert_from(body, 'UTF8')::jsonb, 1000000000000000000::numeric + id from pending_event
              where body is not null)
            """;

    private EventChecks() {}

    public static Check complete() {
        return entries()
                .and(new SqlCheck(
                        "select count(*) from event_log where entry_id is null",
                        Stream.concat(notices().stream(), NoticeRules.queries().stream())
                                .toList()));
    }

    /** Events that tell of entries, those that wait among them. */
    private static final String OF_ENTRIES = """
            with told as (
                select v.entry_id from event_log v where v.entry_id is not null and within[v.entry_id]
                 union all
                select n.entry_id from pending_event w cross join unnest(w.entries) as n (entry_id) where within[n.entry_id])
            """;

    private static Check entries() {
        return new StretchCheck(
                Stretches.ofEntries(),
                "select count(*) from journal_entry e where within[e.entry_id]",
                OF_ENTRIES + """
                select coalesce(e.entry_id, v.entry_id)::text,
                       case when e.entry_id is null then 'an event announces it and it is not in the book'
                            else 'has ' || coalesce(v.events, 0) || ' events, not one' end
                  from (select e.entry_id from journal_entry e where within[e.entry_id]) e
                  full join (select entry_id, count(*) as events from told group by entry_id) v using (entry_id)
                 where e.entry_id is null or coalesce(v.events, 0) <> 1
                """);
    }

    private static List<String> notices() {
        return List.of("""
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
                  from (select k.*, o.given_by, o.reason from period_close k left join period_override o using (override_id)) c
                  full join (select body -> 'data' ->> 'period_id' as period_id,
                                    (body -> 'data' ->> 'close_number')::bigint as number, body -> 'data' as data
                               from %s e where type = 'io.stakebook.period.closed.v1') v using (period_id, number)
                 where c.period_id is null or v.period_id is null
                    or (c.hash, c.closed_by, 'cov_' || replace(c.override_id::text, '-', ''), c.given_by, c.reason)
                       is distinct from (v.data ->> 'trial_balance_hash', v.data ->> 'closed_by', v.data ->> 'override_id',
                                         v.data ->> 'override_by', v.data ->> 'override_reason')
                """.formatted(TOLD));
    }

    /**
     * The log's word against the journal's: a row changed afterwards differs from what was announced. Almost always the leaf
     * holds the very text that the journal makes; where it does not, the two are compared member by member.
     */
    public static Check contents() {
        return new StretchCheck(
                Stretches.ofEntries(),
                "select count(*) from event_log v where v.entry_id is not null and within[v.entry_id]",
                """
                with said as (
                    select v.entry_id, v.type, convert_from(v.leaf, 'UTF8') as leaf from event_log v
                     where v.entry_id is not null and within[v.entry_id]),
                     wrote as (
                    select p.entry_id,
                           string_agg('{"account":"' || a.name || '","asset":"' || s.code || '","scale":' || s.scale
                               || ',"side":"' || case when p.debit then 'debit' else 'credit' end || '","units":"' || p.units
                               || '"}', ',' order by p.leg) as lines
                      from posting p left join ACCOUNT on true left join asset s on s.asset_id = p.asset_id
                     where within[p.entry_id] group by p.entry_id)
                select e.entry_id::text, 'its event says ' || (v.leaf::jsonb -> 'data')::text || ' of type ' || v.type
                       || ', the journal ' || (j.data || jsonb_build_object('postings', j.postings))::text || ' in phase '
                       || e.phase::text || ' recorded at ' || e.recorded_at
                  from journal_entry e join said v using (entry_id) left join wrote w using (entry_id)
                 cross join lateral (select '"data":{"business_date":"' || e.business_date || '"'
                       || coalesce(',"carried_from":"' || e.carried_from || '"', '')
                       || coalesce(',"customer_id":"cust_' || replace(e.customer_id::text, '-', '') || '"', '')
                       || coalesce(',"decision_id":"dec_' || replace(e.decision_id::text, '-', '') || '"', '')
                       || ',"effective_at":"' || to_char(e.effective_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'
                       || ',"entry_id":"entry_' || replace(e.entry_id::text, '-', '') || '"'
                       || coalesce(',"expires_at":"'
                             || to_char(e.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', '')
                       || ',"kind":"' || e.kind || '"'
                       || coalesce(',"memo":' || to_json(e.memo)::text, '')
                       || coalesce(',"position_id":"pos_' || replace(e.position_id::text, '-', '') || '"', '')
                       || coalesce(',"posted_by":' || to_json(e.posted_by)::text, '')
                       || ',"postings":[' || w.lines || ']'
                       || coalesce(',"product_id":' || to_json(e.product_id)::text, '')
                       || coalesce(',"reservation_id":"entry_' || replace(e.reservation_id::text, '-', '') || '"', '')
                       || coalesce(',"reverses":"entry_' || replace(e.reverses::text, '-', '') || '"', '')
                       || coalesce(',"run_id":"run_' || replace(e.run_id::text, '-', '') || '"', '')
                       || coalesce(',"yield_source":' || to_json(e.yield_source)::text, '') || '},' as data,
                       '"partitionkey":"' || coalesce('cust_' || replace(e.customer_id::text, '-', ''), 'house')
                       || '","recordedtime":"' || to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                       || '",' as head) t
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
                       'posted_by', e.posted_by)) as data, ('[' || w.lines || ']')::jsonb as postings) j
                 where within[e.entry_id]
                   and (v.type <> 'io.stakebook.journal.entry.'
                           || case e.phase when 'R' then 'reserved' when 'V' then 'released' else 'posted' end || '.v1'
                        or case when array_length(string_to_array(v.leaf, t.data), 1) = 2
                                 and array_length(string_to_array(v.leaf, t.head), 1) = 2
                                 and array_length(string_to_array(v.leaf, '"data":{'), 1) = 2
                                 and array_length(string_to_array(v.leaf, '"partitionkey":'), 1) = 2
                                 and array_length(string_to_array(v.leaf, '"recordedtime":'), 1) = 2
                           then false
                           else (v.leaf::jsonb -> 'data') - 'postings' - 'effective_at' - 'expires_at' <> j.data
                                or v.leaf::jsonb -> 'data' -> 'postings' is distinct from j.postings
                                or (v.leaf::jsonb -> 'data' ->> 'effective_at')::timestamptz <> e.effective_at
                                or (v.leaf::jsonb -> 'data' ->> 'expires_at')::timestamptz is distinct from e.expires_at
                                or (v.leaf::jsonb ->> 'recordedtime')::timestamptz <> e.recorded_at
                                or v.leaf::jsonb ->> 'partitionkey' <> coalesce('cust_' || replace(e.customer_id::text, '-', ''), 'house')
                           end)
                """.replace("ACCOUNT", Sql.ACCOUNT));
    }
}

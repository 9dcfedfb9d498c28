package io.stakebook.persistence.check.journal;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.SqlCheck;

/**
 * Rules of closed periods: nothing came in after the close, what was frozen is still there, only two people undid a close or closed over open items,
 * and nothing was carried out of a day that nobody closed.
 */
public final class PeriodChecks {

    private PeriodChecks() {}

    public static Check closed() {
        return new ClosedFigures()
                .and(new SqlCheck("select count(*) from period_close", """
                select c.period_id || '/' || c.number, 'its trial balance hashes to ' || h.hash || ', kept is ' || c.hash
                  from period_close c
                 cross join lateral (
                       select encode(sha256(convert_to(E'stakebook-trial-balance/1\\nthrough '
                              || to_char(c.through, 'YYYY-MM-DD') || E'\\nentries ' || c.entries || E'\\n'
                              || coalesce(string_agg(b.asset || ' ' || b.chart || ' ' || b.debits || ' ' || b.credits
                                     || E'\\n', '' order by b.asset, b.chart), ''), 'UTF8')), 'hex') as hash
                         from period_balance b where b.period_id = c.period_id and b.number = c.number) h
                 where h.hash <> c.hash
                """, """
                select p.period_id, 'says it was closed ' || p.closes || ' times, ' || count(c.number) || ' closes are kept'
                  from period p left join period_close c using (period_id)
                 group by p.period_id, p.closes having count(c.number) <> p.closes or max(c.number) <> p.closes
                """, """
                select 'book', 'says it is sealed through ' || coalesce(b.sealed_through::text, 'no day')
                       || ' and closing through ' || coalesce(b.closing_through::text, 'no day') || ', its periods say '
                       || coalesce(p.sealed::text, 'no day') || ' and ' || coalesce(p.closing::text, 'no day')
                  from (select max(last_day) filter (where sealed_at is not null) as sealed, max(last_day) as closing
                          from (select *, (to_date(period_id, 'YYYY-MM') + interval '1 month - 1 day')::date as last_day
                                  from period) with_day) p
                  full join period_book b on true
                 where (b.sealed_through, b.closing_through) is distinct from (p.sealed, p.closing)
                """, """
                select c.period_id || '/' || c.number, 'was undone and ' || count(r.reopening_id)
                       || ' reopenings of it were approved by a second person, not one'
                  from period_close c join period p using (period_id)
                  left join period_reopening r on r.period_id = c.period_id and r.close_number = c.number
                       and r.approved_by <> r.requested_by
                 where p.state <> 'CLOSED' or c.number < p.closes
                 group by c.period_id, c.number having count(r.reopening_id) <> 1
                """, """
                select r.period_id || '/' || r.close_number, 'reopening ' || r.reopening_id || ' of it was approved by '
                       || r.approved_by || case when r.approved_by = r.requested_by then ', who had asked for it'
                                                when c.number is null then ' and that close is not kept'
                                                else ' and that close stands' end
                  from period_reopening r
                  left join period_close c on c.period_id = r.period_id and c.number = r.close_number
                  left join period p on p.period_id = r.period_id
                 where r.approved_by is not null
                   and (r.approved_by = r.requested_by or c.number is null
                        or (p.state = 'CLOSED' and c.number = p.closes))
                """, """
                select c.period_id || '/' || c.number, 'was closed by ' || c.closed_by || ' over open items; '
                       || case when o.override_id is null then 'the override it names is not kept'
                               else 'the override was given by ' || o.given_by || ' for close ' || o.close_number || ' of '
                                    || o.period_id end
                  from period_close c left join period_override o using (override_id)
                 where c.override_id is not null
                   and (o.override_id is null or o.given_by = c.closed_by
                        or (o.period_id, o.close_number) <> (c.period_id, c.number))
                """, """
                select e.entry_id::text, 'was carried from ' || e.carried_from || ' to ' || e.business_date
                       || '; nobody began to close anything beyond ' || coalesce(b.closing_through::text, 'the first day')
                  from journal_entry e left join period_book b on true
                 where e.carried_from is not null and (b.closing_through is null or e.carried_from > b.closing_through)
                """));
    }
}

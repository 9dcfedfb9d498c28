package io.stakebook.persistence.check.journal;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.SqlCheck;

/** Rules of two-phase entries, from the journal: what was reserved, what became of it, and what the stored rows say. */
public final class ReservationChecks {

    private static final String RESERVATIONS = "select count(*) from journal_entry where phase = 'R'";

    /** Per reservation, account and side: what was reserved, and what its settlements and releases took of it. */
    private static final String LEGS = """
            with leg as (
                select coalesce(e.reservation_id, e.entry_id) as reservation, p.account_id, p.debit,
                       coalesce(sum(p.units) filter (where e.phase = 'R'), 0) as reserved,
                       coalesce(sum(p.units) filter (where e.phase = 'S'), 0) as settled,
                       coalesce(sum(p.units) filter (where e.phase = 'V'), 0) as released
                  from journal_entry e join posting p using (entry_id)
                 where e.phase in ('R', 'S', 'V')
                 group by coalesce(e.reservation_id, e.entry_id), p.account_id, p.debit)
            """;

    /** The stored row of each reservation against what its entries make of it. */
    private static final String ROWS = LEGS + """
            , made as (
                select e.entry_id, e.customer_id, e.expires_at, e.effective_at, e.recorded_at, 1 + n.steps as version,
                       case when t.rest > 0 and n.last is null then 'OPEN'
                            when t.rest > 0 and n.phase <> 'V' then 'OPEN'
                            when n.phase <> 'V' then 'SETTLED'
                            when n.with_settlement then 'SETTLED'
                            when n.at >= e.expires_at then 'EXPIRED'
                            else 'VOIDED' end as state, n.last, n.at
                  from journal_entry e
                  join (select reservation, sum(reserved - settled - released) as rest from leg group by reservation) t
                       on t.reservation = e.entry_id
                 cross join lateral (
                       select count(*) as steps, (array_agg(s.entry_id order by s.place desc))[1] as last,
                              max(s.recorded_at) as at, (array_agg(s.phase order by s.place desc))[1] as phase,
                              bool_or(s.phase = 'S' and s.recorded_at = v.at) as with_settlement
                         from journal_entry s
                        cross join (select max(recorded_at) filter (where phase = 'V') as at from journal_entry
                                     where reservation_id = e.entry_id) v
                        where s.reservation_id = e.entry_id) n
                 where e.phase = 'R')
            select coalesce(m.entry_id, r.entry_id)::text,
                   'its row says ' || coalesce(r.state || ' by ' || coalesce(r.resolved_by::text, 'nobody') || ', version '
                           || r.version, 'nothing')
                   || ', its entries say ' || coalesce(m.state || ' by '
                           || coalesce(case when m.state <> 'OPEN' then m.last end::text, 'nobody') || ', version '
                           || m.version, 'nothing')
              from made m full join reservation r using (entry_id)
             where m.entry_id is null or r.entry_id is null
                or (r.customer_id, r.expires_at, r.effective_at, r.reserved_at, r.version, r.state, r.resolved_by,
                    r.resolved_at)
                   is distinct from
                   (m.customer_id, m.expires_at, m.effective_at, m.recorded_at, m.version, m.state,
                    case when m.state <> 'OPEN' then m.last end, case when m.state <> 'OPEN' then m.at end)
            """;

    private static final String ROW_LEGS = LEGS + """
            , said as (
                select r.entry_id as reservation, u.name, u.debit, sum(u.units) as reserved, sum(u.settled) as settled,
                       sum(u.remaining) as rest
                  from reservation r
                 cross join unnest(r.accounts, r.debit, r.units, r.settled, r.remaining)
                       as u (name, debit, units, settled, remaining)
                 group by r.entry_id, u.name, u.debit)
            select coalesce(l.reservation, s.reservation)::text,
                   'its row says ' || coalesce(s.reserved || ' reserved, ' || s.settled || ' settled, ' || s.rest || ' left',
                           'nothing')
                   || ' on ' || coalesce(l.name, s.name) || ', its entries say ' || coalesce(l.reserved || ' reserved, '
                           || l.settled || ' settled, ' || (l.reserved - l.settled - l.released) || ' left', 'nothing')
              from (select l.*, a.name from leg l left join account a using (account_id)) l
              full join said s on s.reservation = l.reservation and s.name = l.name and s.debit = l.debit
             where (l.reserved, l.settled, l.reserved - l.settled - l.released)
                   is distinct from (s.reserved, s.settled, s.rest)
            """;

    /**
     * Reservations that stayed open although the book wrote on for an hour after their expiry; time in which no node ran does
     * not count. The walk goes backwards, so that each moment is looked at once. A book whose clock was ever moved by hand is
     * not looked at: there an hour may pass in no time at all.
     */
    private static final String OVERDUE = """
            with newest as (select max(recorded_at) as at from idempotency),
                 due as (
                select entry_id, expires_at from reservation
                 where state = 'OPEN' and expires_at < (select at from newest) - interval '1 hour'
                   and not exists (select from clock_offset where seconds > 0)),
                 moment as (
                select null::uuid as entry_id, recorded_at as at from idempotency
                 where recorded_at > (select min(expires_at) from due)
                 union all
                select entry_id, expires_at from due),
                 walk as (
                select entry_id, at as expired,
                       min(at) filter (where entry_id is null) over (order by at desc range unbounded preceding) as went_on
                  from moment)
            select w.entry_id::text, 'expired at ' || w.expired || '; the book wrote from ' || w.went_on || ' to ' || n.at
                   || ' and nothing was released'
              from walk w cross join newest n
             where w.entry_id is not null and w.went_on < n.at - interval '1 hour'
            """;

    private ReservationChecks() {}

    public static Check resolutions() {
        return new SqlCheck(RESERVATIONS, """
                select e.entry_id::text, 'resolves reservation ' || e.reservation_id || ', which '
                       || case when r.entry_id is null then 'is not in the book'
                               when r.phase <> 'R' then 'is of phase ' || r.phase::text
                               else 'was recorded after it' end
                  from journal_entry e left join journal_entry r on r.entry_id = e.reservation_id
                 where e.phase in ('S', 'V') and (r.entry_id is null or r.phase <> 'R' or r.place >= e.place)
                """, LEGS + """
                select l.reservation::text, 'reserved ' || l.reserved || case when l.debit then ' on the debit' else ' on the credit' end
                       || ' side of ' || coalesce(a.name, 'account ' || l.account_id) || ', settled ' || l.settled
                       || ' and released ' || l.released || ' of it'
                  from leg l left join account a using (account_id)
                 where l.settled + l.released > l.reserved
                """, LEGS + """
                select l.reservation::text, 'was released and keeps ' || sum(l.reserved - l.settled - l.released) || ' units reserved'
                  from leg l
                 where exists (select from journal_entry v where v.reservation_id = l.reservation and v.phase = 'V')
                 group by l.reservation having sum(l.reserved - l.settled - l.released) <> 0
                """, """
                select r.entry_id::text, 'was released for good in place ' || v.place || ' and moved again in place ' || e.place
                  from journal_entry r
                  join journal_entry v on v.reservation_id = r.entry_id and v.phase = 'V'
                  join journal_entry e on e.reservation_id = r.entry_id and e.place > v.place
                """, """
                select r.entry_id::text, 'expired at ' || r.expires_at || ' and was settled at ' || e.recorded_at
                  from journal_entry r join journal_entry e on e.reservation_id = r.entry_id and e.phase = 'S'
                 where e.recorded_at >= r.expires_at
                """, """
                select r.entry_id::text, 'is effective from ' || r.effective_at || ', its resolution ' || e.entry_id
                       || ' was effective at ' || e.effective_at || ', before it'
                  from journal_entry r join journal_entry e on e.reservation_id = r.entry_id
                 where e.effective_at < r.effective_at
                """, ROWS, ROW_LEGS, OVERDUE);
    }

    public static Check totals() {
        return new SqlCheck("select count(*) from balance", LEGS + """
                , open as (
                    select account_id,
                           coalesce(sum(greatest(reserved - settled - released, 0)) filter (where debit), 0) as debits,
                           coalesce(sum(greatest(reserved - settled - released, 0)) filter (where not debit), 0) as credits
                      from leg group by account_id)
                select coalesce(a.name, 'account ' || coalesce(b.account_id, o.account_id)),
                       'has ' || coalesce(b.pending_debits, 0) || '/' || coalesce(b.pending_credits, 0)
                       || ' reserved, its open reservations are ' || coalesce(o.debits, 0) || '/' || coalesce(o.credits, 0)
                  from balance_now b full join open o using (account_id) left join account a using (account_id)
                 where (coalesce(b.pending_debits, 0), coalesce(b.pending_credits, 0))
                       <> (coalesce(o.debits, 0), coalesce(o.credits, 0))
                """);
    }
}

package io.stakebook.persistence.check;

/** Rules of two-phase entries, all from the journal: what was reserved, what became of it. */
final class ReservationChecks {

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

    private ReservationChecks() {}

    static Check resolutions() {
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
                """);
    }

    static Check totals() {
        return new SqlCheck("select count(*) from balance", LEGS + """
                , open as (
                    select account_id,
                           coalesce(sum(greatest(reserved - settled - released, 0)) filter (where debit), 0) as debits,
                           coalesce(sum(greatest(reserved - settled - released, 0)) filter (where not debit), 0) as credits
                      from leg group by account_id)
                select coalesce(a.name, 'account ' || coalesce(b.account_id, o.account_id)),
                       'has ' || coalesce(b.pending_debits, 0) || '/' || coalesce(b.pending_credits, 0)
                       || ' reserved, its open reservations are ' || coalesce(o.debits, 0) || '/' || coalesce(o.credits, 0)
                  from balance b full join open o using (account_id) left join account a using (account_id)
                 where (coalesce(b.pending_debits, 0), coalesce(b.pending_credits, 0))
                       <> (coalesce(o.debits, 0), coalesce(o.credits, 0))
                """);
    }
}

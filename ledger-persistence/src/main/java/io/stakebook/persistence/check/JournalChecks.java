package io.stakebook.persistence.check;

/** Rules of the journal itself: entries, their postings, the order they were recorded in, reversals. */
final class JournalChecks {

    private static final String POSTINGS = "select count(*) from posting";
    private static final String ENTRIES = "select count(*) from journal_entry";

    private JournalChecks() {}

    /** Posted and reserved apart: one must not make up for the other. */
    static Check bookBalances() {
        return new SqlCheck(POSTINGS, """
                select coalesce(s.code, 'asset ' || t.asset_id),
                       'debits less credits are ' || t.posted || ' posted and ' || t.reserved || ' reserved'
                  from (select p.asset_id, coalesce(sum(%s), 0) as posted, coalesce(sum(%s), 0) as reserved
                          from posting p group by p.asset_id) t
                  left join asset s using (asset_id)
                 where t.posted <> 0 or t.reserved <> 0
                """.formatted(Sql.signed(Sql.POSTED), Sql.signed(Sql.RESERVED)), """
                select coalesce(s.code, 'asset ' || t.asset_id),
                       'the balances'' debits less credits are ' || t.posted || ' posted and ' || t.reserved || ' reserved'
                  from (select a.asset_id, sum(b.debits - b.credits) as posted,
                               sum(b.pending_debits - b.pending_credits) as reserved
                          from balance_now b join account a using (account_id) group by a.asset_id) t
                  left join asset s using (asset_id)
                 where t.posted <> 0 or t.reserved <> 0
                """);
    }

    static Check entriesBalance() {
        return new SqlCheck(ENTRIES, """
                select p.entry_id::text, 'debits less credits in ' || s.code || ' are ' || sum(%s)
                  from posting p left join asset s using (asset_id)
                 group by p.entry_id, s.code having sum(%s) <> 0
                """.formatted(Sql.signed("p.units"), Sql.signed("p.units")), """
                select e.entry_id::text, 'has ' || count(p.entry_id) || ' postings and needs at least 2'
                  from journal_entry e left join posting p using (entry_id)
                 group by e.entry_id having count(p.entry_id) < 2
                """, """
                select p.entry_id::text, 'has postings and no entry'
                  from posting p left join journal_entry e using (entry_id)
                 where e.entry_id is null group by p.entry_id
                """, """
                select p.entry_id::text, 'numbers its postings ' || string_agg(p.leg::text, ',' order by p.leg)
                  from posting p group by p.entry_id
                having min(p.leg) <> 1 or max(p.leg) <> count(*) or count(distinct p.leg) <> count(*)
                """);
    }

    /** What a posting repeats of its entry and its account must be what they say. */
    static Check legsAgree() {
        return new SqlCheck(POSTINGS, """
                select p.entry_id::text, 'posts asset ' || p.asset_id || ' to an account that holds another or is not there'
                  from posting p left join account a using (account_id) where a.asset_id is distinct from p.asset_id
                """, """
                select e.entry_id::text,
                       'is of phase ' || e.phase::text || ' at ' || e.effective_at || ', its posting ' || p.leg || ' says '
                       || p.phase::text || ' at ' || p.effective_at
                  from posting p join journal_entry e using (entry_id)
                 where p.phase <> e.phase or p.effective_at <> e.effective_at
                """, """
                select a.name, 'its columns make the name ' || n.name
                  from account a left join asset s using (asset_id)
                 cross join lateral (select a.chart || '.' || coalesce(s.code, '?') || '.'
                       || coalesce('cust_' || replace(a.customer_id::text, '-', ''), 'house')
                       || coalesce('.pos_' || replace(a.position_id::text, '-', ''), '') as name) n
                 where a.name <> n.name
                """, """
                select e.entry_id::text,
                       'was carried from ' || e.carried_from || ' to ' || e.business_date || ', which is not later'
                  from journal_entry e where e.carried_from >= e.business_date
                """);
    }

    /**
     * Along an account neither recorded time nor place may go back, and only one command may stand at one time: what one
     * command did is one moment, and nobody else's falls into it.
     */
    static Check recordedOrder() {
        return new SqlCheck(POSTINGS, """
                with named as (select scope, key, unnest(entries) as entry_id from idempotency),
                     walk as (
                    select p.account_id, p.account_seq, e.recorded_at, e.place, n.scope, n.key,
                           lag(e.recorded_at) over past as recorded_before, lag(e.place) over past as place_before,
                           lag(n.scope) over past as scope_before, lag(n.key) over past as key_before
                      from posting p join journal_entry e using (entry_id) left join named n using (entry_id)
                    window past as (partition by p.account_id order by p.account_seq))
                select a.name,
                       'posting ' || w.account_seq || ' was recorded at ' || w.recorded_at || ' in place ' || w.place
                       || ', the one before it at ' || w.recorded_before || ' in place ' || w.place_before
                  from walk w left join account a using (account_id)
                 where w.recorded_at < w.recorded_before or w.place < w.place_before
                    or (w.recorded_at = w.recorded_before
                        and (w.scope, w.key) is distinct from (w.scope_before, w.key_before))
                """, """
                select coalesce(a.name, 'account ' || b.account_id),
                       'its balance is of ' || b.recorded_at || ', its newest posting up to there or change of limits of '
                       || coalesce(m.recorded_at::text, 'no time')
                  from balance b
                  left join (select account_id, max(recorded_at) as recorded_at
                               from (select p.account_id, e.recorded_at
                                       from posting p join journal_entry e using (entry_id)
                                       join balance r on r.account_id = p.account_id and p.account_seq <= r.sequence
                                      union all
                                     select account_id, recorded_at from account_limits) made
                              group by account_id) m using (account_id)
                  left join account a using (account_id)
                 where b.recorded_at is distinct from m.recorded_at
                """);
    }

    /** A reversal undoes one whole everyday entry, once, account by account. */
    static Check reversals() {
        return new SqlCheck(
                "select count(*) from journal_entry where reverses is not null", """
                select r.entry_id::text, 'reverses entry ' || r.reverses || ', which '
                       || case when o.entry_id is null then 'is not in the book'
                               when o.reverses is not null then 'is a reversal itself'
                               when o.phase <> 'P' then 'is of phase ' || o.phase::text
                               when r.phase <> 'P' then 'it cannot undo in phase ' || r.phase::text
                               when r.effective_at < o.effective_at
                               then 'is effective at ' || o.effective_at || ', after it at ' || r.effective_at
                               when r.business_date < o.business_date
                               then 'counts on ' || o.business_date || ', after it on ' || r.business_date
                               else 'was recorded after it' end
                  from journal_entry r left join journal_entry o on o.entry_id = r.reverses
                 where r.reverses is not null
                   and (o.entry_id is null or o.reverses is not null or o.phase <> 'P' or r.phase <> 'P'
                        or o.place >= r.place or r.effective_at < o.effective_at or r.business_date < o.business_date)
                """, """
                select r.reverses::text, 'is reversed by ' || count(*) || ' entries'
                  from journal_entry r where r.reverses is not null group by r.reverses having count(*) > 1
                """, """
                select r.entry_id::text, 'is of kind ' || r.kind::text || ' and reverses ' || coalesce(r.reverses::text, 'nothing')
                  from journal_entry r where (r.kind = 'reversal') <> (r.reverses is not null)
                """, """
                select t.reversal::text,
                       'with the entry it reverses leaves ' || sum(t.units) || ' on ' || coalesce(a.name, 'account ' || t.account_id)
                  from (select r.entry_id as reversal, p.account_id, %s as units
                          from journal_entry r join posting p on p.entry_id in (r.entry_id, r.reverses)
                         where r.reverses is not null) t
                  left join account a using (account_id)
                 group by t.reversal, t.account_id, a.name having sum(t.units) <> 0
                """.formatted(
                                Sql.signed("p.units")));
    }
}

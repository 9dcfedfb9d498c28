package io.stakebook.persistence.check.journal;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Sql;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.StretchCheck;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.check.outcome.OutcomeChecks;

/** Rules of the journal itself: entries, their postings, the order they were recorded in, reversals. */
public final class JournalChecks {

    private static final String POSTINGS = "select count(*) from posting p where within[p.entry_id]";
    private static final String ACCOUNTS = "select count(*) from account a where within[a.account_id]";
    private static final String BALANCES = "select count(*) from balance";
    private static final String ENTRIES = "select count(*) from journal_entry e where within[e.entry_id]";

    private JournalChecks() {}

    /**
     * Posted and reserved apart: one must not make up for the other. A stretch holds whole entries, so it balances by itself;
     * the balances do only all together.
     */
    public static Check bookBalances() {
        return new StretchCheck(Stretches.ofEntries(), POSTINGS, """
                select coalesce(s.code, 'asset ' || t.asset_id),
                       'debits less credits are ' || t.posted || ' posted and ' || t.reserved || ' reserved, over the entries '
                       || (select min(q.entry_id::text) || ' to ' || max(q.entry_id::text) from posting q where within[q.entry_id])
                  from (select p.asset_id, coalesce(sum(%s), 0) as posted, coalesce(sum(%s), 0) as reserved
                          from posting p where within[p.entry_id] group by p.asset_id) t
                  left join asset s using (asset_id)
                 where t.posted <> 0 or t.reserved <> 0
                """.formatted(
                                Sql.signed(Sql.POSTED), Sql.signed(Sql.RESERVED)))
                .and(new SqlCheck(BALANCES, """
                select coalesce(s.code, 'asset ' || t.asset_id),
                       'the balances'' debits less credits are ' || t.posted || ' posted and ' || t.reserved || ' reserved'
                  from (select a.asset_id, sum(b.debits - b.credits) as posted,
                               sum(b.pending_debits - b.pending_credits) as reserved
                          from balance_now b join account a using (account_id) group by a.asset_id) t
                  left join asset s using (asset_id)
                 where t.posted <> 0 or t.reserved <> 0
                """));
    }

    public static Check entriesBalance() {
        return new StretchCheck(
                Stretches.ofEntries(), ENTRIES, """
                select p.entry_id::text, 'debits less credits in ' || s.code || ' are ' || sum(%s)
                  from posting p left join asset s using (asset_id)
                 where within[p.entry_id] group by p.entry_id, s.code having sum(%s) <> 0
                """.formatted(Sql.signed("p.units"), Sql.signed("p.units")), """
                with made as (select p.entry_id, count(*) as postings from posting p where within[p.entry_id] group by p.entry_id),
                     kept as (select e.entry_id from journal_entry e where within[e.entry_id])
                select entry_id::text, case when kept.entry_id is null then 'has postings and no entry'
                       else 'has ' || coalesce(made.postings, 0) || ' postings and needs at least 2' end
                  from kept full join made using (entry_id)
                 where kept.entry_id is null or coalesce(made.postings, 0) < 2
                """, """
                select p.entry_id::text, 'numbers its postings ' || string_agg(p.leg::text, ',' order by p.leg)
                  from (select p.entry_id from posting p where within[p.entry_id] group by p.entry_id
                        having min(p.leg) <> 1 or max(p.leg) <> count(*) or count(distinct p.leg) <> count(*)) wrong
                  join posting p using (entry_id) group by p.entry_id
                """);
    }

    /** What a posting repeats of its entry and its account must be what they say. */
    public static Check legsAgree() {
        return new StretchCheck(Stretches.ofEntries(), POSTINGS, """
                select p.entry_id::text, 'posts asset ' || p.asset_id || ' to an account that holds another or is not there'
                  from posting p left join %s on true
                 where within[p.entry_id] and a.asset_id is distinct from p.asset_id
                """.formatted(Sql.ACCOUNT), """
                select e.entry_id::text,
                       'is of phase ' || e.phase::text || ' at ' || e.effective_at || ', its posting ' || p.leg || ' says '
                       || p.phase::text || ' at ' || p.effective_at
                  from posting p join journal_entry e using (entry_id)
                 where within[p.entry_id] and within[e.entry_id] and (p.phase <> e.phase or p.effective_at <> e.effective_at)
                """, """
                select e.entry_id::text,
                       'was carried from ' || e.carried_from || ' to ' || e.business_date || ', which is not later'
                  from journal_entry e where within[e.entry_id] and e.carried_from >= e.business_date
                """)
                .and(new StretchCheck(Stretches.ofAccounts(), ACCOUNTS, """
                select a.name, 'its columns make the name ' || n.name
                  from account a left join asset s using (asset_id)
                 cross join lateral (select a.chart || '.' || coalesce(s.code, '?') || '.'
                       || coalesce('cust_' || replace(a.customer_id::text, '-', ''), 'house')
                       || coalesce('.pos_' || replace(a.position_id::text, '-', ''), '') as name) n
                 where within[a.account_id] and a.name <> n.name
                """));
    }

    /** The walk along the journal, and the balance rows: each carries the time of the posting it has followed to. */
    public static Check recordedOrder() {
        return OutcomeChecks.whereTheyLie(new RecordedOrder())
                .and(new StretchCheck(Stretches.ofAccounts(), ACCOUNTS, """
                select coalesce(a.name, 'account ' || b.account_id),
                       'its balance is of ' || b.recorded_at || ', the posting it followed to or its newest change of limits of '
                       || coalesce(greatest(m.recorded_at, l.recorded_at)::text, 'no time')
                  from balance b
                  left join lateral (select e.recorded_at from posting p join journal_entry e using (entry_id)
                        where p.account_id = b.account_id and p.account_seq = b.sequence) m on true
                  left join lateral (select max(h.recorded_at) as recorded_at from account_limits h
                        where h.account_id = b.account_id) l on true
                  left join account a on a.account_id = b.account_id
                 where within[b.account_id] and b.recorded_at is distinct from greatest(m.recorded_at, l.recorded_at)
                """).lookingUp());
    }

    /** A reversal undoes one whole everyday entry, once, account by account. */
    public static Check reversals() {
        return new SqlCheck("select count(*) from journal_entry where reverses is not null", """
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
                select t.reversal::text,
                       'with the entry it reverses leaves ' || sum(t.units) || ' on ' || coalesce(a.name, 'account ' || t.account_id)
                  from (select r.entry_id as reversal, p.account_id, %s as units
                          from journal_entry r join posting p on p.entry_id in (r.entry_id, r.reverses)
                         where r.reverses is not null) t
                  left join account a using (account_id)
                 group by t.reversal, t.account_id, a.name having sum(t.units) <> 0
                """.formatted(
                                Sql.signed("p.units")))
                .and(new StretchCheck(Stretches.alongNumbers("journal_entry e", "e.place"), "select 0", """
                select r.entry_id::text, 'is of kind ' || r.kind::text || ' and reverses ' || coalesce(r.reverses::text, 'nothing')
                  from journal_entry r where within[r.place] and (r.kind = 'reversal') <> (r.reverses is not null)
                """));
    }
}

package io.stakebook.persistence.check;

import io.stakebook.core.account.AccountType;
import io.stakebook.core.account.ChartAccount;

/** Rules of accounts: balances, running balances, floors, limits. */
final class BalanceChecks {

    /** What the row of its account has followed; later postings say themselves where the account stands. */
    private static final String FOLLOWED = "p.account_seq <= r.sequence";

    private BalanceChecks() {}

    static Check areFolds() {
        return new SqlCheck("select count(*) from account", """
                with fold as (
                    select p.account_id, %s as debits, %s as credits, %s as pending_debits, %s as pending_credits,
                           count(*) filter (where %s) as sequence, max(p.effective_at) filter (where %s) as high
                      from posting p left join balance r using (account_id) group by p.account_id)
                select coalesce(a.name, 'account ' || coalesce(b.account_id, f.account_id)),
                       'balance is ' || coalesce(b.debits || '/' || b.credits || ', reserved ' || b.pending_debits || '/'
                               || b.pending_credits || ', at ' || b.sequence || ' up to ' || b.effective_high, 'missing')
                       || '; its postings up to there add up to ' || coalesce(f.debits || '/' || f.credits || ', reserved '
                               || f.pending_debits || '/' || f.pending_credits || ', at ' || f.sequence || ' up to '
                               || f.high, 'nothing')
                  from balance b full join fold f using (account_id) full join account a using (account_id)
                 where a.account_id is null or b.account_id is null
                    or (b.debits, b.credits, b.pending_debits, b.pending_credits, b.sequence, b.effective_high)
                       is distinct from
                       (coalesce(f.debits, 0), coalesce(f.credits, 0), coalesce(f.pending_debits, 0),
                        coalesce(f.pending_credits, 0), coalesce(f.sequence, 0), coalesce(f.high, '-infinity'))
                """.formatted(
                        Sql.on("p.debit and " + FOLLOWED, Sql.POSTED, ""),
                        Sql.on("not p.debit and " + FOLLOWED, Sql.POSTED, ""),
                        Sql.on("p.debit and " + FOLLOWED, Sql.RESERVED, ""),
                        Sql.on("not p.debit and " + FOLLOWED, Sql.RESERVED, ""),
                        FOLLOWED,
                        FOLLOWED));
    }

    /** Sequences without gaps, running totals that follow, and the mark of a posting that came late for its time. */
    static Check sequences() {
        return new SqlCheck("select count(*) from posting", """
                with walk as (
                    select p.*, row_number() over past as place, %s as debits, %s as credits, %s as pending_debits,
                           %s as pending_credits,
                           coalesce(p.effective_at < max(p.effective_at) over (partition by p.account_id
                               order by p.account_seq rows between unbounded preceding and 1 preceding), false) as late
                      from posting p
                    window past as (partition by p.account_id order by p.account_seq))
                select coalesce(a.name, 'account ' || w.account_id),
                       'posting ' || w.account_seq || ' should be ' || w.place || ' and leave ' || w.debits || '/'
                       || w.credits || ', reserved ' || w.pending_debits || '/' || w.pending_credits || ', backdated '
                       || w.late || '; it says ' || w.debits_after || '/' || w.credits_after || ', reserved '
                       || coalesce(w.pending_debits_after, 0) || '/' || coalesce(w.pending_credits_after, 0)
                       || ', backdated ' || w.backdated
                  from walk w left join account a using (account_id)
                 where (w.account_seq, w.debits_after, w.credits_after, coalesce(w.pending_debits_after, 0),
                        coalesce(w.pending_credits_after, 0), w.backdated)
                       is distinct from (w.place, w.debits, w.credits, w.pending_debits, w.pending_credits, w.late)
                    or w.pending_debits < 0 or w.pending_credits < 0
                """.formatted(
                        Sql.on("p.debit", Sql.POSTED, " over past"),
                        Sql.on("not p.debit", Sql.POSTED, " over past"),
                        Sql.on("p.debit", Sql.RESERVED, " over past"),
                        Sql.on("not p.debit", Sql.RESERVED, " over past")));
    }

    /** What a posting says its account must keep, for the database to hold it to, is what was in force; the oldest say nothing. */
    private static final String STATED = """
            with stated as (
                select p.*, lead(p.entry_id) over past is not distinct from p.entry_id as inside
                  from posting p
                window past as (partition by p.account_id order by p.account_seq))
            select a.name,
                   'posting ' || s.account_seq || ' states a minimum of '
                   || coalesce(s.debit_floor::text, s.credit_floor::text, 'none') || ', in force was ' || coalesce(f.floor::text, 'none')
              from stated s
              join account a using (account_id)
              join journal_entry e using (entry_id)
              left join lateral (select * from account_limits h
                   where h.account_id = s.account_id and h.recorded_at < e.recorded_at
                   order by h.version desc limit 1) l on true
             cross join lateral (select case when s.inside then null
                   else greatest(case when a.chart in (%s) then 0 end, l.min_posted, l.min_available) end as floor,
                   a.chart in (%s) as debit_normal) f
             where e.place > (select above from floors_stated)
               and (s.debit_floor, s.credit_floor)
                   is distinct from (case when f.debit_normal then f.floor end, case when not f.debit_normal then f.floor end)
            """;

    /**
     * Minimums hold after each entry, with the limits in force when it was recorded; inside one entry an account may
     * dip. Maximums bind an entry that moves towards them and that resolves nothing.
     */
    static Check floors() {
        String floored = Sql.codes(ChartAccount::floored);
        return new SqlCheck(
                """
                select count(*) from posting p join account a using (account_id)
                 where a.chart in (%s) or exists (select from account_limits l where l.account_id = a.account_id)
                """.formatted(floored),
                """
                with bound as (
                    select a.account_id, a.name, a.chart in (%s) as debit_normal, a.chart in (%s) as floored
                      from account a
                     where a.chart in (%s) or a.account_id in (select account_id from account_limits)),
                     stand as (
                    select b.*, p.account_seq, p.entry_id, p.phase,
                           case when b.debit_normal then p.debits_after - p.credits_after
                                else p.credits_after - p.debits_after end as posted,
                           coalesce(case when b.debit_normal then p.pending_debits_after
                                else p.pending_credits_after end, 0) as reserved_in,
                           coalesce(case when b.debit_normal then p.pending_credits_after
                                else p.pending_debits_after end, 0) as reserved_out,
                           lead(p.entry_id) over (partition by p.account_id order by p.account_seq)
                               is not distinct from p.entry_id as inside
                      from bound b join posting p using (account_id)),
                     walk as (
                    select s.*, coalesce(lag(posted + reserved_in) over past, 0) as in_before,
                           coalesce(lag(posted + reserved_in - reserved_out) over past, 0) as pending_before
                      from stand s where not inside
                    window past as (partition by account_id order by account_seq))
                select w.name,
                       'stands at ' || w.posted || ' posted, ' || w.reserved_in || ' reserved in and ' || w.reserved_out
                       || ' out after posting ' || w.account_seq || '; its bounds are posted '
                       || coalesce(greatest(case when w.floored then 0 end, l.min_posted)::text, 'none') || ' to '
                       || coalesce(l.max_posted::text, 'none') || ', available ' || coalesce(l.min_available::text, 'none')
                       || ' to ' || coalesce(l.max_available::text, 'none')
                  from walk w join journal_entry e using (entry_id)
                  left join lateral (select * from account_limits h
                       where h.account_id = w.account_id and h.recorded_at < e.recorded_at
                       order by h.version desc limit 1) l on true
                 where w.posted - w.reserved_out < greatest(case when w.floored then 0 end, l.min_posted, l.min_available)
                    or (w.phase in ('P', 'R')
                        and ((w.posted + w.reserved_in > l.max_posted and w.posted + w.reserved_in > w.in_before)
                             or (w.posted + w.reserved_in - w.reserved_out > l.max_available
                                 and w.posted + w.reserved_in - w.reserved_out > w.pending_before)))
                """.formatted(Sql.debitNormal(), floored, floored),
                """
                select a.name, 'the balance row says floored=' || b.floored || ' debit_normal=' || b.debit_normal
                  from balance b join account a using (account_id)
                 where b.floored <> (a.chart in (%s)) or b.debit_normal <> (a.chart in (%s))
                """.formatted(floored, Sql.debitNormal()),
                STATED.formatted(floored, Sql.debitNormal()));
    }

    static Check limitsInForce() {
        return new SqlCheck("select count(*) from account_limits", """
                select coalesce(a.name, 'account ' || coalesce(b.account_id, l.account_id)),
                       'the balance row carries version ' || coalesce(b.limits_version, 0) || ' of the limits ('
                       || concat_ws(', ', b.min_posted, b.max_posted, b.min_available, b.max_available)
                       || '), the newest is ' || coalesce(l.version, 0) || ' ('
                       || concat_ws(', ', l.min_posted, l.max_posted, l.min_available, l.max_available) || ')'
                  from balance b
                  full join (select distinct on (account_id) * from account_limits order by account_id, version desc) l
                       using (account_id)
                  left join account a using (account_id)
                 where (coalesce(b.limits_version, 0), b.min_posted, b.max_posted, b.min_available, b.max_available)
                       is distinct from
                       (coalesce(l.version, 0), l.min_posted, l.max_posted, l.min_available, l.max_available)
                """, """
                select coalesce(a.name, 'account ' || w.account_id),
                       'limits ' || w.version || ' should be version ' || w.place || ' and come after those before it'
                  from (select l.*, row_number() over past as place, lag(l.recorded_at) over past as before
                          from account_limits l
                        window past as (partition by l.account_id order by l.version)) w
                  left join account a using (account_id)
                 where w.version <> w.place or w.recorded_at <= w.before
                """);
    }

    /** Client assets cover client liabilities, asset by asset. */
    static Check segregation() {
        String assets = Sql.codes(chart -> chart.segregated() && chart.type() == AccountType.ASSET);
        String liabilities = Sql.codes(chart -> chart.segregated() && chart.type() == AccountType.LIABILITY);
        return new SqlCheck("select count(*) from balance", """
                select s.code, 'client assets of ' || assets || ' units do not cover client liabilities of ' || liabilities
                  from (select a.asset_id,
                               coalesce(sum(b.debits - b.credits) filter (where a.chart in (%s)), 0) as assets,
                               coalesce(sum(b.credits - b.debits) filter (where a.chart in (%s)), 0) as liabilities
                          from balance_now b join account a using (account_id) group by a.asset_id) t
                  join asset s using (asset_id) where assets < liabilities
                """.formatted(assets, liabilities));
    }
}

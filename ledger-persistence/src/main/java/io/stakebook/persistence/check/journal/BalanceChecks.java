package io.stakebook.persistence.check.journal;

import io.stakebook.core.account.AccountType;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Sql;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.StretchCheck;
import io.stakebook.persistence.check.frame.Stretches;

/** Rules of accounts: balances, running balances, floors, limits. */
public final class BalanceChecks {

    private static final String ACCOUNTS = "select count(*) from account a where within[a.account_id]";
    private static final String HISTORY = "select count(*) from posting p where within[(p.account_id, p.account_seq)]";

    private BalanceChecks() {}

    /**
     * Sequences without gaps, running totals that follow, and the mark of a posting that came late for its time. Each posting is
     * held against the one before it, and so, beginning with the first, against all before it.
     */
    public static Check sequences() {
        return new StretchCheck(
                Stretches.ofHistories(), HISTORY, """
                with walk as (
                    select p.*, coalesce(lag(p.account_seq) over past, 0) + 1 as place,
                           coalesce(lag(p.debits_after) over past, 0) + case when p.debit then %1$s else 0 end as debits,
                           coalesce(lag(p.credits_after) over past, 0) + case when p.debit then 0 else %1$s end as credits,
                           coalesce(lag(p.pending_debits_after) over past, 0) + case when p.debit then %2$s else 0 end
                               as pending_debits,
                           coalesce(lag(p.pending_credits_after) over past, 0) + case when p.debit then 0 else %2$s end
                               as pending_credits,
                           max(p.effective_at) over (partition by p.account_id
                               order by p.account_seq rows between unbounded preceding and 1 preceding) as high
                      from posting p where from[(p.account_id, p.account_seq)]
                    window past as (partition by p.account_id order by p.account_seq)),
                     judged as (
                    select w.*, coalesce(w.effective_at < greatest(w.high, b.high), false) as late
                      from walk w left join (%3$s) b using (account_id)
                     where within[(w.account_id, w.account_seq)])
                select coalesce(a.name, 'account ' || w.account_id),
                       'posting ' || w.account_seq || ' should be ' || w.place || ' and leave ' || w.debits || '/'
                       || w.credits || ', reserved ' || w.pending_debits || '/' || w.pending_credits || ', backdated '
                       || w.late || '; it says ' || w.debits_after || '/' || w.credits_after || ', reserved '
                       || coalesce(w.pending_debits_after, 0) || '/' || coalesce(w.pending_credits_after, 0)
                       || ', backdated ' || w.backdated
                  from judged w left join (select * from account c where accounts[c.account_id]) a using (account_id)
                 where (w.account_seq, w.debits_after, w.credits_after, coalesce(w.pending_debits_after, 0),
                        coalesce(w.pending_credits_after, 0), w.backdated)
                       is distinct from (w.place, w.debits, w.credits, w.pending_debits, w.pending_credits, w.late)
                    or w.pending_debits < 0 or w.pending_credits < 0
                """.formatted(Sql.POSTED, "(" + Sql.RESERVED + ")", HIGH_BEFORE));
    }

    /** How late the account had come when the stretch begins inside its history: to its newest posting that did not come late. */
    private static final String HIGH_BEFORE = """
            select b.account_id, (select h.effective_at from posting h
                    where h.account_id = b.account_id and h.account_seq <= b.account_seq and not h.backdated
                    order by h.account_seq desc limit 1) as high
              from (select before[]) b (account_id, account_seq)
            """;

    /** Postings with what bounds their account; whether the next posting is of the same entry on the same account. */
    private static final String STAND = """
            with bound as (
                select a.account_id, a.name, a.chart in (%1$s) as debit_normal, a.chart in (%2$s) as floored,
                       exists (select from account_limits l where l.account_id = a.account_id) as limited
                  from account a where accounts[a.account_id]),
                 stand as (
                select b.name, b.debit_normal, b.floored, b.limited, p.*,
                       case when b.debit_normal then p.debits_after - p.credits_after
                            else p.credits_after - p.debits_after end as posted,
                       coalesce(case when b.debit_normal then p.pending_debits_after else p.pending_credits_after end, 0)
                           as reserved_in,
                       coalesce(case when b.debit_normal then p.pending_credits_after else p.pending_debits_after end, 0)
                           as reserved_out,
                       lead(p.entry_id) over past is not distinct from p.entry_id as inside
                  from posting p %3$s join bound b using (account_id)
                 where from[(p.account_id, p.account_seq)]
                window past as (partition by p.account_id order by p.account_seq))
            """;

    /** The limits of an account when an entry was recorded; accounts without any are not asked for. */
    private static final String LIMITS_THEN = """
            left join lateral (select h.* from account_limits h
                 where s.limited and h.account_id = s.account_id and h.recorded_at
                       < (select e.recorded_at from journal_entry e where e.entry_id = s.entry_id)
                 order by h.version desc limit 1) l on true
            """;

    /** Minimums; and what a posting says its account must keep, for the database to hold it to: the oldest say nothing. */
    private static final String MINIMUMS = STAND + """
            select coalesce(s.name, 'account ' || s.account_id),
                   'stands at ' || s.posted || ' posted and ' || s.reserved_out || ' reserved out after posting ' || s.account_seq
                   || ', which states a minimum of ' || coalesce(s.debit_floor::text, s.credit_floor::text, 'none')
                   || '; in force was ' || coalesce(f.floor::text, 'none')
              from stand s
              """ + LIMITS_THEN + """
             cross join lateral (select case when s.inside then null
                   else greatest(case when s.floored then 0 end, l.min_posted, l.min_available) end as floor) f
             where within[(s.account_id, s.account_seq)]
               and (s.posted - s.reserved_out < f.floor
                    or ((s.debit_floor, s.credit_floor)
                            is distinct from
                            (case when s.debit_normal then f.floor end, case when not s.debit_normal then f.floor end)
                        and (select e.place from journal_entry e where e.entry_id = s.entry_id)
                            > (select above from floors_stated)))
            """;

    private static final String LIMITED = "exists (select from account_limits l where l.account_id = a.account_id)";

    /** Maximums, which only accounts with limits have. */
    private static final String MAXIMUMS = STAND + """
            , walk as (
                select s.*, coalesce(lag(posted + reserved_in) over past, 0) as in_before,
                       coalesce(lag(posted + reserved_in - reserved_out) over past, 0) as pending_before
                  from stand s where s.limited and not s.inside
                window past as (partition by account_id order by account_seq))
            select s.name,
                   'stands at ' || s.posted || ' posted, ' || s.reserved_in || ' reserved in and ' || s.reserved_out
                   || ' out after posting ' || s.account_seq || '; its maximums are posted '
                   || coalesce(l.max_posted::text, 'none') || ', available ' || coalesce(l.max_available::text, 'none')
              from walk s
              """ + LIMITS_THEN + """
             where within[(s.account_id, s.account_seq)] and s.phase in ('P', 'R')
               and ((s.posted + s.reserved_in > l.max_posted and s.posted + s.reserved_in > s.in_before)
                    or (s.posted + s.reserved_in - s.reserved_out > l.max_available
                        and s.posted + s.reserved_in - s.reserved_out > s.pending_before))
            """;

    /**
     * Minimums hold after each entry, with the limits in force when it was recorded; inside one entry an account may
     * dip. Maximums bind an entry that moves towards them and that resolves nothing.
     */
    public static Check floors() {
        String floored = Sql.codes(ChartAccount::floored);
        return new StretchCheck(
                        Stretches.ofHistories(),
                        HISTORY,
                        MINIMUMS.formatted(Sql.debitNormal(), floored, "left"),
                        MAXIMUMS.replace("accounts[a.account_id]", "accounts[a.account_id] and " + LIMITED)
                                .formatted(Sql.debitNormal(), floored, ""))
                .and(new StretchCheck(Stretches.ofAccounts(), ACCOUNTS, """
                select a.name, 'the balance row says floored=' || b.floored || ' debit_normal=' || b.debit_normal
                  from balance b join account a using (account_id)
                 where within[b.account_id] and within[a.account_id]
                   and (b.floored <> (a.chart in (%s)) or b.debit_normal <> (a.chart in (%s)))
                """.formatted(floored, Sql.debitNormal())));
    }

    public static Check limitsInForce() {
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
    public static Check segregation() {
        String assets = Sql.codes(chart -> chart.segregated() && chart.type() == AccountType.ASSET);
        String liabilities = Sql.codes(chart -> chart.segregated() && chart.type() == AccountType.LIABILITY);
        return new SqlCheck("select count(*) from balance", """
                select s.code, 'client assets of ' || d.assets || ' ' || s.code || ' do not cover client liabilities of '
                       || d.liabilities || ', short by ' || d.short || ' (scale ' || s.scale || ')'
                  from (select a.asset_id,
                               coalesce(sum(b.debits - b.credits) filter (where a.chart in (%s)), 0) as assets,
                               coalesce(sum(b.credits - b.debits) filter (where a.chart in (%s)), 0) as liabilities
                          from balance_now b join account a using (account_id) group by a.asset_id) t
                  join asset s using (asset_id)
                 cross join lateral (
                       select round(round(t.assets, s.scale) / 10::numeric ^ s.scale, s.scale) as assets,
                              round(round(t.liabilities, s.scale) / 10::numeric ^ s.scale, s.scale) as liabilities,
                              round(round(t.liabilities - t.assets, s.scale) / 10::numeric ^ s.scale, s.scale) as short) d
                 where t.assets < t.liabilities
                """.formatted(assets, liabilities));
    }
}

package io.stakebook.persistence.check.staking;

import io.stakebook.core.product.terms.Apr;
import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.StretchCheck;
import io.stakebook.persistence.check.frame.Stretches;
import java.util.stream.Stream;

/** Rules of positions, capacity and accrual lines against the journal. */
public final class PositionChecks {

    private static final String POSITIONS = "select count(*) from position";

    /** What the next run adds to: the newest line of each stream ended with it. */
    private static final String CARRIES = """
            with newest as materialized (
                select distinct on (position_id, stream) position_id, stream, carry_after from accrual_line
                 order by position_id, stream, day desc)
            select p.position_id::text,
                   'carries ' || p.base_carry || ' and commission ' || p.commission_carry || ', its newest lines end with '
                   || coalesce(b.carry_after, 0) || ' and ' || coalesce(c.carry_after, 0)
              from position p
              left join newest b on b.position_id = p.position_id and b.stream = 'BASE'
              left join newest c on c.position_id = p.position_id and c.stream = 'COMMISSION'
             where (p.base_carry, p.commission_carry) is distinct from (coalesce(b.carry_after, 0), coalesce(c.carry_after, 0))
            """;

    /** Rewards leave a position by two kinds of entries, and the row keeps them apart. */
    private static final String PAID = """
            with gone as (
                select a.position_id, coalesce(sum(t.units) filter (where e.kind = 'reward_payout'), 0) as paid,
                       coalesce(sum(t.units) filter (where e.kind = 'reward_forfeited'), 0) as forfeited
                  from account a join posting t using (account_id) join journal_entry e using (entry_id)
                 where a.chart = 2110 and t.debit group by a.position_id)
            select p.position_id::text,
                   'was paid ' || p.reward_paid || ' and gave up ' || p.reward_forfeited || ', its entries paid '
                   || coalesce(g.paid, 0) || ' and gave up ' || coalesce(g.forfeited, 0)
              from position p left join gone g using (position_id)
             where (p.reward_paid, p.reward_forfeited) is distinct from (coalesce(g.paid, 0), coalesce(g.forfeited, 0))
            """;

    /** A run goes from portfolio to portfolio of a product. */
    private static final String PORTFOLIOS = """
            select p.position_id::text,
                   'is of ' || p.product_id || ', ' || p.kind || ' in ' || p.asset || '; its product is '
                   || coalesce(o.kind || ' in ' || o.asset, 'not there') || ', its portfolio '
                   || coalesce(f.kind || ' in ' || f.asset, 'is not there')
              from position p
              left join product o using (product_id)
              left join portfolio f using (customer_id, product_id)
             where (p.kind, p.asset) is distinct from (o.kind, o.asset) or (p.kind, p.asset) is distinct from (f.kind, f.asset)
            """;

    private static final String SETTLED = """
            select position_id::text,
                   'is ' || state || case when settled then ' and settled' else '' end || ', closed at '
                   || coalesce(closed_at::text, 'no time') || ', with a reward of '
                   || (reward_accrued - reward_paid - reward_forfeited) || ' to be paid'
              from position
             where (state = 'ACTIVE') <> (closed_at is null)
                or (settled and (state = 'ACTIVE' or reward_accrued - reward_paid - reward_forfeited <> 0))
            """;

    /**
     * Where accrual stands: at the start of the day after the newest run, or at the start of earning when that is later. While
     * a run is at work, some positions stand where the run before left them.
     */
    private static final String ACCRUED_UNTIL = """
            select p.position_id::text,
                   'earns from ' || p.accrual_from || ' and is accrued until ' || p.accrued_until || '; runs of its product began until '
                   || o.last_run_day || ' and were completed until ' || coalesce(r.ended::text, 'no day')
              from position p
              join product o using (product_id)
              left join (select product_id, max(day) as ended from accrual_run where state = 'COMPLETED' group by product_id) r
                   using (product_id)
             where p.accrued_until > greatest(p.accrual_from, (o.last_run_day + 1)::timestamp at time zone 'UTC')
                or (not p.settled
                    and p.accrued_until < greatest(p.accrual_from, (r.ended + 1)::timestamp at time zone 'UTC'))
            """;

    private static final String LAST_RUN_DAY = """
            select o.product_id, 'says its newest run is of ' || o.last_run_day || ', its runs say ' || coalesce(
                   r.newest::text, 'nothing since ' || o.created_at)
              from product o left join (select product_id, max(day) as newest from accrual_run group by product_id) r
                   using (product_id)
             where o.last_run_day <> coalesce(r.newest, (o.created_at at time zone 'UTC')::date - 1)
            """;

    /** When a position earns follows from the entry that filled it and the terms it was opened under. */
    private static final String TERM = """
            select p.position_id::text,
                   'was opened at ' || p.opened_at || ', earns from ' || p.accrual_from || ' and matures at '
                   || coalesce(p.matures_at::text, 'no time') || '; its entry and terms say '
                   || coalesce(e.effective_at::text, 'no time') || ', ' || coalesce(v.earns::text, 'no time') || ' and '
                   || coalesce(m.at::text, 'no time')
              from position p
              left join journal_entry e on e.position_id = p.position_id and e.kind = 'subscription_effective'
              left join product_terms t on t.product_id = p.product_id and t.version = p.terms_version
             cross join lateral (
                   select case t.value_date_rule when 'IMMEDIATE' then e.effective_at
                          when 'NEXT_UTC_DAY' then (date_trunc('day', e.effective_at at time zone 'UTC') + interval '1 day')
                               at time zone 'UTC' end as earns) v
             cross join lateral (select v.earns + make_interval(hours => 24 * t.term_days) as at) m
             where (p.opened_at, p.accrual_from, p.matures_at) is distinct from (e.effective_at, v.earns, m.at)
            """;

    private PositionChecks() {}

    public static Check principals() {
        return againstAccount("2040, 2050", "p.principal", "principal");
    }

    public static Check rewards() {
        return againstAccount(
                "2110",
                "p.reward_accrued - p.reward_paid - p.reward_forfeited",
                "reward accrued, not paid, not forfeited",
                PAID);
    }

    private static Check againstAccount(String charts, String figure, String name, String... further) {
        String account = """
                with held as (
                    select a.position_id, sum(b.credits - b.debits) as units
                      from account a join balance_now b using (account_id)
                     where a.chart in (%s) group by a.position_id)
                select coalesce(p.position_id, h.position_id)::text,
                       coalesce('%s is ' || (%s), 'there is no position') || ', its account holds '
                       || coalesce(h.units, 0)
                  from position p full join held h using (position_id)
                 where coalesce(%s, 0) <> coalesce(h.units, 0)
                """.formatted(charts, name, figure, figure);
        return new SqlCheck(
                POSITIONS, Stream.concat(Stream.of(account), Stream.of(further)).toList());
    }

    public static Check capacity() {
        return new SqlCheck("select count(*) from product_usage", """
                select coalesce(u.product_id, p.product_id),
                       'capacity used is ' || coalesce(u.principal, 0) || ', live principal is ' || coalesce(p.principal, 0)
                  from product_usage u
                  full join (select product_id, sum(principal) as principal from position group by product_id) p
                       using (product_id)
                 where coalesce(u.principal, 0) <> coalesce(p.principal, 0)
                """);
    }

    /** An entry belongs to one run, so a run has all its lines. */
    private static final String OF_ENTRIES = """
            select l.entry_id::text, 'lines carry ' || l.units || ' units, the entry credits ' || coalesce(e.units, 0)
              from (select l.entry_id, sum(l.units) as units from accrual_line l
                     where within[l.run_id] and l.entry_id is not null group by l.entry_id) l
             cross join lateral (
                   select sum(p.units) as units from posting p where p.entry_id = l.entry_id and not p.debit) e
             where l.units is distinct from e.units
            """;

    public static Check lines() {
        return new StretchCheck(Stretches.alongIds("accrual_line l", "l.run_id"), "select 0", OF_ENTRIES)
                .lookingUp()
                .and(ofRows());
    }

    private static Check ofRows() {
        return new SqlCheck(
                "select count(*) from accrual_line",
                """
                select position_id || '/' || day || '/' || stream,
                       'numerator ' || numerator || ' and carry ' || carry_before || ' do not make ' || units
                       || ' units and carry ' || carry_after
                  from accrual_line where numerator + carry_before <> units * %s + carry_after or carry_after >= %s
                """.formatted(Apr.DENOMINATOR, Apr.DENOMINATOR),
                """
                select position_id || '/' || day || '/' || stream,
                       'starts with carry ' || carry_before || ', the line before ended with ' || coalesce(ended::text, 'nothing')
                  from (select *, lag(carry_after) over (partition by position_id, stream order by day) as ended
                          from accrual_line) l
                 where coalesce(ended, 0) <> carry_before
                """,
                CARRIES,
                """
                select e.entry_id::text, 'accrues a reward and no accrual line carries it'
                  from journal_entry e left join accrual_line l using (entry_id)
                 where e.kind = 'reward_accrual' and l.entry_id is null
                """,
                """
                select p.position_id::text,
                       'reward accrued is ' || p.reward_accrued || ', its lines add up to ' || coalesce(l.units, 0)
                  from position p
                  left join (select position_id, sum(units) as units from accrual_line where stream = 'BASE'
                              group by position_id) l using (position_id)
                 where p.reward_accrued <> coalesce(l.units, 0)
                """,
                PORTFOLIOS,
                SETTLED,
                ACCRUED_UNTIL,
                LAST_RUN_DAY,
                TERM);
    }
}

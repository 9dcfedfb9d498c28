package io.stakebook.persistence.check;

import io.stakebook.core.accrual.AccrualCalculator;

/** Rules of positions, capacity and accrual lines against the journal. */
final class PositionChecks {

    private static final String POSITIONS = "select count(*) from position";

    private PositionChecks() {}

    static Check principals() {
        return againstAccount("2040, 2050", "p.principal", "principal");
    }

    static Check rewards() {
        return againstAccount(
                "2110",
                "p.reward_accrued - p.reward_paid - p.reward_forfeited",
                "reward accrued, not paid, not forfeited");
    }

    private static Check againstAccount(String charts, String figure, String name) {
        return new SqlCheck(POSITIONS, """
                with held as (
                    select a.position_id, sum(b.credits - b.debits) as units
                      from account a join balance b using (account_id)
                     where a.chart in (%s) group by a.position_id)
                select coalesce(p.position_id, h.position_id)::text,
                       coalesce('%s is ' || (%s), 'there is no position') || ', its account holds '
                       || coalesce(h.units, 0)
                  from position p full join held h using (position_id)
                 where coalesce(%s, 0) <> coalesce(h.units, 0)
                """.formatted(charts, name, figure, figure));
    }

    static Check capacity() {
        return new SqlCheck("select count(*) from product_usage", """
                select coalesce(u.product_id, p.product_id),
                       'capacity used is ' || coalesce(u.principal, 0) || ', live principal is ' || coalesce(p.principal, 0)
                  from product_usage u
                  full join (select product_id, sum(principal) as principal from position group by product_id) p
                       using (product_id)
                 where coalesce(u.principal, 0) <> coalesce(p.principal, 0)
                """);
    }

    static Check lines() {
        return new SqlCheck(
                "select count(*) from accrual_line",
                """
                select position_id || '/' || day || '/' || stream,
                       'numerator ' || numerator || ' and carry ' || carry_before || ' do not make ' || units
                       || ' units and carry ' || carry_after
                  from accrual_line where numerator + carry_before <> units * %s + carry_after or carry_after >= %s
                """.formatted(AccrualCalculator.DENOMINATOR, AccrualCalculator.DENOMINATOR),
                """
                select position_id || '/' || day || '/' || stream,
                       'starts with carry ' || carry_before || ', the day before ended with ' || ended
                  from (select *, lag(carry_after) over (partition by position_id, stream order by day) as ended
                          from accrual_line) l
                 where ended is not null and ended <> carry_before
                """,
                """
                select l.entry_id::text, 'lines carry ' || l.units || ' units, the entry credits ' || coalesce(e.units, 0)
                  from (select entry_id, sum(units) as units from accrual_line where entry_id is not null group by entry_id) l
                  left join (select entry_id, sum(units) as units from posting where not debit group by entry_id) e
                       using (entry_id)
                 where l.units is distinct from e.units
                """,
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
                """);
    }
}

package io.stakebook.persistence.check.staking;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Sql;
import io.stakebook.persistence.check.frame.SqlCheck;

/** Rules of coins on their way out, and of the other accounts that only the staking book writes. */
public final class WithdrawalChecks {

    private WithdrawalChecks() {}

    /**
     * A withdrawal has the entry that took the coins from the wallet and, once settled, the one that let them go. Their memos name it
     * and where on chain; entries from before that was so name it alone.
     */
    public static Check withdrawals() {
        return new SqlCheck("select count(*) from withdrawal", """
                with moved as (
                    select e.memo, split_part(e.memo, ' ', 1) as name, p.debit, e.entry_id, e.recorded_at, e.customer_id,
                           e.decision_id, p.units, a.asset_id, a.customer_id as owner, other.chart, other.legs
                      from account a join posting p using (account_id) join journal_entry e using (entry_id)
                     cross join lateral (
                           select min(b.chart) as chart, count(*) as legs from posting q join account b using (account_id)
                            where q.entry_id = p.entry_id and (q.account_id, q.leg) <> (p.account_id, p.leg)) other
                     where a.chart = 2150),
                  wanted as (
                    select w.withdrawal_id, 'wd_' || replace(w.withdrawal_id::text, '-', '') as memo, false as debit,
                           w.address as chain, w.requested_at as recorded_at, w.customer_id, w.decision_id, w.units, s.asset_id,
                           case w.source when 'SPOT' then 2010 when 'FUNDING' then 2020 end as chart
                      from withdrawal w left join asset s on s.code = w.asset
                     union all
                    select w.withdrawal_id, 'wd_' || replace(w.withdrawal_id::text, '-', ''), true, w.tx_hash, w.settled_at,
                           w.customer_id, null, w.units, s.asset_id, 1010
                      from withdrawal w left join asset s on s.code = w.asset where w.state = 'SETTLED')
                select coalesce(w.withdrawal_id::text, m.entry_id::text),
                       case when w.withdrawal_id is null
                            then 'puts ' || m.units || ' in transit or takes them out, and no withdrawal says so'
                            when m.entry_id is null
                            then 'no entry ' || case when w.debit then 'settles it' else 'asks for it' end
                            else 'says ' || w.units || ' of asset ' || w.asset_id || ' at ' || w.recorded_at || ' with account '
                                 || w.chart || ' on chain ' || w.chain || ', its entry ' || m.entry_id || ' ' || m.units || ' of asset '
                                 || m.asset_id || ' at ' || m.recorded_at || ' with account ' || m.chart || ', memo ' || m.memo
                                 || ', or their customers or decisions differ'
                       end
                  from wanted w full join moved m on m.name = w.memo and m.debit = w.debit
                 where w.withdrawal_id is null or m.entry_id is null or m.legs <> 1
                    or m.memo not in (w.memo, w.memo || ' ' || w.chain)
                    or (w.recorded_at, w.customer_id, w.customer_id, w.decision_id, w.units, w.asset_id, w.chart)
                       is distinct from
                       (m.recorded_at, m.customer_id, m.owner, m.decision_id, m.units, m.asset_id, m.chart)
                """);
    }

    /** Accounts nobody posts to by hand, and the staking book's part of the receivable, are what the rows beside the journal say. */
    public static Check keptAccounts() {
        return new SqlCheck(
                "select count(*) from account where chart in (1150, 2030, 2060, 2150)", """
                with open as (
                    select customer_id, asset, sum(units) as units from withdrawal where state <> 'SETTLED' group by 1, 2),
                  held as (
                    select a.customer_id, s.code as asset, sum(b.credits - b.debits) as units
                      from account a join balance_now b using (account_id) join asset s on s.asset_id = a.asset_id
                     where a.chart = 2150 group by 1, 2)
                select '2150.' || coalesce(o.asset, h.asset) || '.cust_' || replace(coalesce(o.customer_id, h.customer_id)::text, '-', ''),
                       'holds ' || coalesce(h.units, 0) || ', the open withdrawals add up to ' || coalesce(o.units, 0)
                  from open o full join held h using (customer_id, asset)
                 where coalesce(o.units, 0) <> coalesce(h.units, 0)
                """, """
                select a.name, 'holds ' || (b.credits - b.debits) || ' between two commands; each that fills it empties it'
                  from account a join balance_now b using (account_id)
                 where a.chart in (2030, 2060) and b.credits <> b.debits
                """, """
                with said as (
                    select asset, sum(units) as units
                      from (select asset, units from accrual_line where yield_source = 'PROTOCOL_STAKING'
                             union all
                            select asset, reported - accrued - corrected from reward_break
                             where resolution = 'CORRECTED' and receivable) made
                     group by asset),
                  held as (
                    select s.code as asset, sum(%s) as units
                      from account a join posting p using (account_id) join journal_entry e using (entry_id)
                      join asset s on s.asset_id = a.asset_id
                     where a.chart = 1150 and e.kind in ('reward_accrual', 'accrual_correction') group by s.code)
                select '1150.' || asset, 'was debited ' || coalesce(h.units, 0) || ' by accruals and corrections'
                       || ', accrual lines and corrections of protocol rewards add up to ' || coalesce(s.units, 0)
                  from said s full join held h using (asset)
                 where coalesce(s.units, 0) <> coalesce(h.units, 0)
                """.formatted(
                                Sql.signed("p.units")));
    }
}

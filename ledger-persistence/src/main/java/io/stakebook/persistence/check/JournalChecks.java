package io.stakebook.persistence.check;

import io.stakebook.core.account.AccountType;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Side;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rules of journal, balances and idempotency outcomes. */
final class JournalChecks {

    private JournalChecks() {}

    private static final String POSTINGS = "select count(*) from posting";
    private static final String SIGNED = "case when p.debit then p.units else -p.units end";

    static Check bookBalances() {
        return new SqlCheck(POSTINGS, """
                select s.code, 'debits less credits are ' || sum(%s)
                  from posting p left join asset s using (asset_id) group by s.code having sum(%s) <> 0
                """.formatted(SIGNED, SIGNED));
    }

    static Check entriesBalance() {
        return new SqlCheck("select count(*) from journal_entry", """
                select p.entry_id::text, 'debits less credits in ' || s.code || ' are ' || sum(%s)
                  from posting p left join asset s using (asset_id)
                 group by p.entry_id, s.code having sum(%s) <> 0
                """.formatted(SIGNED, SIGNED), """
                select e.entry_id::text, 'has ' || count(p.entry_id) || ' postings and needs at least 2'
                  from journal_entry e left join posting p using (entry_id)
                 group by e.entry_id having count(p.entry_id) < 2
                """, """
                select p.entry_id::text, 'has postings and no entry'
                  from posting p left join journal_entry e using (entry_id)
                 where e.entry_id is null group by p.entry_id
                """, """
                select p.entry_id::text, 'posts asset ' || p.asset_id || ' to an account that holds another or is not there'
                  from posting p left join account a using (account_id) where a.asset_id is distinct from p.asset_id
                """, """
                select p.entry_id::text, 'numbers its postings ' || string_agg(p.leg::text, ',' order by p.leg)
                  from posting p group by p.entry_id
                having min(p.leg) <> 1 or max(p.leg) <> count(*) or count(distinct p.leg) <> count(*)
                """);
    }

    static Check balancesAreFolds() {
        return new SqlCheck("select count(*) from account", """
                with fold as (
                    select account_id, coalesce(sum(units) filter (where debit), 0) as debits,
                           coalesce(sum(units) filter (where not debit), 0) as credits, count(*) as postings
                      from posting group by account_id)
                select coalesce(a.name, 'account ' || coalesce(b.account_id, f.account_id)),
                       'balance is ' || coalesce(b.debits || '/' || b.credits || ' at ' || b.sequence, 'missing')
                       || ', its postings add up to '
                       || coalesce(f.debits || '/' || f.credits || ' at ' || f.postings, 'nothing')
                  from balance b full join fold f using (account_id) full join account a using (account_id)
                 where (b.debits, b.credits, b.sequence) is distinct from (f.debits, f.credits, f.postings)
                    or a.account_id is null
                """);
    }

    static Check accountSequences() {
        return new SqlCheck(POSTINGS, """
                select coalesce(a.name, 'account ' || w.account_id),
                       'posting ' || w.account_seq || ' should be ' || w.place || ' and leave '
                       || w.debits || '/' || w.credits || ', it says ' || w.debits_after || '/' || w.credits_after
                  from (select account_id, account_seq, debits_after, credits_after,
                               row_number() over past as place,
                               coalesce(sum(units) filter (where debit) over past, 0) as debits,
                               coalesce(sum(units) filter (where not debit) over past, 0) as credits
                          from posting
                        window past as (partition by account_id order by account_seq)) w
                  left join account a using (account_id)
                 where w.account_seq <> w.place or w.debits_after <> w.debits or w.credits_after <> w.credits
                """);
    }

    /** Floors hold after each entry; inside one entry an account may dip. */
    static Check floors() {
        String floored = codes(ChartAccount::floored);
        String debitNormal = codes(chart -> chart.type().normalSide() == Side.DEBIT);
        return new SqlCheck(
                "select count(*) from posting p join account a using (account_id) where a.chart in (" + floored + ")",
                """
                select name, 'stands at ' || net || ' after posting ' || account_seq
                  from (select a.name, p.account_seq,
                               case when a.chart in (%s) then p.debits_after - p.credits_after
                                    else p.credits_after - p.debits_after end as net,
                               lead(p.entry_id) over (partition by p.account_id order by p.account_seq)
                                   is not distinct from p.entry_id as inside
                          from posting p join account a using (account_id)
                         where a.chart in (%s)) walk
                 where net < 0 and not inside
                """.formatted(debitNormal, floored),
                """
                select a.name, 'the balance row says floored=' || b.floored || ' debit_normal=' || b.debit_normal
                  from balance b join account a using (account_id)
                 where b.floored <> (a.chart in (%s)) or b.debit_normal <> (a.chart in (%s))
                """.formatted(floored, debitNormal));
    }

    /** Client assets cover client liabilities, asset by asset. */
    static Check segregation() {
        String assets = codes(chart -> chart.segregated() && chart.type() == AccountType.ASSET);
        String liabilities = codes(chart -> chart.segregated() && chart.type() == AccountType.LIABILITY);
        return new SqlCheck("select count(*) from balance", """
                select s.code, 'client assets of ' || assets || ' units do not cover client liabilities of ' || liabilities
                  from (select a.asset_id,
                               coalesce(sum(b.debits - b.credits) filter (where a.chart in (%s)), 0) as assets,
                               coalesce(sum(b.credits - b.debits) filter (where a.chart in (%s)), 0) as liabilities
                          from balance b join account a using (account_id) group by a.asset_id) t
                  join asset s using (asset_id) where assets < liabilities
                """.formatted(assets, liabilities));
    }

    static Check idempotencyOutcomes() {
        return new SqlCheck("select count(*) from idempotency", """
                select i.scope || ' ' || i.key, 'names entry ' || named.id || ', which is not in the book'
                  from idempotency i cross join unnest(i.entries) as named (id)
                  left join journal_entry e on e.entry_id = named.id where e.entry_id is null
                """, """
                select e.entry_id::text, 'is named by ' || count(named.id) || ' outcomes, not by one'
                  from journal_entry e
                  left join (select unnest(entries) as id from idempotency) named on named.id = e.entry_id
                 group by e.entry_id having count(named.id) <> 1
                """, """
                select i.scope || ' ' || i.key, 'names decision ' || i.decision_id || ', which is not kept'
                  from idempotency i left join policy_decision d on d.decision_id = i.decision_id
                 where i.decision_id is not null and d.decision_id is null
                """);
    }

    private static String codes(Predicate<ChartAccount> which) {
        return Arrays.stream(ChartAccount.values())
                .filter(which)
                .map(chart -> Integer.toString(chart.code()))
                .collect(Collectors.joining(", "));
    }
}

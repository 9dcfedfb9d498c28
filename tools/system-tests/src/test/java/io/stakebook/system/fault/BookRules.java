package io.stakebook.system.fault;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must hold in the tables whatever clients did: each query finds what breaks one rule. */
final class BookRules {

    private static final int SHOWN = 3;

    /** Postings with what each adds to posted and to pending: reserved (R), settled (S), released (V), at once (P). */
    private static final String MOVES = """
            (select *, case when phase in ('P', 'S') then units else 0 end as posted,
                    case phase when 'R' then units when 'P' then 0 else -units end as reserved from posting) m
            """;

    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("a balance is the fold of its postings, its sequence their number", """
                select coalesce(b.account_id, f.account_id), b.debits, f.debits, b.credits, f.credits, b.pending_debits,
                       f.pending_debits, b.pending_credits, f.pending_credits, b.sequence, f.lines
                  from balance_now b
                  full join (select account_id, count(*) as lines, max(account_seq) as newest,
                                    sum(case when debit then posted else 0 end) as debits,
                                    sum(case when debit then 0 else posted end) as credits,
                                    sum(case when debit then reserved else 0 end) as pending_debits,
                                    sum(case when debit then 0 else reserved end) as pending_credits
                               from %1$s group by account_id) f on f.account_id = b.account_id
                 where b.debits is distinct from coalesce(f.debits, 0)
                    or b.credits is distinct from coalesce(f.credits, 0)
                    or b.pending_debits is distinct from coalesce(f.pending_debits, 0)
                    or b.pending_credits is distinct from coalesce(f.pending_credits, 0)
                    or b.sequence is distinct from coalesce(f.lines, 0)
                    or b.sequence is distinct from coalesce(f.newest, 0)
                """.formatted(MOVES));
        RULES.put("each posting says the totals it leaves", """
                select account_id, account_seq from (
                    select account_id, account_seq, debits_after, credits_after, pending_debits_after,
                           pending_credits_after,
                           sum(case when debit then posted else 0 end) over w as debits,
                           sum(case when debit then 0 else posted end) over w as credits,
                           sum(case when debit then reserved else 0 end) over w as pending_debits,
                           sum(case when debit then 0 else reserved end) over w as pending_credits
                      from %1$s window w as (partition by account_id order by account_seq)) p
                 where debits_after <> debits or credits_after <> credits
                    or coalesce(pending_debits_after, 0) <> pending_debits
                    or coalesce(pending_credits_after, 0) <> pending_credits
                """.formatted(MOVES));
        RULES.put("no more is settled and released than was reserved", """
                select r.entry_id, r.account_id, r.units, sum(p.units)
                  from journal_entry e
                  join posting p on p.entry_id = e.entry_id
                  join posting r on r.entry_id = e.reservation_id and r.account_id = p.account_id and r.debit = p.debit
                 group by r.entry_id, r.account_id, r.units having sum(p.units) > r.units
                """);
        RULES.put("an entry balances in each asset", """
                select entry_id, asset_id from posting group by entry_id, asset_id
                having sum(case when debit then units else -units end) <> 0
                """);
        RULES.put("an entry has two lines or more, and lines have an entry", """
                select coalesce(e.entry_id, p.entry_id), p.lines
                  from journal_entry e
                  full join (select entry_id, count(*) as lines from posting group by entry_id) p
                    on p.entry_id = e.entry_id
                 where e.entry_id is null or coalesce(p.lines, 0) < 2
                """);
        RULES.put("debits and credits are the same in each asset, posted and pending apart", """
                select a.asset_id, sum(b.debits) - sum(b.credits), sum(b.pending_debits) - sum(b.pending_credits)
                  from balance_now b join account a using (account_id)
                 group by a.asset_id
                having sum(b.debits) <> sum(b.credits) or sum(b.pending_debits) <> sum(b.pending_credits)
                """);
        RULES.put("the log has every place once", """
                select h.size, count(l.seq), max(l.seq) from event_head h left join event_log l on true
                 group by h.size having count(l.seq) <> h.size or coalesce(max(l.seq), -1) <> h.size - 1
                """);
        RULES.put("each owner's events are numbered without a gap", """
                select owner, count(*), max(owner_seq) from event_log group by owner having count(*) <> max(owner_seq)
                """);
        RULES.put("every entry is told by one event", """
                select coalesce(e.entry_id, l.entry_id), coalesce(l.events, 0)
                  from journal_entry e
                  full join (select entry_id, count(*) as events from event_log where entry_id is not null
                              group by entry_id) l on l.entry_id = e.entry_id
                 where e.entry_id is null or coalesce(l.events, 0) <> 1
                """);
    }

    private BookRules() {}

    /** What breaks a rule, in words; empty when nothing does. */
    static List<String> broken(Connection connection) {
        List<String> findings = new ArrayList<>();
        RULES.forEach((rule, sql) -> {
            List<List<String>> rows = Rows.of(connection, sql);
            if (!rows.isEmpty()) {
                findings.add("not so that " + rule + ": " + rows.size() + " rows, such as "
                        + rows.subList(0, Math.min(SHOWN, rows.size())));
            }
        });
        return findings;
    }
}
